using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Bess.Coordination.Privacy;

/// <summary>Expands a mask key to words (AES-256 in counter mode from 0, one block a word; a key is used for one mask only) and adds them.</summary>
internal static class MaskExpansion
{
    public const int KeyBytes = 32;

    private const int ChunkWords = 1024;

    public static void Add(ReadOnlySpan<byte> key, bool subtract, Span<UInt128> words)
    {
        using var cipher = Aes.Create();
        Add(cipher, key, subtract, words);
    }

    /// <param name="cipher">Reused over many keys, which saves a third of the time of short vectors.</param>
    /// <param name="key">The mask's key.</param>
    /// <param name="subtract">Subtract the mask instead.</param>
    /// <param name="words">Sums modulo 2^128.</param>
    public static void Add(Aes cipher, ReadOnlySpan<byte> key, bool subtract, Span<UInt128> words)
    {
        cipher.SetKey(key);
        var length = Math.Min(words.Length, ChunkWords) * FixedPoint.WordBytes;
        var counters = ArrayPool<byte>.Shared.Rent(length);
        var mask = ArrayPool<byte>.Shared.Rent(length);
        counters.AsSpan(0, length).Clear();
        for (var from = 0; from < words.Length; from += ChunkWords)
        {
            var part = words[from..Math.Min(words.Length, from + ChunkWords)];
            var bytes = part.Length * FixedPoint.WordBytes;
            for (var i = 0; i < part.Length; i++)
            {
                BinaryPrimitives.WriteInt32BigEndian(counters.AsSpan(i * FixedPoint.WordBytes + 12), from + i);
            }

            cipher.EncryptEcb(counters.AsSpan(0, bytes), mask.AsSpan(0, bytes), PaddingMode.None);
            AddTo(part, mask.AsSpan(0, bytes), subtract);
        }

        CryptographicOperations.ZeroMemory(mask.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(mask);
        ArrayPool<byte>.Shared.Return(counters);
    }

    private static void AddTo(Span<UInt128> words, Span<byte> mask, bool subtract)
    {
        if (!BitConverter.IsLittleEndian)
        {
            var masks = MemoryMarshal.Cast<byte, UInt128>(mask);
            BinaryPrimitives.ReverseEndianness(masks, masks);
            for (var i = 0; i < words.Length; i++)
            {
                words[i] = unchecked(subtract ? words[i] - masks[i] : words[i] + masks[i]);
            }

            return;
        }

        // Halves with a carry: several times faster than the operators of UInt128.
        var sums = MemoryMarshal.Cast<UInt128, ulong>(words);
        var terms = MemoryMarshal.Cast<byte, ulong>(mask)[..sums.Length];
        for (var i = 0; i + 1 < sums.Length; i += 2)
        {
            var low = sums[i];
            if (subtract)
            {
                sums[i] = unchecked(low - terms[i]);
                sums[i + 1] = unchecked(sums[i + 1] - terms[i + 1] - (low < terms[i] ? 1UL : 0));
            }
            else
            {
                sums[i] = unchecked(low + terms[i]);
                sums[i + 1] = unchecked(sums[i + 1] + terms[i + 1] + (sums[i] < low ? 1UL : 0));
            }
        }
    }
}

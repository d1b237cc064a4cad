using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Bess.Coordination.Privacy;

/// <summary>Expands a mask key to words (AES-256 in counter mode from 0, one block a word; a key is used for one mask only) and adds them.</summary>
internal static class MaskExpansion
{
    public const int KeyBytes = 32;

    private const int ChunkWords = 1024;

    /// <summary>The counters of all answers but very long ones.</summary>
    private static readonly byte[] FirstCounters = Count(new byte[ChunkWords * FixedPoint.WordBytes], 0);

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
        var mask = ArrayPool<byte>.Shared.Rent(length);
        var later = words.Length > ChunkWords ? FirstCounters.ToArray() : [];
        for (var from = 0; from < words.Length; from += ChunkWords)
        {
            var part = words[from..Math.Min(words.Length, from + ChunkWords)];
            var bytes = part.Length * FixedPoint.WordBytes;
            if (from > 0)
            {
                Count(later, from);
            }

            cipher.EncryptEcb((from > 0 ? later : FirstCounters).AsSpan(0, bytes), mask.AsSpan(0, bytes), PaddingMode.None);
            AddTo(part, mask.AsSpan(0, bytes), subtract);
        }

        CryptographicOperations.ZeroMemory(mask.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(mask);
    }

    private static byte[] Count(byte[] blocks, int from)
    {
        for (var at = 12; at < blocks.Length; at += FixedPoint.WordBytes)
        {
            BinaryPrimitives.WriteInt32BigEndian(blocks.AsSpan(at), from++);
        }

        return blocks;
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

        // Halves with a carry, two words at once: many times faster than the operators of UInt128.
        var sums = MemoryMarshal.Cast<UInt128, ulong>(words);
        var terms = MemoryMarshal.Cast<byte, ulong>(mask)[..sums.Length];
        for (; sums.Length >= Vector256<ulong>.Count; sums = sums[Vector256<ulong>.Count..], terms = terms[Vector256<ulong>.Count..])
        {
            Vector256<ulong> sum = Vector256.Create<ulong>(sums), term = Vector256.Create<ulong>(terms);
            var result = subtract
                ? sum - term + FromLowToHigh(Vector256.LessThan(sum, term))
                : sum + term - FromLowToHigh(Vector256.LessThan(sum + term, sum));
            result.CopyTo(sums);
        }

        if (sums.Length > 0)
        {
            var term = new UInt128(terms[1], terms[0]);
            words[^1] = unchecked(subtract ? words[^1] - term : words[^1] + term);
        }
    }

    /// <summary>−1 in the high half of each word whose low half was over.</summary>
    private static Vector256<ulong> FromLowToHigh(Vector256<ulong> over) => Vector256.Shuffle(over, Vector256.Create(4UL, 0, 4, 2));
}

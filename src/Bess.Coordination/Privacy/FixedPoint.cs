using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Bess.Coordination.Privacy;

/// <summary>Doubles as 128-bit words: two's complement with 64 bits after the point, so that sums are exact and wrap modulo 2^128.</summary>
/// <remarks>
/// A double of at most <see cref="Largest"/> that is a multiple of 2^−64 is kept exactly (every one of at least 2^−12, and 0); others are
/// rounded to the nearest word, half to even, an error of at most 2^−65. Up to <see cref="MostAddends"/> words sum without overflow.
/// Stateless.
/// </remarks>
public static class FixedPoint
{
    /// <summary>Bits after the point.</summary>
    public const int FractionBits = 64;

    /// <summary>Largest magnitude that has a word: 2^50.</summary>
    public const double Largest = 1L << 50;

    /// <summary>Words of which a sum cannot overflow: 2^12.</summary>
    public const int MostAddends = 1 << 12;

    /// <summary>Bytes a word.</summary>
    public const int WordBytes = 16;

    private const double Scale = 18446744073709551616.0;

    /// <summary>Makes the word of a number.</summary>
    /// <param name="value">Any double.</param>
    /// <param name="word">Its word; 0 when there is none.</param>
    /// <returns>False when the number is not finite or larger in magnitude than <see cref="Largest"/>.</returns>
    public static bool TryEncode(double value, out UInt128 word)
    {
        // A comparison with NaN is false, so NaN is refused too.
        if (!(Math.Abs(value) <= Largest))
        {
            word = default;
            return false;
        }

        // The mantissa, shifted to the grid: exact, or rounded half to even below it.
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var mantissa = (bits & 0xFFFFFFFFFFFFFUL) | (exponent > 0 ? 1UL << 52 : 0);
        var shift = Math.Max(exponent, 1) - 1075 + FractionBits;
        var magnitude = shift >= 0 ? (UInt128)mantissa << shift : Rounded(mantissa, -shift);
        word = value < 0 ? unchecked(UInt128.Zero - magnitude) : magnitude;
        return true;
    }

    private static ulong Rounded(ulong mantissa, int places)
    {
        if (places > 54)
        {
            return 0;
        }

        var kept = mantissa >> places;
        var rest = mantissa - (kept << places);
        var half = 1UL << (places - 1);
        return rest > half || (rest == half && (kept & 1) == 1) ? kept + 1 : kept;
    }

    /// <summary>Makes the words of some numbers.</summary>
    /// <param name="values">Any doubles.</param>
    /// <param name="words">Receives the words, at least as long.</param>
    /// <returns>False when a number has no word (<see cref="FirstWithoutWord"/>); the words are then undefined.</returns>
    /// <exception cref="ArgumentException"><paramref name="words"/> is shorter than <paramref name="values"/>.</exception>
    public static bool TryEncode(ReadOnlySpan<double> values, Span<UInt128> words)
    {
        if (words.Length < values.Length)
        {
            throw new ArgumentException($"Expected at least {values.Length} words, was {words.Length}.", nameof(words));
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!TryEncode(values[i], out words[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first number that has no word.</summary>
    /// <param name="values">Any doubles.</param>
    /// <returns>Its index, −1 when there is none.</returns>
    public static int FirstWithoutWord(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(values[i]) <= Largest))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The number of a word.</summary>
    /// <param name="word">A word, or a sum of words.</param>
    /// <returns>The nearest double.</returns>
    public static double Decode(UInt128 word)
    {
        var negative = word >> 127 != 0;
        var magnitude = (double)(negative ? unchecked(UInt128.Zero - word) : word) / Scale;
        return negative ? -magnitude : magnitude;
    }

    /// <summary>Words as bytes, little-endian on every machine.</summary>
    /// <param name="words">Words.</param>
    /// <returns><see cref="WordBytes"/> bytes a word.</returns>
    public static byte[] ToBytes(ReadOnlySpan<UInt128> words)
    {
        var bytes = MemoryMarshal.AsBytes(words).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(words, MemoryMarshal.Cast<byte, UInt128>(bytes.AsSpan()));
        }

        return bytes;
    }

    /// <summary>Words of bytes.</summary>
    /// <param name="bytes">As made by <see cref="ToBytes"/>.</param>
    /// <param name="words">The words; empty when the length does not fit.</param>
    /// <returns>False when the length is not a multiple of <see cref="WordBytes"/>.</returns>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out UInt128[] words)
    {
        if (bytes.Length % WordBytes != 0)
        {
            words = [];
            return false;
        }

        words = new UInt128[bytes.Length / WordBytes];
        bytes.CopyTo(MemoryMarshal.AsBytes(words.AsSpan()));
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        return true;
    }
}

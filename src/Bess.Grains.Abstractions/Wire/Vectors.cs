using System.Runtime.InteropServices;

namespace Bess.Grains.Wire;

/// <summary>Vectors as bytes, little-endian: over twice as fast across the wire as arrays of numbers.</summary>
public static class Vectors
{
    /// <summary>Bytes of some vectors, one after the other.</summary>
    /// <param name="vectors">The vectors; null ones count as empty.</param>
    /// <returns>Eight bytes a number.</returns>
    public static byte[] Pack(params ReadOnlySpan<double[]?> vectors)
    {
        var length = 0;
        foreach (var vector in vectors)
        {
            length += vector?.Length ?? 0;
        }

        var bytes = GC.AllocateUninitializedArray<byte>(length * sizeof(double));
        var at = bytes.AsSpan();
        foreach (var vector in vectors)
        {
            var part = MemoryMarshal.AsBytes(vector.AsSpan());
            part.CopyTo(at);
            at = at[part.Length..];
        }

        return bytes;
    }

    /// <summary>The vectors that bytes hold.</summary>
    /// <param name="bytes">From <see cref="Pack"/>.</param>
    /// <param name="targets">Filled in order.</param>
    /// <exception cref="ArgumentException">When the lengths do not fit.</exception>
    public static void Unpack(ReadOnlySpan<byte> bytes, params ReadOnlySpan<double[]> targets)
    {
        foreach (var target in targets)
        {
            var part = MemoryMarshal.AsBytes(target.AsSpan());
            if (part.Length > bytes.Length)
            {
                throw new ArgumentException($"Expected at least {part.Length} bytes more, was {bytes.Length}.", nameof(bytes));
            }

            bytes[..part.Length].CopyTo(part);
            bytes = bytes[part.Length..];
        }

        if (bytes.Length > 0)
        {
            throw new ArgumentException($"Expected no bytes after the last vector, was {bytes.Length}.", nameof(bytes));
        }
    }

    /// <summary>Rows of equal length.</summary>
    /// <param name="bytes">From <see cref="Pack"/>.</param>
    /// <param name="steps">Length of a row.</param>
    /// <returns>The rows.</returns>
    public static double[][] Rows(ReadOnlySpan<byte> bytes, int steps)
    {
        var rows = new double[bytes.Length / (steps * sizeof(double))][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new double[steps];
        }

        Unpack(bytes, rows);
        return rows;
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Bess.Forecasting.Models;

/// <summary>Writes numbers and texts, little-endian, doubles bit for bit.</summary>
internal sealed class ModelWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public void Write(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), value);
        _bytes.Advance(sizeof(int));
    }

    public void Write(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
    }

    public void Write(double value) => Write(BitConverter.DoubleToInt64Bits(value));

    public void Write(string text)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        Write(encoded.Length);
        _bytes.Write(encoded);
    }

    public void Write(ReadOnlySpan<double> values)
    {
        Write(values.Length);
        foreach (var value in values)
            Write(value);
    }

    public void Write(ReadOnlySpan<int> values)
    {
        Write(values.Length);
        foreach (var value in values)
            Write(value);
    }

    /// <summary>Writes a count and then each element.</summary>
    public void Write(int count, Action<int> element)
    {
        Write(count);
        for (var i = 0; i < count; i++)
            element(i);
    }
}

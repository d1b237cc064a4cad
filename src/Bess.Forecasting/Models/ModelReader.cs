using System.Buffers.Binary;
using System.Text;
using Bess.Domain;

namespace Bess.Forecasting.Models;

/// <summary>Reads what <see cref="ModelWriter"/> wrote; anything else is a fault of the file.</summary>
internal sealed class ModelReader(byte[] bytes, string source)
{
    private int _at;

    public bool IsAtEnd => _at == bytes.Length;

    public int Integer() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public double Double() => BitConverter.Int64BitsToDouble(Long());

    public string Text() => Encoding.UTF8.GetString(Take(Count(1)));

    public double[] Doubles()
    {
        var values = new double[Count(sizeof(double))];
        for (var i = 0; i < values.Length; i++)
            values[i] = Double();
        return values;
    }

    public int[] Integers()
    {
        var values = new int[Count(sizeof(int))];
        for (var i = 0; i < values.Length; i++)
            values[i] = Integer();
        return values;
    }

    public T[] Array<T>(Func<T> element)
    {
        var values = new T[Count(1)];
        for (var i = 0; i < values.Length; i++)
            values[i] = element();
        return values;
    }

    /// <summary>Refuses the file when a rule does not hold.</summary>
    public void Require(bool holds, string expected)
    {
        if (!holds)
            throw Refused(expected, "something else");
    }

    /// <summary>The refusal of the file, located by byte.</summary>
    public BessDataException Refused(string expected, string actual) => new([new Fault(source, $"byte {_at}", expected, actual)]);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - _at)
            throw Refused("a whole model file", $"its end, {bytes.Length} bytes from the beginning");
        _at += count;
        return bytes.AsSpan(_at - count, count);
    }

    private int Count(int leastSize)
    {
        var count = Integer();
        return count >= 0 && (long)count * leastSize <= bytes.Length - _at ? count : throw Refused("a length that the file can hold", $"{count}");
    }
}

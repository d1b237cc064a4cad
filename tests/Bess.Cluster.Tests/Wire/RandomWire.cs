using System.Reflection;
using System.Runtime.CompilerServices;

namespace Bess.Cluster.Tests.Wire;

/// <summary>Makes objects with random contents, odd numbers among them; the same from the same seed.</summary>
internal sealed class RandomWire(int seed)
{
    private static readonly double[] OddNumbers = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, double.Epsilon, double.MaxValue];
    private static readonly string[] OddWords = ["", "a", "ümlaut – ∞", "with \"quotes\" and \0", new('x', 300)];

    private readonly Random _random = new(seed);
    private readonly NullabilityInfoContext _nullability = new();

    public double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => Number())];

    public T Make<T>() => (T)Make(typeof(T), 0)!;

    public object Make(Type type) => Make(type, 0)!;

    private double Number() => _random.Next(8) == 0 ? OddNumbers[_random.Next(OddNumbers.Length)] : BitConverter.Int64BitsToDouble(_random.NextInt64());

    private object? Make(Type type, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return _random.Next(3) == 0 ? null : Make(underlying, depth);
        }

        if (type.IsArray)
        {
            return List(type.GetElementType()!, depth);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
        {
            return Activator.CreateInstance(type, List(type.GetGenericArguments()[0], depth));
        }

        return type == typeof(bool) ? _random.Next(2) == 0
            : type == typeof(byte) ? (byte)_random.Next(256)
            : type == typeof(int) ? _random.Next(int.MinValue, int.MaxValue)
            : type == typeof(long) ? _random.NextInt64(long.MinValue, long.MaxValue)
            : type == typeof(double) ? Number()
            : type == typeof(string) ? OddWords[_random.Next(OddWords.Length)]
            : type == typeof(TimeSpan) ? new TimeSpan(_random.NextInt64(long.MinValue, long.MaxValue))
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(_random.NextInt64(DateTime.MaxValue.Ticks / 4, DateTime.MaxValue.Ticks / 2), TimeSpan.FromMinutes(_random.Next(-800, 800)))
            : Fill(type, depth);
    }

    private Array List(Type element, int depth)
    {
        var array = Array.CreateInstance(element, depth > 3 ? 0 : _random.Next(element == typeof(byte) ? 40 : 4));
        for (var i = 0; i < array.Length; i++)
        {
            array.SetValue(Make(element, depth + 1), i);
        }

        return array;
    }

    private object Fill(Type type, int depth)
    {
        var made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var (_, property) in WireTypes.MembersOf(type))
        {
            var mayBeNull = _nullability.Create(property).WriteState == NullabilityState.Nullable;
            var value = mayBeNull && (depth > 2 || _random.Next(3) == 0) ? null : Make(property.PropertyType, depth + 1);
            property.SetValue(made, value);
        }

        return made;
    }
}

namespace Bess.Domain.Units;

/// <summary>Share of energy that survives a conversion in one direction.</summary>
/// <remarks>
/// Unit: none (ratio). Range: (0, 1], zero excluded and one included. Default: 1, a lossless conversion.
/// Equality is by value; immutable and thread-safe.
/// </remarks>
public readonly record struct Efficiency
{
    // One is stored as zero, so that default(Efficiency) is a legal value and equals new Efficiency(1).
    private readonly double _value;

    /// <summary>Creates the value.</summary>
    /// <param name="value">The ratio in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">When <paramref name="value"/> is NaN, not above 0 or above 1.</exception>
    public Efficiency(double value)
    {
        if (!(value > 0 && value <= 1))
            throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a ratio in (0, 1].");
        _value = value == 1 ? 0 : value;
    }

    /// <summary>The ratio in (0, 1].</summary>
    public double Value => _value == 0 ? 1 : _value;

    /// <summary>1: nothing is lost; the default value.</summary>
    public static Efficiency Lossless => default;

    /// <summary>Two conversions, one after the other.</summary>
    /// <param name="first">First conversion.</param>
    /// <param name="second">Second conversion.</param>
    public static Efficiency operator *(Efficiency first, Efficiency second) => new(first.Value * second.Value);

    /// <summary>The ratio in the invariant culture, for example <c>0.9</c>.</summary>
    public override string ToString() => FaultCollector.Text(Value);
}

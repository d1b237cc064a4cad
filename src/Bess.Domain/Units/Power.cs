namespace Bess.Domain.Units;

/// <summary>Electric power at the grid connection point.</summary>
/// <remarks>
/// Unit: MW. Sign: &gt; 0 is discharge or export, &lt; 0 is charge or import; limits are magnitudes &gt; 0. Invariant: finite. Default: zero. Equality is by value; immutable and thread-safe.
/// </remarks>
public readonly record struct Power : IComparable<Power>
{
    /// <summary>Creates the value.</summary>
    /// <param name="mw">The number in MW; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">When <paramref name="mw"/> is NaN or infinite.</exception>
    public Power(double mw) => Mw = Quantity.Finite(mw);

    /// <summary>The number in MW; finite.</summary>
    public double Mw { get; }

    /// <summary>0 MW, the default value.</summary>
    public static Power Zero => default;

    /// <summary>Sum.</summary>
    /// <param name="left">First term.</param>
    /// <param name="right">Second term.</param>
    public static Power operator +(Power left, Power right) => new(left.Mw + right.Mw);

    /// <summary>Difference.</summary>
    /// <param name="left">Minuend.</param>
    /// <param name="right">Subtrahend.</param>
    public static Power operator -(Power left, Power right) => new(left.Mw - right.Mw);

    /// <summary>The same amount with the other sign.</summary>
    /// <param name="value">The value.</param>
    public static Power operator -(Power value) => new(-value.Mw);

    /// <summary>Scaling by a plain number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="factor">The factor; finite.</param>
    public static Power operator *(Power value, double factor) => new(value.Mw * factor);

    /// <summary>Scaling by a plain number.</summary>
    /// <param name="factor">The factor; finite.</param>
    /// <param name="value">The value.</param>
    public static Power operator *(double factor, Power value) => new(factor * value.Mw);

    /// <summary>Division by a plain number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="divisor">The divisor; not zero.</param>
    public static Power operator /(Power value, double divisor) => new(value.Mw / divisor);

    /// <summary>Ratio of two powers.</summary>
    /// <param name="left">Dividend.</param>
    /// <param name="right">Divisor; not zero.</param>
    public static double operator /(Power left, Power right) => Quantity.Finite(left.Mw / right.Mw);

    /// <summary>Energy of a power held for a duration.</summary>
    /// <param name="power">The power.</param>
    /// <param name="duration">How long.</param>
    public static Energy operator *(Power power, TimeSpan duration) => new(power.Mw * duration.TotalHours);

    /// <summary>Whether the left value is smaller.</summary>
    /// <param name="left">Left value.</param>
    /// <param name="right">Right value.</param>
    public static bool operator <(Power left, Power right) => left.Mw < right.Mw;

    /// <summary>Whether the left value is greater.</summary>
    /// <param name="left">Left value.</param>
    /// <param name="right">Right value.</param>
    public static bool operator >(Power left, Power right) => left.Mw > right.Mw;

    /// <summary>Whether the left value is smaller or equal.</summary>
    /// <param name="left">Left value.</param>
    /// <param name="right">Right value.</param>
    public static bool operator <=(Power left, Power right) => left.Mw <= right.Mw;

    /// <summary>Whether the left value is greater or equal.</summary>
    /// <param name="left">Left value.</param>
    /// <param name="right">Right value.</param>
    public static bool operator >=(Power left, Power right) => left.Mw >= right.Mw;

    /// <inheritdoc/>
    public int CompareTo(Power other) => Mw.CompareTo(other.Mw);

    /// <summary>The number and its unit in the invariant culture, for example <c>1.5 MW</c>.</summary>
    public override string ToString() => Quantity.Text(Mw, "MW");
}

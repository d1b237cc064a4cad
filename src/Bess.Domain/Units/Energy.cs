namespace Bess.Domain.Units;

/// <summary>An amount of energy: stored, or delivered at the connection point.</summary>
/// <remarks>
/// Unit: MWh. Sign: stored energy is ≥ 0; delivered energy is &gt; 0 for discharge or export. Invariant: finite. Default: zero. Equality is by value; immutable and thread-safe.
/// </remarks>
public readonly record struct Energy : IComparable<Energy>
{
    /// <summary>Creates the value.</summary>
    /// <param name="mwh">The number in MWh; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">When <paramref name="mwh"/> is NaN or infinite.</exception>
    public Energy(double mwh) => Mwh = Quantity.Finite(mwh);

    /// <summary>The number in MWh; finite.</summary>
    public double Mwh { get; }

    /// <summary>0 MWh, the default value.</summary>
    public static Energy Zero => default;

    /// <summary>Sum.</summary>
    /// <param name="left">First term.</param>
    /// <param name="right">Second term.</param>
    public static Energy operator +(Energy left, Energy right) => new(left.Mwh + right.Mwh);

    /// <summary>Difference.</summary>
    /// <param name="left">Minuend.</param>
    /// <param name="right">Subtrahend.</param>
    public static Energy operator -(Energy left, Energy right) => new(left.Mwh - right.Mwh);

    /// <summary>The same amount with the other sign.</summary>
    /// <param name="value">The value.</param>
    public static Energy operator -(Energy value) => new(-value.Mwh);

    /// <summary>Scaling by a plain number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="factor">The factor; finite.</param>
    public static Energy operator *(Energy value, double factor) => new(value.Mwh * factor);

    /// <summary>Scaling by a plain number.</summary>
    /// <param name="factor">The factor; finite.</param>
    /// <param name="value">The value.</param>
    public static Energy operator *(double factor, Energy value) => new(factor * value.Mwh);

    /// <summary>Division by a plain number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="divisor">The divisor; not zero.</param>
    public static Energy operator /(Energy value, double divisor) => new(value.Mwh / divisor);

    /// <summary>Ratio of two energies.</summary>
    /// <param name="left">Dividend.</param>
    /// <param name="right">Divisor; not zero.</param>
    public static double operator /(Energy left, Energy right) => Quantity.Finite(left.Mwh / right.Mwh);

    /// <summary>The constant power that delivers this energy in a duration.</summary>
    /// <param name="energy">The energy.</param>
    /// <param name="duration">How long; not zero.</param>
    public static Power operator /(Energy energy, TimeSpan duration) => new(energy.Mwh / duration.TotalHours);

    /// <summary>Whether the left value is smaller.</summary>
    /// <param name="left">Left value.</param>
    /// <param name="right">Right value.</param>
    public static bool operator <(Energy left, Energy right) => left.Mwh < right.Mwh;

    /// <summary>Whether the left value is greater.</summary>
    /// <param name="left">Left value.</param>
    /// <param name="right">Right value.</param>
    public static bool operator >(Energy left, Energy right) => left.Mwh > right.Mwh;

    /// <summary>Whether the left value is smaller or equal.</summary>
    /// <param name="left">Left value.</param>
    /// <param name="right">Right value.</param>
    public static bool operator <=(Energy left, Energy right) => left.Mwh <= right.Mwh;

    /// <summary>Whether the left value is greater or equal.</summary>
    /// <param name="left">Left value.</param>
    /// <param name="right">Right value.</param>
    public static bool operator >=(Energy left, Energy right) => left.Mwh >= right.Mwh;

    /// <inheritdoc/>
    public int CompareTo(Energy other) => Mwh.CompareTo(other.Mwh);

    /// <summary>The number and its unit in the invariant culture, for example <c>1.5 MWh</c>.</summary>
    public override string ToString() => Quantity.Text(Mwh, "MWh");
}

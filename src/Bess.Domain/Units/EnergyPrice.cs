namespace Bess.Domain.Units;

/// <summary>A price of energy; the currency is carried by the series or contract it belongs to.</summary>
/// <remarks>
/// Unit: currency per MWh. Sign: negative prices are ordinary. Invariant: finite. Default: zero. Equality is by value; immutable and thread-safe.
/// </remarks>
public readonly record struct EnergyPrice : IComparable<EnergyPrice>
{
    /// <summary>Creates the value.</summary>
    /// <param name="perMwh">The number in currency per MWh; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">When <paramref name="perMwh"/> is NaN or infinite.</exception>
    public EnergyPrice(double perMwh) => PerMwh = Quantity.Finite(perMwh);

    /// <summary>The number in currency per MWh; finite.</summary>
    public double PerMwh { get; }

    /// <summary>0 currency per MWh, the default value.</summary>
    public static EnergyPrice Zero => default;

    /// <summary>Sum.</summary>
    /// <param name="left">First term.</param>
    /// <param name="right">Second term.</param>
    public static EnergyPrice operator +(EnergyPrice left, EnergyPrice right) => new(left.PerMwh + right.PerMwh);

    /// <summary>Difference.</summary>
    /// <param name="left">Minuend.</param>
    /// <param name="right">Subtrahend.</param>
    public static EnergyPrice operator -(EnergyPrice left, EnergyPrice right) => new(left.PerMwh - right.PerMwh);

    /// <summary>The same amount with the other sign.</summary>
    /// <param name="value">The value.</param>
    public static EnergyPrice operator -(EnergyPrice value) => new(-value.PerMwh);

    /// <summary>Scaling by a plain number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="factor">The factor; finite.</param>
    public static EnergyPrice operator *(EnergyPrice value, double factor) => new(value.PerMwh * factor);

    /// <summary>Scaling by a plain number.</summary>
    /// <param name="factor">The factor; finite.</param>
    /// <param name="value">The value.</param>
    public static EnergyPrice operator *(double factor, EnergyPrice value) => new(factor * value.PerMwh);

    /// <summary>Division by a plain number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="divisor">The divisor; not zero.</param>
    public static EnergyPrice operator /(EnergyPrice value, double divisor) => new(value.PerMwh / divisor);

    /// <summary>Amount of money, in the currency of the price, for an energy at this price.</summary>
    /// <param name="price">The price.</param>
    /// <param name="energy">The energy; sold is &gt; 0.</param>
    public static double operator *(EnergyPrice price, Energy energy) => price.PerMwh * energy.Mwh;

    /// <summary>Amount of money, in the currency of the price, for an energy at this price.</summary>
    /// <param name="energy">The energy; sold is &gt; 0.</param>
    /// <param name="price">The price.</param>
    public static double operator *(Energy energy, EnergyPrice price) => price.PerMwh * energy.Mwh;

    /// <summary>Whether the left value is smaller.</summary>
    /// <param name="left">Left value.</param>
    /// <param name="right">Right value.</param>
    public static bool operator <(EnergyPrice left, EnergyPrice right) => left.PerMwh < right.PerMwh;

    /// <summary>Whether the left value is greater.</summary>
    /// <param name="left">Left value.</param>
    /// <param name="right">Right value.</param>
    public static bool operator >(EnergyPrice left, EnergyPrice right) => left.PerMwh > right.PerMwh;

    /// <summary>Whether the left value is smaller or equal.</summary>
    /// <param name="left">Left value.</param>
    /// <param name="right">Right value.</param>
    public static bool operator <=(EnergyPrice left, EnergyPrice right) => left.PerMwh <= right.PerMwh;

    /// <summary>Whether the left value is greater or equal.</summary>
    /// <param name="left">Left value.</param>
    /// <param name="right">Right value.</param>
    public static bool operator >=(EnergyPrice left, EnergyPrice right) => left.PerMwh >= right.PerMwh;

    /// <inheritdoc/>
    public int CompareTo(EnergyPrice other) => PerMwh.CompareTo(other.PerMwh);

    /// <summary>The number and its unit in the invariant culture, for example <c>1.5 /MWh</c>.</summary>
    public override string ToString() => Quantity.Text(PerMwh, "/MWh");
}

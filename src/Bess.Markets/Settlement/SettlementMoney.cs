namespace Bess.Markets.Settlement;

/// <summary>From measured numbers to money: decimal from here on, rounded once.</summary>
public static class SettlementMoney
{
    /// <summary>Rounds an amount to cents, half to even.</summary>
    /// <param name="amount">Currency.</param>
    public static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.ToEven);

    /// <summary>Length of a step, h.</summary>
    /// <param name="step">The step.</param>
    public static decimal Hours(TimeSpan step) => (decimal)step.Ticks / TimeSpan.TicksPerHour;

    /// <summary>A price or quantity as decimal; null where it is missing.</summary>
    /// <param name="value">The number; NaN is missing.</param>
    public static decimal? Known(double value) => double.IsFinite(value) ? (decimal)value : null;
}

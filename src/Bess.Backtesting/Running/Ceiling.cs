namespace Bess.Backtesting.Running;

/// <summary>What perfect foresight would have earned under the same rules.</summary>
/// <param name="Rules">The rule set in words: markets, deliverable or virtual, fees.</param>
/// <param name="NetByDay">Net of each day of the run, currency; the sum is the ceiling.</param>
public sealed record Ceiling(string Rules, IReadOnlyList<decimal> NetByDay)
{
    /// <summary>The ceiling, currency.</summary>
    public decimal Net => NetByDay.Sum();
}

namespace Bess.Backtesting.Desk;

/// <summary>How far a backtest is.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Done">How much of it.</param>
/// <param name="Total">Of how much; 0 when that is not known.</param>
public sealed record DeskProgress(DeskStep Step, int Done, int Total)
{
    /// <summary>The day that was closed; null but of days.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Net of the closed days, currency; null but of days.</summary>
    public decimal? NetSoFar { get; init; }
}

using Bess.Backtesting.Attribution;
using Bess.Backtesting.Experiments;
using Bess.Backtesting.Running;
using Bess.Backtesting.Sites;
using Bess.Domain.Time;

namespace Bess.Backtesting.Desk;

/// <summary>A finished backtest with all that its documents and its report show.</summary>
/// <param name="Outcome">The run.</param>
/// <param name="Summary">Its figures.</param>
public sealed record FinishedBacktest(BacktestOutcome Outcome, BacktestSummary Summary)
{
    /// <summary>False for a yardstick that is given the prices that came.</summary>
    public bool IsTradable { get; init; } = true;

    /// <summary>Whether prices were made up by a program.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>What was assumed or passed over.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Efficient frontier over the risk weight; empty when it was not made.</summary>
    public IReadOnlyList<FrontierPoint> Frontier { get; init; } = [];

    /// <summary>What makes the worst days; null when it was not found.</summary>
    public TailDrivers? Tail { get; init; }

    /// <summary>The run of the site; null for a battery alone.</summary>
    public SiteOutcome? Site { get; init; }

    /// <summary>Days of the run, in order.</summary>
    public IReadOnlyList<DayOutcome> Days => Outcome.Days;

    /// <summary>Code of the currency.</summary>
    public string Currency => Outcome.Request.Market.Currency.Code;

    /// <summary>Clock of the days.</summary>
    public MarketClock Clock => Outcome.Request.Market.Clock;
}

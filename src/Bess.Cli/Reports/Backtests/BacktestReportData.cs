using Bess.Backtesting.Attribution;
using Bess.Backtesting.Running;
using Bess.Domain.Time;

namespace Bess.Cli.Reports.Backtests;

/// <summary>What the report of a backtest shows.</summary>
/// <param name="Outcome">The run.</param>
/// <param name="Summary">Its figures.</param>
internal sealed record BacktestReportData(BacktestOutcome Outcome, BacktestSummary Summary)
{
    /// <summary>False for a yardstick that is given the prices that came.</summary>
    public bool IsTradable { get; init; } = true;

    /// <summary>Whether prices were made up by a program.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>What was assumed or passed over.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Efficient frontier over the risk weight; empty when it was not made.</summary>
    public IReadOnlyList<FrontierRow> Frontier { get; init; } = [];

    /// <summary>What the worst days have in common, by stream.</summary>
    public IReadOnlyList<TailPart> TailByStream { get; init; } = [];

    /// <summary>What the worst days have in common, by local hour.</summary>
    public IReadOnlyList<TailPart> TailByHour { get; init; } = [];

    /// <summary>Days of the run, in order.</summary>
    public IReadOnlyList<DayOutcome> Days => Outcome.Days;

    /// <summary>Code of the currency.</summary>
    public string Currency => Outcome.Request.Market.Currency.Code;

    /// <summary>Clock of the days.</summary>
    public MarketClock Clock => Outcome.Request.Market.Clock;
}

/// <summary>A part of the daily net on the worst days and on all.</summary>
/// <param name="Name">Stream or hour.</param>
/// <param name="WorstMean">Mean over the worst days.</param>
/// <param name="OverallMean">Mean over all days.</param>
internal sealed record TailPart(string Name, double WorstMean, double OverallMean);

using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Markets;
using Bess.Domain.Time;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Strategies;

/// <summary>What a strategy has before it when it decides a day's day-ahead position and reserve bids.</summary>
public sealed record DayContext
{
    /// <summary>The local day of delivery.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The day's day-ahead intervals, T.</summary>
    public required TimeGrid Grid { get; init; }

    /// <summary>Rules of the market. Its series are not to be read: <see cref="Known"/> is the door to data.</summary>
    public required MarketRules Market { get; init; }

    /// <summary>What is known at the decision.</summary>
    public required MarketView Known { get; init; }

    /// <summary>Forecasts made at the decision.</summary>
    public required IDayForecasts Forecasts { get; init; }

    /// <summary>The battery with the energy that is expected at the start of the day.</summary>
    public required StoragePlant Plant { get; init; }

    /// <summary>Settings.</summary>
    public required StrategySettings Settings { get; init; }

    /// <summary>The prices that came; only for a strategy that declares to see the future, else null.</summary>
    public MarketView? Foresight { get; init; }
}

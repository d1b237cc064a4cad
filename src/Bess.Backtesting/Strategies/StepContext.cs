using Bess.Backtesting.Knowledge;

namespace Bess.Backtesting.Strategies;

/// <summary>What a strategy has before it at the start of a step, when it may depart from what it sold day-ahead.</summary>
public sealed record StepContext
{
    /// <summary>The day as it was decided.</summary>
    public required DayContext Day { get; init; }

    /// <summary>The decision of that day, as cleared.</summary>
    public required DayDecision Decision { get; init; }

    /// <summary>The day's day-ahead prices, cleared and known; length T.</summary>
    public required IReadOnlyList<double> DayAheadPricePerMwh { get; init; }

    /// <summary>The step, 0 … T − 1.</summary>
    public required int Step { get; init; }

    /// <summary>What is known at its start.</summary>
    public required MarketView Known { get; init; }

    /// <summary>Stored energy as the plant measures it, MWh.</summary>
    public required double EnergyMwh { get; init; }
}

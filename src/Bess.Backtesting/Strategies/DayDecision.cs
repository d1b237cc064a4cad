namespace Bess.Backtesting.Strategies;

/// <summary>What a strategy decided for a day.</summary>
public sealed record DayDecision
{
    /// <summary>Day-ahead position, MW, one a step, &gt; 0 sold.</summary>
    public required double[] PositionMw { get; init; }

    /// <summary>Reserve sold [product of the market][step], MW; empty for none.</summary>
    public double[][] ReserveMw { get; init; } = [];

    /// <summary>Planned energy after each step, MWh, expected activation included; empty when the strategy makes no plan.</summary>
    public double[] PlannedEnergyMwh { get; init; } = [];

    /// <summary>Expected net of the day, currency; NaN when the strategy has no expectation.</summary>
    public double ExpectedNet { get; init; } = double.NaN;

    /// <summary>Rules that were applied because data was missing or a plan failed, in words; empty as a rule.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
}

using Bess.Domain.Time;

namespace Bess.Forecasting.Scenarios;

/// <summary>How scenarios are made of past days.</summary>
public sealed record HistoricalShapesOptions
{
    /// <summary>Number of past days, which is the number of scenarios; ≥ 1.</summary>
    /// <value>Default: 20.</value>
    public int Days { get; init; } = 20;

    /// <summary>Instant of the decision: nothing that became known later is used.</summary>
    /// <value>Default: null, which means 12:00 local time of the day before the target day.</value>
    public DateTimeOffset? Decision { get; init; }

    /// <summary>Clock of the market days.</summary>
    /// <value>Default: null, the clock of the series' zone.</value>
    public MarketClock? Clock { get; init; }
}

using Bess.Domain.Prices;

namespace Bess.Scheduling.Reserve;

/// <summary>A market in which energy is sold and bought: day-ahead, intraday, imbalance.</summary>
public sealed record EnergyVenue
{
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Prices; one scenario, or as many as every other venue that has more than one.</summary>
    public required ScenarioSet Prices { get; init; }

    /// <summary>Fee per MWh sold or bought, currency/MWh; ≥ 0.</summary>
    public double FeePerMwh { get; init; }

    /// <summary>Most that is sold or bought in a step, MW; null for the power limits.</summary>
    public double? VolumeLimitMw { get; init; }
}

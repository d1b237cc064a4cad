namespace Bess.Markets.Settlement;

/// <summary>All quantities and prices of a day that make money; lists have one value a step, NaN is missing.</summary>
public sealed record SettlementDay
{
    /// <summary>Length of a step.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>Day-ahead position, MW, &gt; 0 sold.</summary>
    public required IReadOnlyList<double> PositionMw { get; init; }

    /// <summary>What was asked of the plant, MW.</summary>
    public required IReadOnlyList<double> SetpointMw { get; init; }

    /// <summary>What was metered, MW.</summary>
    public required IReadOnlyList<double> MeteredMw { get; init; }

    /// <summary>Day-ahead prices, currency/MWh.</summary>
    public required IReadOnlyList<double> DayAheadPerMwh { get; init; }

    /// <summary>What a shortage pays in real time, currency/MWh; empty when there is no such price.</summary>
    public IReadOnlyList<double> ShortagePerMwh { get; init; } = [];

    /// <summary>What a surplus is paid in real time, currency/MWh; empty when it is the same.</summary>
    public IReadOnlyList<double> SurplusPerMwh { get; init; } = [];

    /// <summary>Wear beside throughput and discharge (cycle depth), currency; empty for none.</summary>
    public IReadOnlyList<double> DepthWear { get; init; } = [];

    /// <summary>Reserve sold.</summary>
    public IReadOnlyList<ReserveLine> Reserves { get; init; } = [];
}

using Bess.Domain.Time;

namespace Bess.Backtesting.Markets;

/// <summary>What a caller may say about a zone; everything has a default by rule.</summary>
public sealed record ZoneMarketOptions
{
    /// <summary>Column of the day-ahead price; null for the zone's longest.</summary>
    public string? DayAhead { get; init; }

    /// <summary>Column of the real-time price; null for the first of <see cref="RealTimeColumns"/> that overlaps the day-ahead price.</summary>
    public string? RealTime { get; init; }

    /// <summary>Whether there is a real-time price at all. Default: true, where one is found.</summary>
    public bool UsesRealTime { get; init; } = true;

    /// <summary>Whether reserve markets are read. Default: true.</summary>
    public bool UsesReserves { get; init; } = true;

    /// <summary>Fees. Default: none.</summary>
    public MarketFees Fees { get; init; } = new();

    /// <summary>Clock of the days; null for the catalogue's, else UTC.</summary>
    public MarketClock? Clock { get; init; }

    /// <summary>Local time of the decision on the day before; null for the gate closure by clock.</summary>
    public TimeOnly? Gate { get; init; }
}

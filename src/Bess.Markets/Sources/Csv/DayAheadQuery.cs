using Bess.Domain.Units;

namespace Bess.Markets.Sources.Csv;

/// <summary>Which day-ahead prices are wanted.</summary>
/// <param name="Zone">Name of the zone: its folder, in any case.</param>
/// <param name="From">First local market day, included.</param>
/// <param name="To">Last local market day, included; not before the first.</param>
public sealed record DayAheadQuery(string Zone, DateOnly From, DateOnly To)
{
    /// <summary>Step asked for.</summary>
    /// <value>Default: null, the finest step of which one file covers all days wholly.</value>
    public TimeSpan? Step { get; init; }

    /// <summary>Currency asked for.</summary>
    /// <value>Default: null, the only one in the file, or the zone's usual one where the file has several.</value>
    public Currency? Currency { get; init; }

    /// <summary>Whether a missing price in the days is a fault; all missing intervals are then listed.</summary>
    /// <value>Default: false, missing prices are NaN and counted by the series.</value>
    public bool RequireComplete { get; init; }
}

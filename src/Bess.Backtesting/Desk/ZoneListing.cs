using System.Text.Json.Nodes;

namespace Bess.Backtesting.Desk;

/// <summary>A zone that can be run, or why not.</summary>
public sealed record ZoneListing
{
    /// <summary>Market and zone with a slash between.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the market folder.</summary>
    public required string Market { get; init; }

    /// <summary>Name of the zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Whether it belongs to a sample.</summary>
    public required bool IsSample { get; init; }

    /// <summary>Whether its prices were made up by a program.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>Code of the currency; null when it cannot be run.</summary>
    public string? Currency { get; init; }

    /// <summary>Clock of the days; null when it cannot be run.</summary>
    public string? Clock { get; init; }

    /// <summary>First local day of the day-ahead price.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last local day of it.</summary>
    public DateOnly? To { get; init; }

    /// <summary>What the sample itself runs, as an order; null for none.</summary>
    public JsonObject? Suggested { get; init; }

    /// <summary>Why it cannot be run; null when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Its series.</summary>
    public IReadOnlyList<SeriesListing> Series { get; init; } = [];
}

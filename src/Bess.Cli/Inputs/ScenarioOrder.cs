namespace Bess.Cli.Inputs;

/// <summary>What scenarios of a forecast are made of; the same order gives the same scenarios.</summary>
internal sealed record ScenarioOrder
{
    /// <summary>The word in place of a model's file: quantiles around the last known day.</summary>
    public const string Persistence = "persistence";

    /// <summary>Folder of market data.</summary>
    public required string MarketPath { get; init; }

    public required string ZoneName { get; init; }

    /// <summary>First local day; null for the day after the decision.</summary>
    public DateOnly? Day { get; init; }

    public int Days { get; init; } = 1;

    /// <summary>Instant of the decision; null for the gate closure before the first day.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>A model's file; null for persistence.</summary>
    public string? ModelPath { get; init; }

    /// <summary>Names of the series; empty for the zone's day-ahead price.</summary>
    public IReadOnlyList<string> Series { get; init; } = [];

    public int? StepMinutes { get; init; }

    /// <summary>Paths drawn.</summary>
    public int Count { get; init; } = 200;

    /// <summary>Scenarios that stay; null for all.</summary>
    public int? To { get; init; }

    /// <summary>Order of the Wasserstein distance of the reduction.</summary>
    public int DistanceOrder { get; init; } = 2;

    public int Seed { get; init; } = 1;

    /// <summary>Past days from which the copula is learnt.</summary>
    public int PastDays { get; init; } = 90;
}

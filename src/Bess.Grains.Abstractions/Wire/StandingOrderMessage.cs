namespace Bess.Grains.Wire;

/// <summary>A round that is launched every day before a market's gate closure.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.StandingOrder")]
public sealed record StandingOrderMessage
{
    /// <summary>Name, unique in the plant.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Gate closure, local time of day of the zone.</summary>
    [Id(1)]
    public required TimeSpan GateClosure { get; init; }

    /// <summary>Time zone, IANA name.</summary>
    [Id(2)]
    public required string TimeZone { get; init; }

    /// <summary>How long before gate closure the round is launched.</summary>
    [Id(3)]
    public required TimeSpan Lead { get; init; }
}

using Bess.Grains.Wire;

namespace Bess.Grains.Fleets;

/// <summary>What is kept of a power plant.</summary>
[GenerateSerializer]
[Alias("bess.FleetState")]
public sealed class FleetState
{
    /// <summary>Roster document; null while the plant is unknown.</summary>
    [Id(0)]
    public byte[]? Roster { get; set; }

    /// <summary>The latest rounds, newest first.</summary>
    [Id(1)]
    public List<string> Rounds { get; set; } = [];

    /// <summary>Rounds launched before gate closures.</summary>
    [Id(2)]
    public StandingOrderMessage[] StandingOrders { get; set; } = [];
}

/// <summary>Names of all plants.</summary>
[GenerateSerializer]
[Alias("bess.PlantsState")]
public sealed class PlantsState
{
    /// <summary>The names.</summary>
    [Id(0)]
    public List<string> Names { get; set; } = [];
}

using Bess.Coordination.Coupling;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Scheduling.Programmes;

namespace Bess.Coordination.Rounds;

/// <summary>One round: who, over which prices, coupled how. Validated by <see cref="RoundValidator"/>.</summary>
public sealed record RoundRequest
{
    /// <summary>Identity, in traces and telemetry.</summary>
    public required string Id { get; init; }

    /// <summary>The batteries.</summary>
    public required Fleet Fleet { get; init; }

    /// <summary>Price scenarios; their grid is the horizon.</summary>
    public required ScenarioSet Scenarios { get; init; }

    /// <summary>The coupling.</summary>
    public required CouplingSpecification Coupling { get; init; }

    /// <summary>Members that are more than a battery: reserve bids, photovoltaics and a load. Each is a member of the fleet, by its identity, and is then planned by its programme alone.</summary>
    /// <value>Default: none. In process only.</value>
    public IReadOnlyList<AgentProgramme> Programmes { get; init; } = [];

    /// <summary>Settings.</summary>
    public RoundOptions Options { get; init; } = new();

    /// <summary>The request without its batteries.</summary>
    public RoundTerms Terms => new(Id, Fleet.Groups, Scenarios, Coupling, Options);
}

using Bess.Coordination.Coupling;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;

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

    /// <summary>Settings.</summary>
    public RoundOptions Options { get; init; } = new();

    /// <summary>The request without its batteries.</summary>
    public RoundTerms Terms => new(Id, Fleet.Groups, Scenarios, Coupling, Options);
}

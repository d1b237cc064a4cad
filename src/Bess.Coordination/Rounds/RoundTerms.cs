using Bess.Coordination.Coupling;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;

namespace Bess.Coordination.Rounds;

/// <summary>Everything of a round but its batteries: what a coordinator may know.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Groups">The group tree.</param>
/// <param name="Scenarios">Price scenarios; their grid is the horizon.</param>
/// <param name="Coupling">The coupling.</param>
/// <param name="Options">Settings.</param>
public sealed record RoundTerms(string Id, IReadOnlyList<FleetGroup> Groups, ScenarioSet Scenarios, CouplingSpecification Coupling, RoundOptions Options);

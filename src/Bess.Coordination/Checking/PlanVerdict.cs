namespace Bess.Coordination.Checking;

/// <summary>What the separate plan checker says of a plan.</summary>
/// <param name="PhysicallyFeasible">No battery breaks a limit, its energy balance, its terminal condition or exclusivity.</param>
/// <param name="CouplingFeasible">Every limit and hard commitment holds within the tolerance.</param>
/// <param name="Findings">Each breach: agent or constraint, step, expected, actual.</param>
/// <param name="MaxCouplingViolationMw">Largest breach of a limit or hard commitment, MW.</param>
/// <param name="Cost">Total cost recomputed from the schedules alone, currency.</param>
/// <param name="AbsoluteCost">Σ of the agents' absolute costs, currency.</param>
/// <param name="Economics">The recomputed money of the plan.</param>
public sealed record PlanVerdict(
    bool PhysicallyFeasible,
    bool CouplingFeasible,
    IReadOnlyList<string> Findings,
    double MaxCouplingViolationMw,
    double Cost,
    double AbsoluteCost,
    Rounds.PlanEconomics Economics);

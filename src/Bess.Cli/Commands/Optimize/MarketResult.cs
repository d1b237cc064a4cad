using Bess.Cli.Inputs;
using Bess.Domain.Portfolio;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Programmes;

namespace Bess.Cli.Commands.Optimize;

/// <summary>A plan of more than one market.</summary>
/// <param name="Member">The battery.</param>
/// <param name="Prices">Day-ahead prices.</param>
/// <param name="Claim">The plan: of two stages the day-ahead schedule.</param>
/// <param name="Audit">What the plan checker says of it, of two stages of all scenarios too.</param>
/// <param name="Money">Its money.</param>
/// <param name="LowerBound">No plan costs less.</param>
/// <param name="IsProved">Whether it is proved best; bids that come in sizes are not.</param>
/// <param name="Problem">The problem, for the document.</param>
internal sealed record MarketResult(
    FleetMember Member, LoadedPrices Prices, PlanClaim Claim, AuditVerdict Audit, AgentMoney Money, double LowerBound, bool IsProved, object Problem)
{
    /// <summary>Scenarios of a plan of two stages; empty otherwise.</summary>
    public IReadOnlyList<PlanClaim> Scenarios { get; init; } = [];

    /// <summary>Their probabilities.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [];
}

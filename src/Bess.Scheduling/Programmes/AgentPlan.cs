using Bess.Domain.Assets;
using Bess.Domain.Time;
using Bess.Scheduling.Checking;

namespace Bess.Scheduling.Programmes;

/// <summary>What an agent does after a round: its power at the connection and all that is behind it. Vectors have length T.</summary>
public sealed record AgentPlan
{
    /// <summary>Who.</summary>
    public required AgentId Agent { get; init; }

    /// <summary>The steps.</summary>
    public required TimeGrid Grid { get; init; }

    /// <summary>Net power at the connection, MW, &gt; 0 export: what the coupling counts.</summary>
    public required double[] ConnectionMw { get; init; }

    /// <summary>The plan as a claim: battery power and energy, reserves, venues, import, export, curtailment.</summary>
    public required PlanClaim Claim { get; init; }

    /// <summary>What the battery does in each scenario of real time, for one that trades again then; empty for others.</summary>
    public IReadOnlyList<PlanClaim> Recourse { get; init; } = [];

    /// <summary>What the separate audit says of the claim and of the recourse.</summary>
    public required AuditVerdict Audit { get; init; }

    /// <summary>Money of the plan, recomputed from the claim.</summary>
    public required AgentMoney Money { get; init; }

    /// <summary>The objective as the solver has it, money.</summary>
    public required double Objective { get; init; }

    /// <summary>Steps after which the battery is outside its window because it started there.</summary>
    public required IReadOnlyList<int> OutsideWindow { get; init; }
}

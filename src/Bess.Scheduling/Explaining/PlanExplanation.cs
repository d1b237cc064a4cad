using Bess.Domain.Assets;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Scheduling.Checking;

namespace Bess.Scheduling.Explaining;

/// <summary>Why a plan of one battery does what it does, interval by interval, or why that cannot be said.</summary>
/// <remarks>
/// All prices and costs are in sure money: the objective E[loss] + λ CVaR rises by 1 + λ for a euro lost for sure, so that multipliers and
/// costs are divided by <see cref="RiskScale"/>. See docs/explanation/reasons.md. Immutable and thread-safe.
/// </remarks>
public sealed record PlanExplanation
{
    /// <summary>The battery.</summary>
    public required AgentId Agent { get; init; }

    /// <summary>The steps.</summary>
    public required TimeGrid Grid { get; init; }

    /// <summary>Currency of all money.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Whether the plan could be explained as the best one.</summary>
    public required ExplanationStatus Status { get; init; }

    /// <summary>The problem whose multipliers are used.</summary>
    public required MultiplierBasis Basis { get; init; }

    /// <summary>1 + λ: what a sure unit of money counts in the battery's objective.</summary>
    public required double RiskScale { get; init; }

    /// <summary>Cost of the plan at its prices and the coupling's, currency in sure money; NaN when it was refused.</summary>
    public required double PlanCost { get; init; }

    /// <summary>No plan costs less than this, currency in sure money; NaN when unknown.</summary>
    public required double LowerBound { get; init; }

    /// <summary>What a best plan may cost less at most: <see cref="PlanCost"/> − <see cref="LowerBound"/>, currency in sure money.</summary>
    public double Gap => PlanCost - LowerBound;

    /// <summary>The gap as a share of what the battery could turn over at full power and effective prices.</summary>
    public required double RelativeGap { get; init; }

    /// <summary>What the plan checker found.</summary>
    public required AuditVerdict Audit { get; init; }

    /// <summary>One sentence on the whole: explained, with what gap, or why not.</summary>
    public required string Summary { get; init; }

    /// <summary>A reason for each interval; empty unless <see cref="IsExplained"/>.</summary>
    public required IReadOnlyList<IntervalReason> Intervals { get; init; }

    /// <summary>Whether there are reasons.</summary>
    public bool IsExplained => Status is ExplanationStatus.Optimal or ExplanationStatus.NearOptimal;
}

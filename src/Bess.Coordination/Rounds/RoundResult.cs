using Bess.Coordination.Checking;
using Bess.Domain.Schedules;
using Bess.Scheduling.Programmes;

namespace Bess.Coordination.Rounds;

/// <summary>How a round ended. Append only.</summary>
public enum RoundStatus
{
    /// <summary>Gap and residual are below their tolerances and the plan is certified.</summary>
    Converged = 0,

    /// <summary>The deadline came first; the best plan and its certificate are returned.</summary>
    StoppedAtDeadline = 1,

    /// <summary>The iteration limit came first; the best plan and its certificate are returned.</summary>
    StoppedAtIterationLimit = 2,

    /// <summary>Progress ended above the tolerances (rounding or a failed recovery); the best plan and its certificate are returned.</summary>
    Stalled = 3,

    /// <summary>No plan meets the coupling: proved by a separating price, or priced out at the violation price; the plan is the least violating one.</summary>
    Infeasible = 4,

    /// <summary>The only plan that meets the coupling is to stay idle: a sum of zero over lossy batteries that must end no emptier than they began.</summary>
    IdleOnly = 5,

    /// <summary>Cancelled; the best plan so far is returned.</summary>
    Cancelled = 6,
}

/// <summary>A bound and a plan: the plan's cost is at most <see cref="Gap"/> above the best possible one.</summary>
public sealed record Certificate
{
    /// <summary>Valid lower bound of the total cost, currency: Σ of local LP bounds at one price minus the support of the coupling set.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Cost of the plan, currency: Σ of the agents' objectives evaluated on the final schedules plus the price of violations.</summary>
    public required double PlanCost { get; init; }

    /// <summary>PlanCost − LowerBound, ≥ 0 up to rounding.</summary>
    public double Gap => PlanCost - LowerBound;

    /// <summary>Money that counts as 1: max(|plan cost|, Σ of the agents' absolute costs).</summary>
    public required double Scale { get; init; }

    /// <summary>Gap / Scale.</summary>
    public double RelativeGap => Gap / Scale;

    /// <summary>Largest distance of a coupled sum to its band or hard commitment, MW.</summary>
    public required double MaxViolationMw { get; init; }

    /// <summary>Iteration that it belongs to; the last for the final one.</summary>
    public required int Iteration { get; init; }
}

/// <summary>Sums and limits of one constraint of the plan. Vectors have length T.</summary>
public sealed record CoupledSum
{
    /// <summary>For people: "commitment", "limit feeder-a" …</summary>
    public required string Name { get; init; }

    /// <summary>Σ p + injections, MW.</summary>
    public required double[] PowerMw { get; init; }

    /// <summary>Lower end, MW.</summary>
    public required double[] LowerMw { get; init; }

    /// <summary>Upper end, MW.</summary>
    public required double[] UpperMw { get; init; }

    /// <summary>Multiplier, currency/MWh: what a MWh more of allowed power is worth.</summary>
    public required double[] MultiplierPerMwh { get; init; }
}

/// <summary>Everything a round returns.</summary>
public sealed record RoundResult
{
    /// <summary>Identity of the round.</summary>
    public required string RoundId { get; init; }

    /// <summary>How it ended.</summary>
    public required RoundStatus Status { get; init; }

    /// <summary>One sentence for people: which limit, which steps, how much.</summary>
    public required string Detail { get; init; }

    /// <summary>Schedules in the order of the fleet; physically feasible whatever the status. On a cluster those of batteries whose owners keep them are not among them.</summary>
    public required IReadOnlyList<Schedule> Schedules { get; init; }

    /// <summary>Plans of the members that are more than a battery, in the order of the fleet: reserves, import, export, curtailment, with their audit.</summary>
    /// <remarks>Their schedules state the power at the connection. In process only.</remarks>
    public IReadOnlyList<AgentPlan> AgentPlans { get; init; } = [];

    /// <summary>The constraints with sums and multipliers.</summary>
    public required IReadOnlyList<CoupledSum> Coupling { get; init; }

    /// <summary>Steps whose multipliers are not unique (the target lies on the boundary of what the fleet can do): never settle money on them there.</summary>
    public required IReadOnlyList<int> NonUniqueMultiplierSteps { get; init; }

    /// <summary>The final certificate.</summary>
    public required Certificate Certificate { get; init; }

    /// <summary>Certificates asked for on the way.</summary>
    public required IReadOnlyList<Certificate> Certificates { get; init; }

    /// <summary>Verdict of the separate plan checker.</summary>
    public required PlanVerdict Verdict { get; init; }

    /// <summary>Expected profit less λ·CVaR etc. of the plan.</summary>
    public required PlanEconomics Economics { get; init; }

    /// <summary>One record an iteration.</summary>
    public required IReadOnlyList<IterationTrace> Trace { get; init; }

    /// <summary>Agents left out, late, or started outside their window: who, when, why.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>For the next round.</summary>
    public required WarmStart WarmStart { get; init; }

    /// <summary>Seconds of the whole round, of the agents' work (wall clock) and of the aggregator.</summary>
    public required RoundTiming Timing { get; init; }
}

/// <summary>Time split of a round, seconds.</summary>
/// <param name="TotalSeconds">Whole round.</param>
/// <param name="AgentSeconds">Gathering answers, wall clock.</param>
/// <param name="AggregatorSeconds">Coupling problem.</param>
/// <param name="FinalSeconds">Certificate, schedules, check.</param>
public sealed record RoundTiming(double TotalSeconds, double AgentSeconds, double AggregatorSeconds, double FinalSeconds);

/// <summary>Money of a plan, in the scenarios' currency.</summary>
/// <param name="ExpectedProfit">Σ_i Σ_s w_s profit_{i,s}, after wear.</param>
/// <param name="ConditionalValueAtRisk">Σ_i λ_i-weighted agents' CVaR of loss (each agent's own α), unweighted sum.</param>
/// <param name="WearCost">Σ κ (c + d) Δt.</param>
/// <param name="TerminalValue">Value of the energy left where it has one.</param>
/// <param name="CouplingCost">Price of deviations.</param>
public sealed record PlanEconomics(double ExpectedProfit, double ConditionalValueAtRisk, double WearCost, double TerminalValue, double CouplingCost);

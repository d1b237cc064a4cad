using Bess.Domain.Schedules;
using Bess.Scheduling.Exclusivity;

namespace Bess.Scheduling;

/// <summary>The plan of one battery and its money, in the currency of the scenarios.</summary>
public sealed record BatteryPlan
{
    /// <summary>What it does.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>Σ_s w_s profit_s after wear, without the terminal value.</summary>
    public required double ExpectedProfit { get; init; }

    /// <summary>CVaR of loss against idling, at the owner's tail share.</summary>
    public required double ConditionalValueAtRisk { get; init; }

    /// <summary>Cost of throughput.</summary>
    public required double WearCost { get; init; }

    /// <summary>Worth of the energy left, where it has one.</summary>
    public required double TerminalValue { get; init; }

    /// <summary>The objective, to be minimised: −E[profit] + λ CVaR − terminal value + price of energy outside the window.</summary>
    public required double Cost { get; init; }

    /// <summary>No plan that charges or discharges in a step, never both, costs less than this.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Whether every step was planned as charge or as discharge alone.</summary>
    public required bool Exclusive { get; init; }

    /// <summary>Whether the plan is proved optimal or the search stopped before.</summary>
    public required ExclusiveStatus Status { get; init; }

    /// <summary>Relaxations solved; 2 when the first was exclusive by itself.</summary>
    public required int Nodes { get; init; }
}

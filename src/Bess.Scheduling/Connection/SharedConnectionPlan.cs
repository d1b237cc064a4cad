using Bess.Optimization.Problems;
using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Connection;

/// <summary>What each battery behind one connection does.</summary>
public sealed record SharedConnectionPlan
{
    /// <summary>How the solver ended; without <see cref="SolveStatus.Solved"/> or almost, all arrays are empty.</summary>
    public required SolveStatus Status { get; init; }

    /// <summary>Power [battery][step], MW, &gt; 0 discharge.</summary>
    public required double[][] PowerMw { get; init; }

    /// <summary>Energy after each step [battery][step], MWh.</summary>
    public required double[][] EnergyMwh { get; init; }

    /// <summary>−profit − end value of all, as the solver has it, currency.</summary>
    public required double Objective { get; init; }

    /// <summary>No plan costs less than this.</summary>
    public required double LowerBound { get; init; }

    /// <summary>How it was kept from charging and discharging a battery at once.</summary>
    public ExclusivityOutcome Exclusivity { get; init; }

    /// <summary>Whether there is a plan.</summary>
    public bool HasPlan => Status is SolveStatus.Solved or SolveStatus.AlmostSolved;
}

using Bess.Domain.Time;
using Bess.Optimization.Problems;
using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.TwoStage;

/// <summary>A day-ahead schedule and, for each scenario, what the battery then does. Money in the currency of the prices.</summary>
public sealed record TwoStagePlan
{
    /// <summary>How the solver ended; without <see cref="SolveStatus.Solved"/> or almost, all arrays are empty.</summary>
    public required SolveStatus Status { get; init; }

    /// <summary>The steps.</summary>
    public required TimeGrid Grid { get; init; }

    /// <summary>x, MW, length T, &gt; 0 sold.</summary>
    public required double[] DayAheadMw { get; init; }

    /// <summary>Energy after each step if only the day-ahead schedule were run, MWh; empty when it need not be deliverable.</summary>
    public required double[] DayAheadEnergyMwh { get; init; }

    /// <summary>y [scenario][step], MW, &gt; 0 discharge.</summary>
    public required double[][] DispatchMw { get; init; }

    /// <summary>Energy after each step [scenario][step], MWh.</summary>
    public required double[][] EnergyMwh { get; init; }

    /// <summary>Profit of each scenario after fees, deviation cost and wear, without end value.</summary>
    public required double[] ScenarioProfit { get; init; }

    /// <summary>Σ_s w_s profit_s.</summary>
    public required double ExpectedProfit { get; init; }

    /// <summary>CVaR of minus profit at the tail share.</summary>
    public required double ConditionalValueAtRisk { get; init; }

    /// <summary>−E[profit] + λ CVaR − E[end value] (+ price of energy outside the window), as the solver has it.</summary>
    public required double Objective { get; init; }

    /// <summary>No plan costs less than this (optimum of the relaxation).</summary>
    public required double LowerBound { get; init; }

    /// <summary>Whether no step of any path charges and discharges at once.</summary>
    public required bool IsExclusive { get; init; }

    /// <summary>How that came about, and whether the plan is an optimum.</summary>
    public ExclusivityOutcome Exclusivity { get; init; }

    /// <summary>Programmes solved.</summary>
    public required int Solves { get; init; }

    /// <summary>Whether there is a plan.</summary>
    public bool HasPlan => Status is SolveStatus.Solved or SolveStatus.AlmostSolved;
}

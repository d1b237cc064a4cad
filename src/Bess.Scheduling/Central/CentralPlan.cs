using Bess.Optimization.Diagnostics;
using Bess.Optimization.Problems;

namespace Bess.Scheduling.Central;

/// <summary>The answer of the centralised problem.</summary>
public sealed record CentralPlan
{
    /// <summary>How the solver ended; the numbers are a solution when <see cref="SolveStatus.Solved"/> or almost.</summary>
    public required SolveStatus Status { get; init; }

    /// <summary>Whether the separate check of the optimality conditions accepts the answer.</summary>
    public required KktReport Check { get; init; }

    /// <summary>Σ of the batteries' costs plus the price of leaving the bands, money.</summary>
    public required double Objective { get; init; }

    /// <summary>The dual objective, money; equals <see cref="Objective"/> up to the tolerance.</summary>
    public required double DualObjective { get; init; }

    /// <summary>Cost of each battery, money, without the coupling.</summary>
    public required double[] AgentCost { get; init; }

    /// <summary>Power [battery][step], MW, discharge positive.</summary>
    public required double[][] PowerMw { get; init; }

    /// <summary>Stored energy after each step [battery][step], MWh.</summary>
    public required double[][] EnergyMwh { get; init; }

    /// <summary>min(c, d) [battery][step], MW: above a trace the plan charges and discharges at once.</summary>
    public required double[][] OverlapMw { get; init; }

    /// <summary>y, length K·T, money per MW: the price that batteries pay for power, so that each minimises f + Σ y p.</summary>
    /// <remarks>In [−κ⁻, κ⁺]: κ⁺ where the sum lies above its band, −κ⁻ below, ≥ 0 on the upper end, ≤ 0 on the lower one.</remarks>
    public required double[] Multipliers { get; init; }

    /// <summary>Coupled sums Σ p, length K·T, MW.</summary>
    public required double[] SumsMw { get; init; }

    /// <summary>Rows of the problem.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns of the problem.</summary>
    public required int Columns { get; init; }

    /// <summary>Iterations of the solver.</summary>
    public required int Iterations { get; init; }
}

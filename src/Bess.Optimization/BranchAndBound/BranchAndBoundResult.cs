namespace Bess.Optimization.BranchAndBound;

/// <summary>The answer of a search.</summary>
public sealed record BranchAndBoundResult
{
    /// <summary>Gets how the search ended.</summary>
    public required BranchAndBoundStatus Status { get; init; }

    /// <summary>Gets the best point known, length n, integer columns exactly integer; <see langword="null"/> when there is none.</summary>
    public required double[]? Primal { get; init; }

    /// <summary>Gets the objective at <see cref="Primal"/>; +∞ without one.</summary>
    public required double Objective { get; init; }

    /// <summary>Gets the lower bound on the optimum that the search proved; +∞ when infeasible, −∞ when unbounded.</summary>
    public required double Bound { get; init; }

    /// <summary>
    /// Gets whether the bound holds whatever the accuracy of the relaxations. Otherwise a column without a finite bound entered with
    /// a small reduced cost of the wrong sign, and was taken to stay within ten times its value.
    /// </summary>
    public bool IsBoundRigorous { get; init; } = true;

    /// <summary>Gets the optimum of the relaxation at the root before cuts, as a lower bound.</summary>
    public double RelaxationBound { get; init; } = double.NegativeInfinity;

    /// <summary>Gets the number of nodes whose relaxation was solved.</summary>
    public int Nodes { get; init; }

    /// <summary>Gets the number of relaxations solved: nodes, cut rounds, trials of branching and heuristics.</summary>
    public int Relaxations { get; init; }

    /// <summary>Gets the interior-point iterations of all relaxations.</summary>
    public int Iterations { get; init; }

    /// <summary>Gets the number of cutting planes that were kept.</summary>
    public int Cuts { get; init; }

    /// <summary>Gets the duration [s] by the clock of the options.</summary>
    public double Seconds { get; init; }

    /// <summary>Gets objective − bound, at least 0; +∞ without a point.</summary>
    public double AbsoluteGap => Primal is null ? double.PositiveInfinity : Math.Max(0.0, Objective - Bound);

    /// <summary>Gets the absolute gap relative to max(1, |objective|) [–].</summary>
    public double RelativeGap => Primal is null ? double.PositiveInfinity : AbsoluteGap / Math.Max(1.0, Math.Abs(Objective));
}

namespace Bess.Optimization.Problems;

/// <summary>How a run went. All residuals belong to the returned vectors, in the units of the problem as given.</summary>
public sealed record SolveReport
{
    /// <summary>Gets the number of interior-point iterations, auxiliary runs for certificates included.</summary>
    public int Iterations { get; init; }

    /// <summary>Gets the duration [s] by the clock of the options.</summary>
    public double Seconds { get; init; }

    /// <summary>Gets the largest violation of a row or column bound.</summary>
    public double PrimalResidual { get; init; }

    /// <summary>Gets the largest entry of |P x + q − Aᵀ y − z|.</summary>
    public double DualResidual { get; init; }

    /// <summary>Gets |primal − dual objective|.</summary>
    public double Gap { get; init; }

    /// <summary>Gets the primal residual [–] relative, per row, to 1 + the largest of |bound|, |a_ij x_j|.</summary>
    public double RelativePrimalResidual { get; init; }

    /// <summary>Gets the dual residual [–] relative, per column, to 1 + the largest of |q_j|, |p_jk x_k|, |a_ij y_i|.</summary>
    public double RelativeDualResidual { get; init; }

    /// <summary>Gets the gap [–] relative to 1 + min(|primal|, |dual objective|).</summary>
    public double RelativeGap { get; init; }

    /// <summary>Gets the entries of the factor L, or 0 when nothing was factorised.</summary>
    public long FactorNonZeroCount { get; init; }

    /// <summary>Gets the rows removed before the iteration.</summary>
    public int RemovedRowCount { get; init; }

    /// <summary>Gets the columns removed before the iteration.</summary>
    public int RemovedColumnCount { get; init; }

    /// <summary>Gets one row an iteration, of the main run; empty when not recorded.</summary>
    public IReadOnlyList<IterationRow> Log { get; init; } = [];
}

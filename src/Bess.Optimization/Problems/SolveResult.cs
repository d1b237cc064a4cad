namespace Bess.Optimization.Problems;

/// <summary>The answer of a run: what the vectors mean is said by <see cref="Status"/>.</summary>
/// <remarks>
/// Sign convention: P x + q − Aᵀ y − z = 0. A row multiplier y is ≥ 0 where the row rests on its lower bound, ≤ 0 on its
/// upper bound, 0 between, of any sign in an equality; the same holds for z and the column bounds. So y is the rate at
/// which the optimal objective rises when the active bound of the row is raised.
/// </remarks>
public sealed record SolveResult
{
    /// <summary>Gets how the run ended.</summary>
    public required SolveStatus Status { get; init; }

    /// <summary>Gets x, length n, inside the column bounds.</summary>
    public required double[] Primal { get; init; }

    /// <summary>Gets y, length m.</summary>
    public required double[] RowDuals { get; init; }

    /// <summary>Gets z, length n.</summary>
    public required double[] ColumnDuals { get; init; }

    /// <summary>Gets ½ xᵀP x + qᵀx + constant at <see cref="Primal"/>.</summary>
    public required double PrimalObjective { get; init; }

    /// <summary>Gets −½ xᵀP x + Σ (bound × multiplier) + constant; a lower bound on the optimum as far as dual residuals vanish.</summary>
    public required double DualObjective { get; init; }

    /// <summary>Gets how the run went.</summary>
    public required SolveReport Report { get; init; }

    /// <summary>Gets the proof of infeasibility; present exactly with the two infeasible statuses.</summary>
    public Certificate? Certificate { get; init; }
}

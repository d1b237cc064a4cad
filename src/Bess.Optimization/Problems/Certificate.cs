namespace Bess.Optimization.Problems;

/// <summary>A proof that a problem has no feasible, or no dual feasible, point.</summary>
/// <remarks>
/// Primal infeasible: multipliers (y, z) with Aᵀ y + z = 0 and Σ (bound × multiplier) = 1 &gt; 0, where positive multipliers
/// meet lower bounds and negative ones upper bounds (Farkas).
/// Dual infeasible: a direction d with P d = 0, qᵀd = −1, and A d, d in the recession cones of the bounds.
/// The vectors that a kind does not use are empty. A row or column whose own lower bound exceeds its upper bound is a proof by
/// itself; then only its index is given, since a net multiplier cannot meet both bounds.
/// </remarks>
public sealed record Certificate
{
    /// <summary>Gets y, length m, of a proof of primal infeasibility; otherwise empty.</summary>
    public double[] RowMultipliers { get; init; } = [];

    /// <summary>Gets z, length n, of a proof of primal infeasibility; otherwise empty.</summary>
    public double[] ColumnMultipliers { get; init; } = [];

    /// <summary>Gets d, length n, of a proof of dual infeasibility; otherwise empty.</summary>
    public double[] Direction { get; init; } = [];

    /// <summary>Gets the index of a row whose bounds cross, or <see langword="null"/>.</summary>
    public int? CrossedRow { get; init; }

    /// <summary>Gets the index of a column whose bounds cross, or <see langword="null"/>.</summary>
    public int? CrossedColumn { get; init; }
}

using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.InteriorPoint;

/// <summary>
/// The equilibrated problem of the iteration. Columns and rows share one index space of n + m "entities": entity j &lt; n is
/// the variable j with value x_j, entity n + i the row i with value (A x)_i; each has a lower and an upper bound.
/// </summary>
internal sealed class ScaledProblem
{
    public required SparseMatrix? Quadratic { get; init; }

    public required SparseMatrix Constraints { get; init; }

    public required double[] Linear { get; init; }

    /// <summary>Lower bounds of entities, length n + m; −∞ for none.</summary>
    public required double[] Lower { get; init; }

    /// <summary>Upper bounds of entities, length n + m; +∞ for none.</summary>
    public required double[] Upper { get; init; }

    /// <summary>Whether row i is an equality; then both its bounds are the right-hand side. Length m.</summary>
    public required bool[] IsEquality { get; init; }

    /// <summary>x = ColumnScale · scaled x. Length n.</summary>
    public required double[] ColumnScale { get; init; }

    /// <summary>Scaled row = RowScale · row. Length m.</summary>
    public required double[] RowScale { get; init; }

    /// <summary>Scaled objective = ObjectiveScale · objective.</summary>
    public required double ObjectiveScale { get; init; }

    public int VariableCount => Linear.Length;

    public int RowCount => IsEquality.Length;

    public int EntityCount => Lower.Length;

    /// <summary>Whether the entity's lower bound is met by a barrier (equalities have none).</summary>
    public bool HasLower(int entity) => double.IsFinite(Lower[entity]) && !IsEqualityEntity(entity);

    /// <summary>Whether the entity's upper bound is met by a barrier (equalities have none).</summary>
    public bool HasUpper(int entity) => double.IsFinite(Upper[entity]) && !IsEqualityEntity(entity);

    private bool IsEqualityEntity(int entity) => entity >= VariableCount && IsEquality[entity - VariableCount];
}

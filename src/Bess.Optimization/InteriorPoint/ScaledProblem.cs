using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>
/// The equilibrated problem of the iteration. Columns and rows share one index space of n + m "entities": entity j &lt; n is
/// the variable j with value x_j, entity n + i the row i with value (A x)_i; each has a lower and an upper bound. The arrays
/// are made once a pattern and refilled by <see cref="Equilibration"/>.
/// </summary>
internal sealed class ScaledProblem
{
    public ScaledProblem(QuadraticProblem pattern)
    {
        int n = pattern.VariableCount;
        int m = pattern.RowCount;
        ConstraintValues = pattern.Constraints.Values.ToArray();
        Constraints = SparseMatrix.FromTrusted(
            m, n, pattern.Constraints.ColumnPointers.ToArray(), pattern.Constraints.RowIndices.ToArray(), ConstraintValues);
        QuadraticValues = [];
        if (pattern.Quadratic is { } quadratic)
        {
            QuadraticValues = quadratic.Values.ToArray();
            Quadratic = SparseMatrix.FromTrusted(
                n, n, quadratic.ColumnPointers.ToArray(), quadratic.RowIndices.ToArray(), QuadraticValues);
        }

        Linear = new double[n];
        Lower = new double[n + m];
        Upper = new double[n + m];
        HasLower = new bool[n + m];
        HasUpper = new bool[n + m];
        IsFixed = new bool[n + m];
        ColumnScale = new double[n];
        RowScale = new double[m];
    }

    /// <summary>P, upper triangle; its values are <see cref="QuadraticValues"/>.</summary>
    public SparseMatrix? Quadratic { get; }

    /// <summary>A; its values are <see cref="ConstraintValues"/>.</summary>
    public SparseMatrix Constraints { get; }

    public double[] QuadraticValues { get; }

    public double[] ConstraintValues { get; }

    public double[] Linear { get; }

    /// <summary>Lower bounds of entities, length n + m; −∞ for none.</summary>
    public double[] Lower { get; }

    /// <summary>Upper bounds of entities, length n + m; +∞ for none.</summary>
    public double[] Upper { get; }

    /// <summary>Whether the entity's lower bound is met by a barrier; length n + m.</summary>
    public bool[] HasLower { get; }

    /// <summary>Whether the entity's upper bound is met by a barrier; length n + m.</summary>
    public bool[] HasUpper { get; }

    /// <summary>Whether both bounds are one number: an equality row or a fixed column, which have no barrier; length n + m.</summary>
    public bool[] IsFixed { get; }

    /// <summary>Whether some column is fixed.</summary>
    public bool HasFixedColumns { get; set; }

    /// <summary>x = β · ColumnScale · scaled x. Length n.</summary>
    public double[] ColumnScale { get; }

    /// <summary>Scaled row = RowScale · row / β. Length m.</summary>
    public double[] RowScale { get; }

    /// <summary>Unit β of x: x = β · ColumnScale · scaled x, so that bounds and activities are of unit size.</summary>
    public double PrimalScale { get; set; } = 1.0;

    /// <summary>Scaled objective = ObjectiveScale · objective.</summary>
    public double ObjectiveScale { get; set; } = 1.0;

    public int VariableCount => Linear.Length;

    public int RowCount => RowScale.Length;

    public int EntityCount => Lower.Length;
}

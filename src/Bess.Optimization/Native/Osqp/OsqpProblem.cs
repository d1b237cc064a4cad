using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Native.Osqp;

/// <summary>A problem in the form of OSQP: rows only, so that each bounded column gets a row of its own below those of A.</summary>
internal sealed class OsqpProblem
{
    private const double Infinity = 1e30;

    public OsqpProblem(QuadraticProblem problem)
    {
        int n = problem.VariableCount;
        BoundedColumns = [.. Enumerable.Range(0, n).Where(j => double.IsFinite(problem.ColumnLower[j]) || double.IsFinite(problem.ColumnUpper[j]))];
        int m = problem.RowCount;
        Lower = new double[m + BoundedColumns.Length];
        Upper = new double[Lower.Length];
        for (int i = 0; i < m; i++) (Lower[i], Upper[i]) = (Within(problem.RowLower[i]), Within(problem.RowUpper[i]));
        for (int k = 0; k < BoundedColumns.Length; k++)
        {
            int j = BoundedColumns[k];
            (Lower[m + k], Upper[m + k]) = (Within(problem.ColumnLower[j]), Within(problem.ColumnUpper[j]));
        }

        Linear = problem.Linear.ToArray();
        Quadratic = problem.Quadratic ?? new SparseMatrix(n, n, new int[n + 1], [], []);
        Constraints = Stack(problem.Constraints, m);
    }

    /// <summary>The column of each row below those of A.</summary>
    public int[] BoundedColumns { get; }

    public double[] Lower { get; }

    public double[] Upper { get; }

    public double[] Linear { get; }

    /// <summary>Upper triangle of P.</summary>
    public SparseMatrix Quadratic { get; }

    /// <summary>A above rows of the identity.</summary>
    public SparseMatrix Constraints { get; }

    private SparseMatrix Stack(SparseMatrix a, int m)
    {
        var pointers = new int[a.ColumnCount + 1];
        var rows = new int[a.NonZeroCount + BoundedColumns.Length];
        var values = new double[rows.Length];
        int next = 0;
        int bounded = 0;
        for (int j = 0; j < a.ColumnCount; j++)
        {
            for (int p = a.ColumnPointers[j]; p < a.ColumnPointers[j + 1]; p++) (rows[next], values[next++]) = (a.RowIndices[p], a.Values[p]);
            if (bounded < BoundedColumns.Length && BoundedColumns[bounded] == j) (rows[next], values[next++]) = (m + bounded++, 1.0);
            pointers[j + 1] = next;
        }

        return SparseMatrix.FromTrusted(m + BoundedColumns.Length, a.ColumnCount, pointers, rows, values);
    }

    private static double Within(double bound) => Math.Clamp(bound, -Infinity, Infinity);
}

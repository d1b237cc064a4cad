using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Auxiliary linear programs that are always solvable and whose answers hold a proof of infeasibility if there is one.</summary>
internal static class InfeasibilitySearch
{
    /// <summary>
    /// The least total violation of the rows: min Σ (p + s) subject to l ≤ A x + p − s ≤ u, p, s ≥ 0 and the column bounds.
    /// When positive, its row multipliers are a Farkas proof.
    /// </summary>
    public static QuadraticProblem LeastViolation(QuadraticProblem problem)
    {
        int n = problem.VariableCount;
        int m = problem.RowCount;
        var builder = new SparseMatrixBuilder(m, n + (2 * m));
        CopyInto(builder, problem.Constraints, 0);
        for (int i = 0; i < m; i++)
        {
            builder.Add(i, n + i, 1.0);
            builder.Add(i, n + m + i, -1.0);
        }

        var linear = new double[n + (2 * m)];
        var lower = new double[n + (2 * m)];
        var upper = new double[n + (2 * m)];
        Array.Fill(linear, 1.0, n, 2 * m);
        Array.Fill(upper, double.PositiveInfinity, n, 2 * m);
        problem.ColumnLower.CopyTo(lower);
        problem.ColumnUpper.CopyTo(upper);
        return new QuadraticProblem(
            null, linear, builder.Build(), problem.RowLower.ToArray(), problem.RowUpper.ToArray(), lower, upper);
    }

    /// <summary>
    /// The steepest bounded direction of recession: min qᵀd subject to P d = 0, A d and d in the recession cones, −1 ≤ d ≤ 1.
    /// </summary>
    public static QuadraticProblem SteepestRecession(QuadraticProblem problem)
    {
        int n = problem.VariableCount;
        int m = problem.RowCount;
        int quadraticRows = problem.Quadratic is null ? 0 : n;
        var builder = new SparseMatrixBuilder(m + quadraticRows, n);
        CopyInto(builder, problem.Constraints, 0);
        if (problem.Quadratic is { } quadratic)
        {
            CopyInto(builder, quadratic, m);
            for (int j = 0; j < n; j++)
            {
                for (int p = quadratic.ColumnPointers[j]; p < quadratic.ColumnPointers[j + 1]; p++)
                {
                    if (quadratic.RowIndices[p] != j) builder.Add(m + j, quadratic.RowIndices[p], quadratic.Values[p]);
                }
            }
        }

        var rowLower = new double[m + quadraticRows];
        var rowUpper = new double[m + quadraticRows];
        for (int i = 0; i < m; i++)
        {
            rowLower[i] = double.IsFinite(problem.RowLower[i]) ? 0.0 : double.NegativeInfinity;
            rowUpper[i] = double.IsFinite(problem.RowUpper[i]) ? 0.0 : double.PositiveInfinity;
        }

        var lower = new double[n];
        var upper = new double[n];
        for (int j = 0; j < n; j++)
        {
            lower[j] = double.IsFinite(problem.ColumnLower[j]) ? 0.0 : -1.0;
            upper[j] = double.IsFinite(problem.ColumnUpper[j]) ? 0.0 : 1.0;
        }

        return new QuadraticProblem(null, problem.Linear.ToArray(), builder.Build(), rowLower, rowUpper, lower, upper);
    }

    private static void CopyInto(SparseMatrixBuilder builder, SparseMatrix matrix, int firstRow)
    {
        for (int j = 0; j < matrix.ColumnCount; j++)
        {
            for (int p = matrix.ColumnPointers[j]; p < matrix.ColumnPointers[j + 1]; p++)
                builder.Add(firstRow + matrix.RowIndices[p], j, matrix.Values[p]);
        }
    }
}

using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Scales rows and columns of the KKT matrix to unit largest entries, and the objective to unit size.</summary>
/// <remarks>
/// D. Ruiz, A scaling algorithm to equilibrate both rows and columns norms in matrices, RAL-TR-2001-034 (2001), applied to
/// [P Aᵀ; A 0]. Factors are rounded to powers of two, so that scaling itself makes no rounding error.
/// </remarks>
internal static class Equilibration
{
    private const int Passes = 12;
    private const double SmallestFactor = 1e-8;
    private const double LargestFactor = 1e8;
    private const double EqualityWidth = 1e-11;

    public static ScaledProblem Scale(QuadraticProblem problem)
    {
        int n = problem.VariableCount;
        int m = problem.RowCount;
        var column = new double[n];
        var row = new double[m];
        Array.Fill(column, 1.0);
        Array.Fill(row, 1.0);
        for (int pass = 0; pass < Passes; pass++) RuizPass(problem, column, row);
        RoundToPowersOfTwo(column);
        RoundToPowersOfTwo(row);
        SparseMatrix constraints = ScaleMatrix(problem.Constraints, row, column, 1.0);
        double objectiveScale = ObjectiveScale(problem, column);
        SparseMatrix? quadratic = problem.Quadratic is null ? null : ScaleMatrix(problem.Quadratic, column, column, objectiveScale);
        var linear = new double[n];
        for (int j = 0; j < n; j++) linear[j] = problem.Linear[j] * column[j] * objectiveScale;
        var scaled = new ScaledProblem
        {
            Quadratic = quadratic,
            Constraints = constraints,
            Linear = linear,
            Lower = new double[n + m],
            Upper = new double[n + m],
            IsEquality = new bool[m],
            ColumnScale = column,
            RowScale = row,
            ObjectiveScale = objectiveScale,
        };
        FillBounds(problem, scaled);
        return scaled;
    }

    private static void FillBounds(QuadraticProblem problem, ScaledProblem scaled)
    {
        int n = problem.VariableCount;
        for (int j = 0; j < n; j++)
        {
            scaled.Lower[j] = problem.ColumnLower[j] / scaled.ColumnScale[j];
            scaled.Upper[j] = problem.ColumnUpper[j] / scaled.ColumnScale[j];
        }

        for (int i = 0; i < problem.RowCount; i++)
        {
            double lower = problem.RowLower[i];
            double upper = problem.RowUpper[i];
            if (double.IsFinite(lower) && upper - lower <= EqualityWidth * Math.Max(1.0, Math.Abs(lower)))
            {
                scaled.IsEquality[i] = true;
                lower = upper = lower + (0.5 * (upper - lower));
            }

            scaled.Lower[n + i] = lower * scaled.RowScale[i];
            scaled.Upper[n + i] = upper * scaled.RowScale[i];
        }
    }

    private static void RuizPass(QuadraticProblem problem, double[] column, double[] row)
    {
        var columnNorm = new double[column.Length];
        var rowNorm = new double[row.Length];
        SparseMatrix a = problem.Constraints;
        for (int j = 0; j < column.Length; j++)
        {
            for (int p = a.ColumnPointers[j]; p < a.ColumnPointers[j + 1]; p++)
            {
                int i = a.RowIndices[p];
                double size = Math.Abs(a.Values[p]) * row[i] * column[j];
                columnNorm[j] = Math.Max(columnNorm[j], size);
                rowNorm[i] = Math.Max(rowNorm[i], size);
            }
        }

        if (problem.Quadratic is { } quadratic) AddQuadraticNorms(quadratic, column, columnNorm);
        Divide(column, columnNorm);
        Divide(row, rowNorm);
    }

    private static void AddQuadraticNorms(SparseMatrix quadratic, double[] column, double[] columnNorm)
    {
        for (int j = 0; j < column.Length; j++)
        {
            for (int p = quadratic.ColumnPointers[j]; p < quadratic.ColumnPointers[j + 1]; p++)
            {
                int i = quadratic.RowIndices[p];
                double size = Math.Abs(quadratic.Values[p]) * column[i] * column[j];
                columnNorm[j] = Math.Max(columnNorm[j], size);
                columnNorm[i] = Math.Max(columnNorm[i], size);
            }
        }
    }

    private static void Divide(double[] factor, double[] norm)
    {
        for (int i = 0; i < factor.Length; i++)
        {
            if (norm[i] > 0.0) factor[i] = Math.Clamp(factor[i] / Math.Sqrt(norm[i]), SmallestFactor, LargestFactor);
        }
    }

    private static void RoundToPowersOfTwo(double[] factor)
    {
        for (int i = 0; i < factor.Length; i++) factor[i] = Math.ScaleB(1.0, (int)Math.Round(Math.Log2(factor[i])));
    }

    private static double ObjectiveScale(QuadraticProblem problem, double[] column)
    {
        double largest = 0.0;
        for (int j = 0; j < column.Length; j++) largest = Math.Max(largest, Math.Abs(problem.Linear[j]) * column[j]);
        if (problem.Quadratic is { } quadratic)
        {
            var norm = new double[column.Length];
            AddQuadraticNorms(quadratic, column, norm);
            if (norm.Length > 0) largest = Math.Max(largest, norm.Average());
        }

        if (largest == 0.0) return 1.0;
        double scale = Math.Clamp(1.0 / largest, SmallestFactor, LargestFactor);
        return Math.ScaleB(1.0, (int)Math.Round(Math.Log2(scale)));
    }

    private static SparseMatrix ScaleMatrix(SparseMatrix matrix, double[] row, double[] column, double factor)
    {
        var values = matrix.Values.ToArray();
        for (int j = 0; j < matrix.ColumnCount; j++)
        {
            for (int p = matrix.ColumnPointers[j]; p < matrix.ColumnPointers[j + 1]; p++)
                values[p] *= row[matrix.RowIndices[p]] * column[j] * factor;
        }

        return SparseMatrix.FromTrusted(
            matrix.RowCount, matrix.ColumnCount, matrix.ColumnPointers.ToArray(), matrix.RowIndices.ToArray(), values);
    }
}

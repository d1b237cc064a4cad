using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>Shrinks the coefficients of 0-1 columns in one-sided rows that one of their values makes slack (big M).</summary>
/// <remarks>M. W. P. Savelsbergh (1994), section 1.2. Integer points stay the same; the relaxation shrinks.</remarks>
internal static class CoefficientTightening
{
    private const double LeastGain = 1e-6;

    /// <summary>The problem with smaller coefficients; the same object when nothing shrank.</summary>
    public static QuadraticProblem Apply(QuadraticProblem problem, bool[] isInteger, Box box)
    {
        SparseMatrix byRow = problem.Constraints.Transpose();
        var values = byRow.Values.ToArray();
        var lower = problem.RowLower.ToArray();
        var upper = problem.RowUpper.ToArray();
        bool isChanged = false;
        for (int i = 0; i < problem.RowCount; i++)
        {
            if (double.IsFinite(lower[i]) == double.IsFinite(upper[i])) continue;
            double sign = double.IsFinite(upper[i]) ? 1.0 : -1.0;
            double limit = sign * (sign > 0.0 ? upper[i] : lower[i]);
            double most = Most(byRow, values, i, sign, box);
            for (int p = byRow.ColumnPointers[i]; double.IsFinite(most) && p < byRow.ColumnPointers[i + 1]; p++)
            {
                int j = byRow.RowIndices[p];
                if (!isInteger[j] || box.Lower[j] != 0.0 || box.Upper[j] != 1.0) continue;
                double a = sign * values[p];
                double rest = most - Math.Max(a, 0.0);
                // The row is slack by this much when the column takes its harmless value.
                double slack = limit + Math.Max(-a, 0.0) - rest;
                if (a == 0.0 || rest <= limit - Math.Max(a, 0.0) || slack <= LeastGain * (1.0 + Math.Abs(limit))) continue;
                double gain = Math.Min(slack, Math.Abs(a));
                if (a > 0.0) limit -= gain;
                a -= Math.CopySign(gain, a);
                values[p] = sign * a;
                most = rest + Math.Max(a, 0.0);
                isChanged = true;
            }

            if (sign > 0.0) upper[i] = limit;
            else lower[i] = -limit;
        }

        if (!isChanged) return problem;
        SparseMatrix constraints = SparseMatrix.FromTrusted(
            byRow.RowCount, byRow.ColumnCount, byRow.ColumnPointers.ToArray(), byRow.RowIndices.ToArray(), values).Transpose();
        return new QuadraticProblem(
            problem.Quadratic,
            problem.Linear.ToArray(),
            constraints,
            lower,
            upper,
            problem.ColumnLower.ToArray(),
            problem.ColumnUpper.ToArray(),
            problem.Constant);
    }

    private static double Most(SparseMatrix byRow, double[] values, int row, double sign, Box box)
    {
        double most = 0.0;
        for (int p = byRow.ColumnPointers[row]; p < byRow.ColumnPointers[row + 1]; p++)
        {
            double a = sign * values[p];
            if (a != 0.0) most += a * (a > 0.0 ? box.Upper[byRow.RowIndices[p]] : box.Lower[byRow.RowIndices[p]]);
        }

        return most;
    }
}

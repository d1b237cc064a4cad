using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Residuals and objectives of a point in the units of its problem, as <see cref="SolveReport"/> defines them.</summary>
internal sealed record PointMeasure(
    double PrimalObjective,
    double DualObjective,
    double PrimalResidual,
    double RelativePrimalResidual,
    double DualResidual,
    double RelativeDualResidual)
{
    public double Gap => Math.Abs(PrimalObjective - DualObjective);

    public double RelativeGap => Gap / (1.0 + Math.Min(Math.Abs(PrimalObjective), Math.Abs(DualObjective)));

    /// <summary>How many times the tolerances the worst of the three relative residuals is; at most 1 means solved.</summary>
    public double Merit(SolverOptions options)
    {
        double merit = Math.Max(
            Math.Max(RelativePrimalResidual, RelativeDualResidual) / options.FeasibilityTolerance,
            RelativeGap / options.GapTolerance);
        return double.IsNaN(merit) ? double.PositiveInfinity : merit;
    }

    /// <summary>Measures a point.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="x">Length n.</param>
    /// <param name="y">Row multipliers, length m.</param>
    /// <param name="z">Column multipliers, length n.</param>
    public static PointMeasure Of(QuadraticProblem problem, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z)
    {
        int n = problem.VariableCount;
        int m = problem.RowCount;
        var activity = new double[m];
        var rowSize = new double[m];
        var gradient = new double[n];
        var columnSize = new double[n];
        double quadratic = AddQuadratic(problem.Quadratic, x, gradient, columnSize);
        double linear = 0.0;
        for (int j = 0; j < n; j++)
        {
            linear += problem.Linear[j] * x[j];
            gradient[j] += problem.Linear[j] - z[j];
            columnSize[j] = Math.Max(columnSize[j], Math.Abs(problem.Linear[j]));
        }

        AddConstraints(problem.Constraints, x, y, activity, rowSize, gradient, columnSize);
        var (rows, rowsRelative, rowsDual) = Bounds(activity, rowSize, problem.RowLower, problem.RowUpper, y);
        var (columns, columnsRelative, columnsDual) = Bounds(x, default, problem.ColumnLower, problem.ColumnUpper, z);
        double dual = 0.0;
        double dualRelative = 0.0;
        for (int j = 0; j < n; j++)
        {
            dual = Larger(dual, Math.Abs(gradient[j]));
            dualRelative = Larger(dualRelative, Math.Abs(gradient[j]) / (1.0 + columnSize[j]));
        }

        return new PointMeasure(
            (0.5 * quadratic) + linear + problem.Constant,
            (-0.5 * quadratic) + rowsDual + columnsDual + problem.Constant,
            Larger(rows, columns),
            Larger(rowsRelative, columnsRelative),
            dual,
            dualRelative);
    }

    private static double AddQuadratic(SparseMatrix? matrix, ReadOnlySpan<double> x, double[] gradient, double[] size)
    {
        if (matrix is null) return 0.0;
        var pointers = matrix.ColumnPointers;
        var rows = matrix.RowIndices;
        var values = matrix.Values;
        for (int j = 0; j < x.Length; j++)
        {
            for (int p = pointers[j]; p < pointers[j + 1]; p++)
            {
                int i = rows[p];
                double term = values[p] * x[j];
                gradient[i] += term;
                size[i] = Math.Max(size[i], Math.Abs(term));
                if (i == j) continue;
                term = values[p] * x[i];
                gradient[j] += term;
                size[j] = Math.Max(size[j], Math.Abs(term));
            }
        }

        double total = 0.0;
        for (int j = 0; j < x.Length; j++) total += gradient[j] * x[j];
        return total;
    }

    private static void AddConstraints(
        SparseMatrix matrix,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        double[] activity,
        double[] rowSize,
        double[] gradient,
        double[] columnSize)
    {
        var pointers = matrix.ColumnPointers;
        var rows = matrix.RowIndices;
        var values = matrix.Values;
        for (int j = 0; j < x.Length; j++)
        {
            double sum = 0.0;
            double largest = columnSize[j];
            for (int p = pointers[j]; p < pointers[j + 1]; p++)
            {
                int i = rows[p];
                double term = values[p] * x[j];
                activity[i] += term;
                rowSize[i] = Math.Max(rowSize[i], Math.Abs(term));
                term = values[p] * y[i];
                sum += term;
                largest = Math.Max(largest, Math.Abs(term));
            }

            gradient[j] -= sum;
            columnSize[j] = largest;
        }
    }

    private static (double Violation, double Relative, double Dual) Bounds(
        ReadOnlySpan<double> value,
        ReadOnlySpan<double> size,
        ReadOnlySpan<double> lower,
        ReadOnlySpan<double> upper,
        ReadOnlySpan<double> multiplier)
    {
        double worst = 0.0;
        double worstRelative = 0.0;
        double dual = 0.0;
        for (int k = 0; k < value.Length; k++)
        {
            double bound = value[k] < lower[k] ? lower[k] : upper[k];
            double violation = Math.Max(0.0, Math.Max(lower[k] - value[k], value[k] - upper[k]));
            if (double.IsNaN(value[k])) violation = double.NaN;
            double scale = size.IsEmpty ? 0.0 : size[k];
            worst = Larger(worst, violation);
            if (violation != 0.0) worstRelative = Larger(worstRelative, violation / (1.0 + Math.Max(scale, Math.Abs(bound))));
            // A multiplier without its bound is a dual infeasibility; it makes the dual objective −∞, as it should.
            if (multiplier[k] > 0.0) dual += multiplier[k] * lower[k];
            else if (multiplier[k] < 0.0) dual += multiplier[k] * upper[k];
        }

        return (worst, worstRelative, dual);
    }

    /// <summary>Maximum that lets NaN through.</summary>
    private static double Larger(double left, double right) => right > left || double.IsNaN(right) ? right : left;
}

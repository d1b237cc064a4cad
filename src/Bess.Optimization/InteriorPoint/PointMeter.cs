using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Measures points of one problem pattern; holds the work arrays, so it is not thread-safe.</summary>
internal sealed class PointMeter
{
    private readonly double[] _activity;
    private readonly double[] _rowSize;
    private readonly double[] _gradient;
    private readonly double[] _columnSize;

    public PointMeter(int variableCount, int rowCount)
    {
        _activity = new double[rowCount];
        _rowSize = new double[rowCount];
        _gradient = new double[variableCount];
        _columnSize = new double[variableCount];
    }

    /// <summary>Measures a point.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="x">Length n.</param>
    /// <param name="y">Row multipliers, length m.</param>
    /// <param name="z">Column multipliers, length n; those of fixed columns are set to what makes them stationary.</param>
    /// <param name="isFixed">Whether a column is fixed, length at least n; empty when none is.</param>
    public PointMeasure Measure(
        QuadraticProblem problem, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z, ReadOnlySpan<bool> isFixed = default)
    {
        int n = problem.VariableCount;
        Array.Clear(_activity);
        Array.Clear(_rowSize);
        Array.Clear(_gradient);
        Array.Clear(_columnSize);
        double quadratic = AddQuadratic(problem.Quadratic, x);
        double linear = 0.0;
        var q = problem.Linear;
        for (int j = 0; j < n; j++)
        {
            linear += q[j] * x[j];
            _gradient[j] += q[j];
            _columnSize[j] = Math.Max(_columnSize[j], Math.Abs(q[j]));
        }

        AddConstraints(problem.Constraints, x, y);
        double dual = 0.0;
        double dualRelative = 0.0;
        for (int j = 0; j < n; j++)
        {
            if (!isFixed.IsEmpty && isFixed[j]) z[j] = _gradient[j];
            double residual = Math.Abs(_gradient[j] - z[j]);
            dual = Larger(dual, residual);
            dualRelative = Larger(dualRelative, residual / (1.0 + _columnSize[j]));
        }

        var (rows, rowsRelative, rowsDual) = Bounds(_activity, _rowSize, problem.RowLower, problem.RowUpper, y);
        var (columns, columnsRelative, columnsDual) = Bounds(x, default, problem.ColumnLower, problem.ColumnUpper, z);
        return new PointMeasure(
            (0.5 * quadratic) + linear + problem.Constant,
            (-0.5 * quadratic) + rowsDual + columnsDual + problem.Constant,
            Larger(rows, columns),
            Larger(rowsRelative, columnsRelative),
            dual,
            dualRelative);
    }

    private double AddQuadratic(SparseMatrix? matrix, ReadOnlySpan<double> x)
    {
        if (matrix is null) return 0.0;
        var pointers = matrix.ColumnPointers;
        var rows = matrix.RowIndices;
        var values = matrix.Values;
        double[] gradient = _gradient;
        double[] size = _columnSize;
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

    private void AddConstraints(SparseMatrix matrix, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var pointers = matrix.ColumnPointers;
        var rows = matrix.RowIndices;
        var values = matrix.Values;
        double[] activity = _activity;
        double[] rowSize = _rowSize;
        for (int j = 0; j < x.Length; j++)
        {
            double sum = 0.0;
            double largest = _columnSize[j];
            double xj = x[j];
            for (int p = pointers[j]; p < pointers[j + 1]; p++)
            {
                int i = rows[p];
                double term = values[p] * xj;
                activity[i] += term;
                rowSize[i] = Math.Max(rowSize[i], Math.Abs(term));
                term = values[p] * y[i];
                sum += term;
                largest = Math.Max(largest, Math.Abs(term));
            }

            _gradient[j] -= sum;
            _columnSize[j] = largest;
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

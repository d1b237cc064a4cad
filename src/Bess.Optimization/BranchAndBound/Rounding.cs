using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>Rounds points of relaxations to integer values.</summary>
internal sealed class Rounding(QuadraticProblem problem, int[] integerColumns, Propagation propagation)
{
    public const double Integrality = 1e-6;
    private const double RowSlack = 1e-7;

    /// <summary>
    /// Rounds each fractional column, the nearer way first, where its rows allow it with all other columns as they are.
    /// </summary>
    /// <param name="x">The point.</param>
    /// <param name="box">Bounds.</param>
    /// <param name="locked">Fractional columns that can go neither way.</param>
    /// <returns>Values of the integer columns, the nearest ones where locked.</returns>
    public double[] Simple(double[] x, Box box, List<int> locked)
    {
        var rounded = x.ToArray();
        var activity = new double[problem.RowCount];
        problem.Constraints.Multiply(x, activity);
        foreach (int column in integerColumns.OrderBy(j => Math.Abs(x[j] - Math.Round(x[j]))))
        {
            double near = Math.Clamp(Math.Round(x[column]), box.Lower[column], box.Upper[column]);
            double far = near > x[column] ? near - 1.0 : near + 1.0;
            bool isFractional = Math.Abs(x[column] - near) > Integrality;
            bool canNear = !isFractional || Allows(column, near - x[column], activity);
            bool canFar = !canNear && far >= box.Lower[column] && far <= box.Upper[column] && Allows(column, far - x[column], activity);
            if (!canNear && !canFar) locked.Add(column);
            rounded[column] = canFar ? far : near;
            if (canNear || canFar) Move(column, rounded[column] - x[column], activity);
        }

        return rounded;
    }

    /// <summary>Fixes one column after another, the most integral first, and lets the rows draw conclusions each time.</summary>
    /// <returns>A box in which every integer column is fixed, or null when that led nowhere.</returns>
    public Box? FixAndPropagate(double[] x, Box box)
    {
        Box current = box.Copy();
        foreach (int column in integerColumns.OrderBy(j => Math.Abs(x[j] - Math.Round(x[j]))))
        {
            if (current.IsFixed(column)) continue;
            double near = Math.Clamp(Math.Round(x[column]), current.Lower[column], current.Upper[column]);
            double far = Math.Clamp(near > x[column] ? near - 1.0 : near + 1.0, current.Lower[column], current.Upper[column]);
            if (TryFix(current, column, near) is { } first) current = first;
            else if (far != near && TryFix(current, column, far) is { } second) current = second;
            else return null;
        }

        return current;
    }

    public Box? TryFix(Box box, int column, double value)
    {
        if (!double.IsFinite(value)) return null;
        Box copy = box.Copy();
        copy.Fix(column, value);
        return propagation.Tighten(copy, column) ? copy : null;
    }

    private bool Allows(int column, double change, double[] activity)
    {
        SparseMatrix a = problem.Constraints;
        for (int p = a.ColumnPointers[column]; p < a.ColumnPointers[column + 1]; p++)
        {
            int i = a.RowIndices[p];
            double moved = activity[i] + (a.Values[p] * change);
            double slack = RowSlack * (1.0 + Math.Abs(moved));
            if (moved > Math.Max(problem.RowUpper[i], activity[i]) + slack) return false;
            if (moved < Math.Min(problem.RowLower[i], activity[i]) - slack) return false;
        }

        return true;
    }

    private void Move(int column, double change, double[] activity)
    {
        SparseMatrix a = problem.Constraints;
        for (int p = a.ColumnPointers[column]; p < a.ColumnPointers[column + 1]; p++) activity[a.RowIndices[p]] += a.Values[p] * change;
    }
}

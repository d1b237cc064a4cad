using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Finds rows all of whose columns are fixed: nothing can move them, so they are either satisfied or a contradiction.</summary>
internal sealed class DeadRows
{
    private readonly ScaledProblem _scaled;
    private readonly int[] _free;
    private readonly double[] _activity;

    public DeadRows(ScaledProblem scaled)
    {
        _scaled = scaled;
        _free = new int[scaled.RowCount];
        _activity = new double[scaled.RowCount];
    }

    /// <summary>Takes the bounds of satisfied dead rows away; returns a violated one's multipliers, or <see langword="null"/>.</summary>
    /// <param name="problem">The problem that was loaded.</param>
    /// <param name="tolerance">Violation allowed, relative to 1 + the largest term.</param>
    public double[]? Release(QuadraticProblem problem, double tolerance)
    {
        if (!_scaled.HasFixedColumns) return null;
        Array.Clear(_free);
        Array.Clear(_activity);
        int n = problem.VariableCount;
        var pointers = problem.Constraints.ColumnPointers;
        var rows = problem.Constraints.RowIndices;
        var values = problem.Constraints.Values;
        for (int j = 0; j < n; j++)
        {
            for (int p = pointers[j]; p < pointers[j + 1]; p++)
            {
                if (!_scaled.IsFixed[j]) _free[rows[p]] += values[p] != 0.0 ? 1 : 0;
                else _activity[rows[p]] += values[p] * problem.ColumnLower[j];
            }
        }

        for (int i = 0; i < _free.Length; i++)
        {
            if (_free[i] > 0) continue;
            double below = problem.RowLower[i] - _activity[i];
            double above = _activity[i] - problem.RowUpper[i];
            if (Math.Max(below, above) > tolerance * (1.0 + Math.Abs(_activity[i])))
            {
                var multipliers = new double[_free.Length];
                multipliers[i] = below > above ? 1.0 : -1.0;
                return multipliers;
            }

            _scaled.HasLower[n + i] = _scaled.HasUpper[n + i] = _scaled.IsFixed[n + i] = false;
        }

        return null;
    }
}

using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>Looks for mixed-integer rounding cuts in rows and in sums of rows along chains of equations.</summary>
/// <remarks>Marchand and Wolsey (2001), section 4: a continuous column between its bounds is eliminated with an equation that holds it.</remarks>
internal sealed class CutSeparator
{
    private const int LongestSum = 6;
    private const double LeastDistance = 1e-6;
    private readonly QuadraticProblem _problem;
    private readonly SparseMatrix _byRow;
    private readonly bool[] _isInteger;
    private readonly Box _box;
    private readonly VariableBounds _bounds;
    private readonly RoundingCut _rounding;

    public CutSeparator(QuadraticProblem problem, bool[] isInteger, Box box)
    {
        _problem = problem;
        _byRow = problem.Constraints.Transpose();
        _isInteger = isInteger;
        _box = box;
        _bounds = new VariableBounds(problem, _byRow, isInteger);
        _rounding = new RoundingCut(box, isInteger, _bounds);
    }

    /// <summary>Cuts that a point violates, the deepest first, at most <paramref name="limit"/> of them.</summary>
    public List<CuttingPlane> Separate(double[] x, int limit)
    {
        var found = new List<CuttingPlane>();
        for (int row = 0; row < _problem.RowCount; row++)
        {
            if (double.IsFinite(_problem.RowUpper[row])) Walk(row, 1.0, _problem.RowUpper[row], x, found);
            if (double.IsFinite(_problem.RowLower[row])) Walk(row, -1.0, -_problem.RowLower[row], x, found);
        }

        var chosen = new List<CuttingPlane>();
        foreach (CuttingPlane cut in found.OrderByDescending(cut => cut.Efficacy))
        {
            if (chosen.Count >= limit) break;
            if (!chosen.Exists(other => IsParallel(other, cut))) chosen.Add(cut);
        }

        return chosen;
    }

    private void Walk(int start, double sign, double limit, double[] x, List<CuttingPlane> found)
    {
        var row = new Dictionary<int, double>();
        var used = new HashSet<int> { start };
        AddRow(row, start, sign);
        for (int length = 1; ; length++)
        {
            bool isFound = false;
            foreach (bool preferVariable in (ReadOnlySpan<bool>)[false, true])
            {
                if (_rounding.TryCut(row, limit, x, preferVariable) is not { } cut) continue;
                found.Add(cut);
                isFound = true;
            }

            if (isFound || length == LongestSum) return;
            if (NextEquation(row, used, x) is not { } next) return;
            double factor = -row[next.Column] / next.Coefficient;
            AddRow(row, next.Row, factor);
            row.Remove(next.Column);
            limit += factor * _problem.RowUpper[next.Row];
            used.Add(next.Row);
        }
    }

    private void AddRow(Dictionary<int, double> row, int index, double factor)
    {
        for (int p = _byRow.ColumnPointers[index]; p < _byRow.ColumnPointers[index + 1]; p++)
        {
            int j = _byRow.RowIndices[p];
            row[j] = row.GetValueOrDefault(j) + (factor * _byRow.Values[p]);
        }
    }

    /// <summary>The equation that holds the continuous column farthest from its bounds.</summary>
    private (int Row, int Column, double Coefficient)? NextEquation(Dictionary<int, double> row, HashSet<int> used, double[] x)
    {
        SparseMatrix a = _problem.Constraints;
        foreach (var (column, distance) in row.Where(entry => !_isInteger[entry.Key] && Math.Abs(entry.Value) > 1e-9)
            .Select(entry => (entry.Key, Distance(entry.Key, x))).OrderByDescending(entry => entry.Item2).ThenBy(entry => entry.Key))
        {
            if (distance <= LeastDistance) return null;
            for (int p = a.ColumnPointers[column]; p < a.ColumnPointers[column + 1]; p++)
            {
                int candidate = a.RowIndices[p];
                bool isEquation = _problem.RowLower[candidate] == _problem.RowUpper[candidate];
                if (isEquation && !used.Contains(candidate) && Math.Abs(a.Values[p]) > 1e-6) return (candidate, column, a.Values[p]);
            }
        }

        return null;
    }

    private double Distance(int column, double[] x)
    {
        double distance = Math.Min(x[column] - _box.Lower[column], _box.Upper[column] - x[column]);
        foreach (var entry in _bounds.Lower(column)) distance = Math.Min(distance, x[column] - entry.At(x));
        foreach (var entry in _bounds.Upper(column)) distance = Math.Min(distance, entry.At(x) - x[column]);
        return distance;
    }

    private static bool IsParallel(CuttingPlane left, CuttingPlane right)
    {
        double product = 0.0, leftNorm = 0.0, rightNorm = 0.0;
        int k = 0;
        for (int i = 0; i < left.Columns.Length; i++)
        {
            leftNorm += left.Values[i] * left.Values[i];
            while (k < right.Columns.Length && right.Columns[k] < left.Columns[i]) k++;
            if (k < right.Columns.Length && right.Columns[k] == left.Columns[i]) product += left.Values[i] * right.Values[k];
        }

        foreach (double value in right.Values) rightNorm += value * value;
        return product > 0.999 * Math.Sqrt(leftNorm * rightNorm);
    }
}

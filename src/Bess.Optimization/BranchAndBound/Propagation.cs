using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>Tightens bounds of columns by what each row still allows.</summary>
/// <remarks>
/// M. W. P. Savelsbergh, Preprocessing and probing techniques for mixed integer programming, ORSA J. Computing 6 (1994), section 1.
/// </remarks>
internal sealed class Propagation
{
    private const double IntegerSlack = 1e-6;
    private const double Infeasibility = 1e-7;
    private const double LeastGain = 0.05;
    private const int VisitsPerRow = 12;
    private readonly QuadraticProblem _problem;
    private readonly SparseMatrix _byRow;
    private readonly bool[] _isInteger;
    private readonly Queue<int> _rows = new();
    private readonly bool[] _isQueued;

    public Propagation(QuadraticProblem problem, bool[] isInteger)
    {
        _problem = problem;
        _byRow = problem.Constraints.Transpose();
        _isInteger = isInteger;
        _isQueued = new bool[problem.RowCount];
    }

    /// <summary>Tightens a box in place, starting from the rows of the given columns; all rows when empty.</summary>
    /// <returns>Whether the box can still hold a point.</returns>
    public bool Tighten(Box box, params ReadOnlySpan<int> changed)
    {
        if (changed.IsEmpty)
        {
            for (int i = 0; i < _isQueued.Length; i++) Enqueue(i);
            for (int j = 0; j < _isInteger.Length; j++)
            {
                if (_isInteger[j]) RoundInward(box, j);
                if (IsEmpty(box, j)) return Stop();
            }
        }

        foreach (int column in changed) EnqueueRowsOf(column);
        long visits = (long)VisitsPerRow * _isQueued.Length;
        while (_rows.TryDequeue(out int row))
        {
            _isQueued[row] = false;
            if (visits-- <= 0) break;
            if (!Visit(row, box)) return Stop();
        }

        Stop();
        return true;
    }

    private bool Stop()
    {
        while (_rows.TryDequeue(out int row)) _isQueued[row] = false;
        return false;
    }

    private void Enqueue(int row)
    {
        if (_isQueued[row]) return;
        _isQueued[row] = true;
        _rows.Enqueue(row);
    }

    private void EnqueueRowsOf(int column)
    {
        SparseMatrix a = _problem.Constraints;
        for (int p = a.ColumnPointers[column]; p < a.ColumnPointers[column + 1]; p++) Enqueue(a.RowIndices[p]);
    }

    private bool Visit(int row, Box box)
    {
        double rowLower = _problem.RowLower[row];
        double rowUpper = _problem.RowUpper[row];
        var range = ActivityRange.Of(_byRow, row, box);
        double allowed = Infeasibility * (1.0 + range.Size);
        if (range.Least > rowUpper + allowed || range.Most < rowLower - allowed) return false;
        bool canBindUpper = double.IsFinite(rowUpper) && range.LeastInfinities <= 1;
        bool canBindLower = double.IsFinite(rowLower) && range.MostInfinities <= 1;
        if (!canBindUpper && !canBindLower) return true;
        for (int p = _byRow.ColumnPointers[row]; p < _byRow.ColumnPointers[row + 1]; p++)
        {
            int j = _byRow.RowIndices[p];
            double a = _byRow.Values[p];
            if (Math.Abs(a) < 1e-9 || box.IsFixed(j)) continue;
            if (canBindUpper && range.LeastWithout(a, box.Lower[j], box.Upper[j]) is var least && double.IsFinite(least)
                && !Bind(box, j, (rowUpper - least) / a, isUpper: a > 0.0))
            {
                return false;
            }

            if (canBindLower && range.MostWithout(a, box.Lower[j], box.Upper[j]) is var most && double.IsFinite(most)
                && !Bind(box, j, (rowLower - most) / a, isUpper: a < 0.0))
            {
                return false;
            }
        }

        return true;
    }

    private bool Bind(Box box, int j, double value, bool isUpper)
    {
        double old = isUpper ? box.Upper[j] : box.Lower[j];
        if (_isInteger[j]) value = isUpper ? Math.Floor(value + IntegerSlack) : Math.Ceiling(value - IntegerSlack);
        if (!double.IsFinite(value) || Math.Abs(value) > 1e8) return true;
        double gain = isUpper ? old - value : value - old;
        double width = box.Upper[j] - box.Lower[j];
        double other = isUpper ? box.Lower[j] : box.Upper[j];
        bool fixes = double.IsFinite(other) && Math.Abs(value - other) <= Box.FixedWidth * (1.0 + Math.Abs(other));
        double least = _isInteger[j] ? 0.5 : double.IsFinite(width) ? LeastGain * width : double.IsFinite(old) ? double.PositiveInfinity : 0.0;
        if (!(gain > 0.0) || (!(gain > least) && !fixes)) return true;
        // Differences of rounding between a bound and its opposite are none.
        if (fixes) value = other;
        if (isUpper) box.Upper[j] = value;
        else box.Lower[j] = value;
        if (IsEmpty(box, j)) return false;
        if (box.Lower[j] > box.Upper[j]) box.Fix(j, other);
        EnqueueRowsOf(j);
        return true;
    }

    private static void RoundInward(Box box, int j)
    {
        box.Lower[j] = Math.Ceiling(box.Lower[j] - IntegerSlack);
        box.Upper[j] = Math.Floor(box.Upper[j] + IntegerSlack);
    }

    private bool IsEmpty(Box box, int j)
        => box.Lower[j] - box.Upper[j] > (_isInteger[j] ? 0.5 : Infeasibility * (1.0 + Math.Abs(box.Lower[j])));
}

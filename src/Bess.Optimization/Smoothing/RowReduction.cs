using System.Globalization;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Smoothing;

/// <summary>Takes out rows that leave their columns no interior, bound one column only, or never bind: a barrier needs room on both sides.</summary>
/// <remarks>Andersen and Andersen (1995), Presolving in linear programming, section 3: singleton, forcing and redundant rows.</remarks>
internal sealed class RowReduction
{
    private const double Tolerance = 1e-9;
    private readonly List<(int Column, double Value)>[] _rows;
    private readonly bool[] _isKept;

    public RowReduction(QuadraticProblem problem)
    {
        Lower = problem.ColumnLower.ToArray();
        Upper = problem.ColumnUpper.ToArray();
        RowLower = problem.RowLower.ToArray();
        RowUpper = problem.RowUpper.ToArray();
        _isKept = new bool[problem.RowCount];
        Array.Fill(_isKept, true);
        _rows = new List<(int, double)>[problem.RowCount];
        for (var i = 0; i < _rows.Length; i++)
        {
            _rows[i] = [];
        }

        var matrix = problem.Constraints;
        for (var j = 0; j < matrix.ColumnCount; j++)
        {
            for (var p = matrix.ColumnPointers[j]; p < matrix.ColumnPointers[j + 1]; p++)
            {
                if (matrix.Values[p] != 0)
                {
                    _rows[matrix.RowIndices[p]].Add((j, matrix.Values[p]));
                }
            }
        }

        CloseNarrowColumns();
        while (Fault is null && Pass())
        {
        }
    }

    public double[] Lower { get; }

    public double[] Upper { get; }

    public double[] RowLower { get; }

    public double[] RowUpper { get; }

    public string? Fault { get; private set; }

    public IEnumerable<int> KeptRows => Enumerable.Range(0, _rows.Length).Where(i => _isKept[i]);

    public IReadOnlyList<(int Column, double Value)> Row(int i) => _rows[i];

    /// <summary>Least and largest value of a row over the bounds of its columns.</summary>
    public (double Least, double Most) Activity(int i, int except = -1)
    {
        double least = 0, most = 0;
        foreach (var (column, value) in _rows[i])
        {
            if (column == except)
            {
                continue;
            }

            least += value * (value > 0 ? Lower[column] : Upper[column]);
            most += value * (value > 0 ? Upper[column] : Lower[column]);
        }

        return (least, most);
    }

    private bool Pass()
    {
        var changed = false;
        foreach (var i in KeptRows.ToArray())
        {
            changed |= Reduce(i);
        }

        return changed;
    }

    private bool Reduce(int i)
    {
        var (least, most) = Activity(i);
        double low = RowLower[i], high = RowUpper[i];
        if (double.IsInfinity(low) && double.IsInfinity(high))
        {
            _isKept[i] = false;
            return true;
        }

        var slack = Tolerance * (1 + Math.Min(Size(least, most), Size(low, high)));
        if (least > high + slack || most < low - slack)
        {
            Fault ??= string.Create(CultureInfo.InvariantCulture, $"a row that can take values in [{least:G6}, {most:G6}] must lie in [{low:G6}, {high:G6}]");
            return false;
        }

        if (most <= low + slack || least >= high - slack)
        {
            return Force(i, atMost: most <= low + slack);
        }

        if (least >= low - slack && most <= high + slack)
        {
            _isKept[i] = false;
            return true;
        }

        var free = _rows[i].Where(entry => Upper[entry.Column] > Lower[entry.Column]).Take(2).ToArray();
        return free.Length == 1 && Tighten(i, free[0].Column, free[0].Value);
    }

    /// <summary>Only one corner of the box meets the row: every column stays there.</summary>
    private bool Force(int i, bool atMost)
    {
        foreach (var (column, value) in _rows[i])
        {
            var bound = value > 0 == atMost ? Upper[column] : Lower[column];
            (Lower[column], Upper[column]) = (bound, bound);
        }

        _isKept[i] = false;
        return true;
    }

    private bool Tighten(int i, int column, double value)
    {
        var (others, _) = Activity(i, column);
        var (first, second) = ((RowLower[i] - others) / value, (RowUpper[i] - others) / value);
        Lower[column] = Math.Max(Lower[column], Math.Min(first, second));
        Upper[column] = Math.Min(Upper[column], Math.Max(first, second));
        _isKept[i] = false;
        CloseNarrowColumns();
        return true;
    }

    private void CloseNarrowColumns()
    {
        for (var j = 0; j < Lower.Length; j++)
        {
            var room = Upper[j] - Lower[j];
            var slack = Tolerance * (1 + Math.Min(Math.Abs(Lower[j]), Math.Abs(Upper[j])));
            if (room < -slack)
            {
                Fault ??= string.Create(CultureInfo.InvariantCulture, $"column {j} must lie in [{Lower[j]:G6}, {Upper[j]:G6}]");
            }

            if (room <= slack)
            {
                Upper[j] = Lower[j];
            }
        }
    }

    private static double Size(double a, double b) => Math.Min(Math.Abs(a), Math.Abs(b));
}

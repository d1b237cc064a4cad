using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Benchmarks.Markets;

/// <summary>Columns and rows of a reference problem, written down without the library's formulations.</summary>
internal sealed class ReferenceProblem
{
    private readonly List<(double Lower, double Upper, double Cost, bool IsInteger)> _columns = [];
    private readonly List<(double Lower, double Upper)> _rows = [];
    private readonly List<(int Row, int Column, double Value)> _entries = [];

    /// <summary>Which columns are integer.</summary>
    public bool[] IsInteger => [.. _columns.Select(column => column.IsInteger)];

    public int[] Columns(int count, double lower, double upper, double cost = 0, bool isInteger = false)
    {
        var first = _columns.Count;
        _columns.AddRange(Enumerable.Repeat((lower, upper, cost, isInteger), count));
        return [.. Enumerable.Range(first, count)];
    }

    public void Cost(int column, double more) => _columns[column] = _columns[column] with { Cost = _columns[column].Cost + more };

    public void Lower(int column, double lower) => _columns[column] = _columns[column] with { Lower = lower };

    public void Row(double lower, double upper, params ReadOnlySpan<(double Value, int Column)> terms)
    {
        foreach (var (value, column) in terms)
            _entries.Add((_rows.Count, column, value));
        _rows.Add((lower, upper));
    }

    public QuadraticProblem Build()
    {
        var matrix = new SparseMatrixBuilder(_rows.Count, _columns.Count);
        foreach (var (row, column, value) in _entries)
            matrix.Add(row, column, value);
        return new QuadraticProblem(
            null, [.. _columns.Select(c => c.Cost)], matrix.Build(), [.. _rows.Select(r => r.Lower)], [.. _rows.Select(r => r.Upper)],
            [.. _columns.Select(c => c.Lower)], [.. _columns.Select(c => c.Upper)], 0);
    }
}

using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Scheduling.Formulations;

/// <summary>Collects columns, rows and costs of a problem; blocks append themselves one after the other.</summary>
internal sealed class ProblemBuilder
{
    private readonly List<double> _cost = [];
    private readonly List<double> _curvature = [];
    private readonly List<double> _columnLower = [];
    private readonly List<double> _columnUpper = [];
    private readonly List<double> _rowLower = [];
    private readonly List<double> _rowUpper = [];
    private readonly List<(int Row, int Column, double Value)> _entries = [];

    public double Constant { get; set; }

    public int Columns => _cost.Count;

    public int Rows => _rowLower.Count;

    public int AddColumn(double lower, double upper, double cost = 0, double curvature = 0)
    {
        _columnLower.Add(lower);
        _columnUpper.Add(upper);
        _cost.Add(cost);
        _curvature.Add(curvature);
        return _cost.Count - 1;
    }

    /// <summary>Adds columns of one kind; returns the first, or the next free index when there are none.</summary>
    public int AddColumns(int count, double lower, double upper, double cost = 0)
    {
        var first = _cost.Count;
        for (var k = 0; k < count; k++)
            AddColumn(lower, upper, cost);
        return first;
    }

    public void AddCost(int column, double value) => _cost[column] += value;

    public int AddRow(double lower, double upper)
    {
        _rowLower.Add(lower);
        _rowUpper.Add(upper);
        return _rowLower.Count - 1;
    }

    public void SetUpper(int column, double upper) => _columnUpper[column] = upper;

    public (double Lower, double Upper) BoundsOf(int column) => (_columnLower[column], _columnUpper[column]);

    public void SetBounds(int column, (double Lower, double Upper) bounds) => (_columnLower[column], _columnUpper[column]) = bounds;

    public void SetLower(int column, double lower) => _columnLower[column] = lower;

    public void Fix(int column, double value) => (_columnLower[column], _columnUpper[column]) = (value, value);

    public void AddEntry(int row, int column, double value) => _entries.Add((row, column, value));

    public QuadraticProblem Build()
    {
        var columns = _cost.Count;
        var matrix = new SparseMatrixBuilder(Rows, columns);
        foreach (var (row, column, value) in _entries)
            matrix.Add(row, column, value);
        return new QuadraticProblem(
            Curvature(columns), [.. _cost], matrix.Build(), [.. _rowLower], [.. _rowUpper], [.. _columnLower], [.. _columnUpper], Constant);
    }

    private SparseMatrix? Curvature(int columns)
    {
        if (_curvature.All(value => value == 0))
            return null;
        var matrix = new SparseMatrixBuilder(columns, columns);
        for (var j = 0; j < columns; j++)
        {
            if (_curvature[j] != 0)
                matrix.Add(j, j, _curvature[j]);
        }

        return matrix.Build();
    }
}

using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.TestKit.Golden;

/// <summary>Collects variables, rows and costs of a test problem one by one.</summary>
public sealed class ProblemAssembler
{
    private readonly List<double> _linear = [];
    private readonly List<double> _columnLower = [];
    private readonly List<double> _columnUpper = [];
    private readonly List<double> _rowLower = [];
    private readonly List<double> _rowUpper = [];
    private readonly List<(int Row, int Column, double Value)> _entries = [];
    private readonly List<(int Row, int Column, double Value)> _quadratic = [];

    public double Constant { get; set; }

    /// <summary>Adds variables with common bounds; returns the index of the first.</summary>
    public int AddVariables(int count, double lower, double upper)
    {
        int first = _linear.Count;
        for (int k = 0; k < count; k++)
        {
            _linear.Add(0.0);
            _columnLower.Add(lower);
            _columnUpper.Add(upper);
        }

        return first;
    }

    public void AddCost(int column, double value) => _linear[column] += value;

    /// <summary>Adds value · x_column² / 2 to the objective.</summary>
    public void AddCurvature(int column, double value) => _quadratic.Add((column, column, value));

    public void RaiseLower(int column, double lower) => _columnLower[column] = Math.Max(_columnLower[column], lower);

    public int AddRow(double lower, double upper, params (int Column, double Value)[] entries)
    {
        int row = _rowLower.Count;
        _rowLower.Add(lower);
        _rowUpper.Add(upper);
        foreach (var (column, value) in entries) _entries.Add((row, column, value));
        return row;
    }

    public void AddEntry(int row, int column, double value) => _entries.Add((row, column, value));

    public QuadraticProblem Build()
    {
        int n = _linear.Count;
        var constraints = new SparseMatrixBuilder(_rowLower.Count, n);
        foreach (var (row, column, value) in _entries) constraints.Add(row, column, value);
        SparseMatrixBuilder? quadratic = _quadratic.Count == 0 ? null : new SparseMatrixBuilder(n, n);
        foreach (var (row, column, value) in _quadratic) quadratic!.Add(row, column, value);
        return new QuadraticProblem(
            quadratic?.Build(),
            [.. _linear],
            constraints.Build(),
            [.. _rowLower],
            [.. _rowUpper],
            [.. _columnLower],
            [.. _columnUpper],
            Constant);
    }
}

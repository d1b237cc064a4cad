using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Benchmarks.Linear;

/// <summary>What makes a problem hard, by degrees. All are feasible and bounded by construction: a primal-dual point is planted.</summary>
internal enum HardPattern
{
    /// <summary>Nothing: the yardstick.</summary>
    Plain,

    /// <summary>Rows and columns scaled by powers of ten up to ±severity.</summary>
    BadScaling,

    /// <summary>Rows repeated, severity of each: multipliers are not unique.</summary>
    RepeatedRows,

    /// <summary>Many bounds active with zero multipliers: no strict complementarity.</summary>
    Degenerate,

    /// <summary>Columns without bounds, a fifth of them times severity.</summary>
    FreeColumns,

    /// <summary>Columns that touch every row, severity of them.</summary>
    DenseColumns,

    /// <summary>Feasible only within 10^(−2·severity) of each bound: next to no interior.</summary>
    ThinInterior,

    /// <summary>Large numbers (10^(2·severity)) in switching rows x ≤ M b.</summary>
    LargeCoefficients,
}

/// <summary>Seeded random problems with a planted solution, made hard in one way.</summary>
internal sealed class HardProblem
{
    private const int Columns = 120;
    private const int Rows = 60;
    private readonly Random _random;
    private readonly HardPattern _pattern;
    private readonly int _severity;
    private readonly List<(int Row, int Column, double Value)> _entries = [];
    private readonly double[] _primal = new double[Columns];
    private readonly double[] _lower = new double[Columns];
    private readonly double[] _upper = new double[Columns];
    private readonly double[] _columnDual = new double[Columns];
    private int _rows = Rows;

    private HardProblem(HardPattern pattern, int severity, int seed)
    {
        (_pattern, _severity) = (pattern, severity);
        _random = new Random(seed);
    }

    /// <summary>Makes a linear or, with a curvature, a quadratic problem.</summary>
    /// <returns>The problem and its optimal objective.</returns>
    public static (QuadraticProblem Problem, double Objective) Make(HardPattern pattern, int severity, int seed, bool isQuadratic) =>
        new HardProblem(pattern, severity, seed).Build(isQuadratic);

    private (QuadraticProblem Problem, double Objective) Build(bool isQuadratic)
    {
        PlantColumns();
        PlantRows();
        var rowScale = Scales(_rows);
        var columnScale = Scales(Columns);
        var constraints = new SparseMatrixBuilder(_rows, Columns);
        foreach (var (row, column, value) in _entries)
            constraints.Add(row, column, value * rowScale[row] * columnScale[column]);
        var a = constraints.Build();
        double[] x = [.. _primal.Select((value, j) => value / columnScale[j])];
        double[] z = [.. _columnDual.Select((value, j) => value * columnScale[j])];
        var (lower, upper, y) = Sides(a, x, rowScale);
        double[] curvature = [.. columnScale.Select(scale => isQuadratic && _random.Next(3) > 0 ? scale * scale * Uniform(0.1, 2.0) : 0.0)];
        // Stationarity gives q = Aᵀy + z − P x.
        var q = new double[Columns];
        a.MultiplyTransposed(y, q);
        for (var j = 0; j < Columns; j++)
            q[j] += z[j] - (curvature[j] * x[j]);
        var problem = new QuadraticProblem(
            isQuadratic ? Diagonal(curvature) : null, q, a, lower, upper,
            [.. _lower.Select((bound, j) => bound / columnScale[j])], [.. _upper.Select((bound, j) => bound / columnScale[j])]);
        return (problem, problem.Evaluate(x));
    }

    private void PlantColumns()
    {
        var free = _pattern == HardPattern.FreeColumns ? 0.2 * _severity : 0.0;
        for (var j = 0; j < Columns; j++)
        {
            var place = _random.Next(3);
            var width = _pattern == HardPattern.ThinInterior ? Math.Pow(10, -2.0 * _severity) : Uniform(0.5, 2.0);
            _primal[j] = Math.Round(Uniform(-2.0, 2.0), 3);
            (_lower[j], _upper[j]) = place switch
            {
                0 => (_primal[j], _primal[j] + width),
                1 => (_primal[j] - width, _primal[j]),
                _ => (_primal[j] - (0.5 * width), _primal[j] + (0.5 * width)),
            };
            var size = _pattern == HardPattern.Degenerate && _random.Next(5) < _severity ? 0.0 : Uniform(0.1, 3.0);
            _columnDual[j] = place switch { 0 => size, 1 => -size, _ => 0.0 };
            if (_random.NextDouble() < free)
                (_lower[j], _upper[j], _columnDual[j]) = (double.NegativeInfinity, double.PositiveInfinity, 0.0);
        }
    }

    private void PlantRows()
    {
        for (var i = 0; i < Rows; i++)
        {
            for (var k = 0; k < 4; k++)
                _entries.Add((i, _random.Next(Columns), Math.Round(Uniform(-3.0, 3.0), 3)));
            if (_pattern == HardPattern.LargeCoefficients && i % 4 == 0)
                _entries.Add((i, _random.Next(Columns), Math.Pow(10, 2.0 * _severity)));
            for (var k = 0; _pattern == HardPattern.DenseColumns && k < _severity; k++)
                _entries.Add((i, k, Uniform(-1.0, 1.0)));
        }

        if (_pattern != HardPattern.RepeatedRows)
            return;
        var once = _entries.ToArray();
        for (var copy = 1; copy <= _severity; copy++)
        {
            foreach (var (row, column, value) in once)
                _entries.Add(((copy * Rows) + row, column, value));
        }

        _rows = (_severity + 1) * Rows;
    }

    private (double[] Lower, double[] Upper, double[] Dual) Sides(SparseMatrix a, double[] x, double[] scale)
    {
        var value = new double[_rows];
        a.Multiply(x, value);
        var (lower, upper, dual) = (new double[_rows], new double[_rows], new double[_rows]);
        var kinds = Enumerable.Range(0, Rows).Select(_ => _random.Next(4)).ToArray();
        for (var i = 0; i < _rows; i++)
        {
            var size = Uniform(0.1, 2.0) / scale[i];
            var slack = scale[i] * (_pattern == HardPattern.ThinInterior ? Math.Pow(10, -2.0 * _severity) : 1.0);
            (lower[i], upper[i], dual[i]) = kinds[i % Rows] switch
            {
                0 => (value[i], value[i], _random.Next(2) == 0 ? size : -size),
                1 => (value[i], double.PositiveInfinity, size),
                2 => (double.NegativeInfinity, value[i], -size),
                _ => (value[i] - slack, value[i] + slack, 0.0),
            };
        }

        return (lower, upper, dual);
    }

    private double[] Scales(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => _pattern == HardPattern.BadScaling ? Math.Pow(10, Math.Round(Uniform(-_severity, _severity))) : 1.0)];

    private static SparseMatrix Diagonal(double[] values)
    {
        var matrix = new SparseMatrixBuilder(values.Length, values.Length);
        for (var j = 0; j < values.Length; j++)
            matrix.Add(j, j, values[j]);
        return matrix.Build();
    }

    private double Uniform(double from, double to) => from + ((to - from) * _random.NextDouble());
}

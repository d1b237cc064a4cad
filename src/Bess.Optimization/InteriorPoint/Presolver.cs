using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Removes fixed columns, empty and free rows, and (as an option) rows with one entry, which become bounds.</summary>
/// <remarks>
/// E. D. Andersen, K. D. Andersen, Presolving in linear programming, Math. Programming 71 (1995), section 3; only the
/// reductions whose multipliers are recovered exactly.
/// </remarks>
internal sealed class Presolver
{
    private const double FixedWidth = 1e-11;
    private const double LeastSingleton = 1e-6;
    private const double LargestSingleton = 1e6;
    private readonly QuadraticProblem _problem;
    private readonly bool _removeSingletons;
    private readonly double _tolerance;
    private readonly SparseMatrix _byRow;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly int[] _lowerSource;
    private readonly int[] _upperSource;
    private readonly double[] _rowShift;
    private readonly int[] _entriesLeft;
    private readonly bool[] _rowRemoved;
    private readonly bool[] _columnFixed;
    private readonly double[] _fixedValue;
    private readonly List<ReductionStep> _steps = [];
    private readonly Queue<int> _rowsToLookAt = new();
    private readonly Queue<int> _columnsToLookAt = new();
    private Certificate? _infeasibility;

    private Presolver(QuadraticProblem problem, SolverOptions options)
    {
        int n = problem.VariableCount;
        int m = problem.RowCount;
        _problem = problem;
        _removeSingletons = options.Presolve;
        _tolerance = options.FeasibilityTolerance;
        _byRow = problem.Constraints.Transpose();
        _lower = problem.ColumnLower.ToArray();
        _upper = problem.ColumnUpper.ToArray();
        _lowerSource = new int[n];
        _upperSource = new int[n];
        Array.Fill(_lowerSource, Reduction.OwnBound);
        Array.Fill(_upperSource, Reduction.OwnBound);
        _rowShift = new double[m];
        _entriesLeft = new int[m];
        _rowRemoved = new bool[m];
        _columnFixed = new bool[n];
        _fixedValue = new double[n];
    }

    /// <summary>Reduces a problem.</summary>
    public static Reduction Reduce(QuadraticProblem problem, SolverOptions options)
    {
        var presolver = new Presolver(problem, options);
        presolver.Run();
        return presolver.Build();
    }

    private void Run()
    {
        for (int j = 0; j < _columnFixed.Length; j++) _columnsToLookAt.Enqueue(j);
        for (int i = 0; i < _rowRemoved.Length; i++)
        {
            for (int p = _byRow.ColumnPointers[i]; p < _byRow.ColumnPointers[i + 1]; p++)
            {
                if (_byRow.Values[p] != 0.0) _entriesLeft[i]++;
            }

            _rowsToLookAt.Enqueue(i);
        }

        while (_infeasibility is null && (_columnsToLookAt.Count > 0 || _rowsToLookAt.Count > 0))
        {
            if (_columnsToLookAt.TryDequeue(out int column)) LookAtColumn(column);
            else LookAtRow(_rowsToLookAt.Dequeue());
        }
    }

    private void LookAtColumn(int column)
    {
        if (_columnFixed[column]) return;
        double width = _upper[column] - _lower[column];
        if (double.IsPositiveInfinity(width)) return;
        double scale = 1.0 + Math.Abs(_lower[column]);
        if (width < -_tolerance * scale)
        {
            _infeasibility = CrossedColumn(column);
            return;
        }

        if (width > FixedWidth * scale) return;
        double value = _lower[column] + (0.5 * width);
        _columnFixed[column] = true;
        _fixedValue[column] = value;
        _steps.Add(new ReductionStep(Row: ReductionStep.None, column, 0.0));
        SparseMatrix a = _problem.Constraints;
        for (int p = a.ColumnPointers[column]; p < a.ColumnPointers[column + 1]; p++)
        {
            if (a.Values[p] == 0.0) continue;
            int row = a.RowIndices[p];
            _rowShift[row] += a.Values[p] * value;
            if (--_entriesLeft[row] <= 1) _rowsToLookAt.Enqueue(row);
        }
    }

    private void LookAtRow(int row)
    {
        if (_rowRemoved[row]) return;
        double lower = _problem.RowLower[row];
        double upper = _problem.RowUpper[row];
        if (lower - upper > _tolerance * (1.0 + Math.Abs(lower))) _infeasibility = new Certificate { CrossedRow = row };
        else if (double.IsInfinity(lower) && double.IsInfinity(upper)) _rowRemoved[row] = true;
        else if (_entriesLeft[row] == 0) LookAtEmptyRow(row);
        else if (_entriesLeft[row] == 1 && _removeSingletons) LookAtSingletonRow(row);
    }

    private void LookAtEmptyRow(int row)
    {
        double below = _problem.RowLower[row] - _rowShift[row];
        double above = _rowShift[row] - _problem.RowUpper[row];
        double allowed = _tolerance * (1.0 + Math.Abs(_rowShift[row]));
        _rowRemoved[row] = true;
        if (below <= allowed && above <= allowed) return;
        var multipliers = new double[_rowRemoved.Length];
        multipliers[row] = below > above ? 1.0 : -1.0;
        _infeasibility = new Certificate { RowMultipliers = multipliers };
    }

    private void LookAtSingletonRow(int row)
    {
        int p = _byRow.ColumnPointers[row];
        while (_columnFixed[_byRow.RowIndices[p]] || _byRow.Values[p] == 0.0) p++;
        int column = _byRow.RowIndices[p];
        double coefficient = _byRow.Values[p];
        if (Math.Abs(coefficient) is < LeastSingleton or > LargestSingleton) return;
        double first = (_problem.RowLower[row] - _rowShift[row]) / coefficient;
        double second = (_problem.RowUpper[row] - _rowShift[row]) / coefficient;
        var (lower, upper) = coefficient > 0.0 ? (first, second) : (second, first);
        _rowRemoved[row] = true;
        _steps.Add(new ReductionStep(row, column, coefficient));
        if (lower > _lower[column])
        {
            _lower[column] = lower;
            _lowerSource[column] = row;
        }

        if (upper < _upper[column])
        {
            _upper[column] = upper;
            _upperSource[column] = row;
        }

        _columnsToLookAt.Enqueue(column);
    }

    private Certificate CrossedColumn(int column)
    {
        bool own = _lowerSource[column] == Reduction.OwnBound && _upperSource[column] == Reduction.OwnBound;
        if (own) return new Certificate { CrossedColumn = column };
        var multipliers = new double[_rowRemoved.Length];
        foreach (ReductionStep step in _steps)
        {
            if (step.Column != column || step.Row == ReductionStep.None) continue;
            if (_lowerSource[column] == step.Row) multipliers[step.Row] += 1.0 / step.Coefficient;
            if (_upperSource[column] == step.Row) multipliers[step.Row] -= 1.0 / step.Coefficient;
        }

        return new Certificate { RowMultipliers = multipliers };
    }

    private Reduction Build()
    {
        int[] keptColumns = [.. Enumerable.Range(0, _columnFixed.Length).Where(j => !_columnFixed[j])];
        int[] keptRows = [.. Enumerable.Range(0, _rowRemoved.Length).Where(i => !_rowRemoved[i])];
        return new Reduction(_problem, _steps, _lowerSource, _upperSource)
        {
            KeptColumns = keptColumns,
            KeptRows = keptRows,
            FixedValue = _fixedValue,
            Infeasibility = _infeasibility,
            Problem = _infeasibility is null ? BuildProblem(keptColumns, keptRows) : null,
        };
    }

    private QuadraticProblem BuildProblem(int[] keptColumns, int[] keptRows)
    {
        if (keptColumns.Length == _columnFixed.Length && keptRows.Length == _rowRemoved.Length && _steps.Count == 0
            && (_problem.Quadratic is null || HasNonZero(_problem.Quadratic)))
        {
            return _problem;
        }

        var gradient = _problem.Linear.ToArray();
        double constant = _problem.Evaluate(_fixedValue);
        _problem.Quadratic?.MultiplySymmetric(_fixedValue, gradient, 1.0, 1.0);
        SparseMatrix? quadratic = _problem.Quadratic is null ? null : Select(_problem.Quadratic, keptColumns, keptColumns);
        if (quadratic is not null && !HasNonZero(quadratic)) quadratic = null;
        return new QuadraticProblem(
            quadratic,
            [.. keptColumns.Select(j => gradient[j])],
            Select(_problem.Constraints, keptRows, keptColumns),
            [.. keptRows.Select(i => _problem.RowLower[i] - _rowShift[i])],
            [.. keptRows.Select(i => _problem.RowUpper[i] - _rowShift[i])],
            [.. keptColumns.Select(j => _lower[j])],
            [.. keptColumns.Select(j => _upper[j])],
            constant);
    }

    private static bool HasNonZero(SparseMatrix matrix) => matrix.Values.IndexOfAnyExcept(0.0) >= 0;

    private static SparseMatrix Select(SparseMatrix matrix, int[] rows, int[] columns)
    {
        var newRow = new int[matrix.RowCount];
        Array.Fill(newRow, -1);
        for (int i = 0; i < rows.Length; i++) newRow[rows[i]] = i;
        var pointers = new int[columns.Length + 1];
        var rowIndices = new List<int>(matrix.NonZeroCount);
        var values = new List<double>(matrix.NonZeroCount);
        for (int j = 0; j < columns.Length; j++)
        {
            for (int p = matrix.ColumnPointers[columns[j]]; p < matrix.ColumnPointers[columns[j] + 1]; p++)
            {
                int row = newRow[matrix.RowIndices[p]];
                if (row < 0 || matrix.Values[p] == 0.0) continue;
                rowIndices.Add(row);
                values.Add(matrix.Values[p]);
            }

            pointers[j + 1] = rowIndices.Count;
        }

        return SparseMatrix.FromTrusted(rows.Length, columns.Length, pointers, [.. rowIndices], [.. values]);
    }
}

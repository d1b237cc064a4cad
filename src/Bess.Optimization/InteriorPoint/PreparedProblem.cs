using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>A family of problems with one pattern of P and A: ordered and analysed once, solved many times.</summary>
/// <remarks>
/// q, bounds, the constant and the values of P and A may differ from solve to solve; bounds may become infinite or equal (a
/// fixed column leaves the linear system by itself). There is no presolve. Work arrays are reused, so this object serves
/// one thread at a time; results own their vectors. Made by <see cref="InteriorPointSolver.Prepare"/>.
/// </remarks>
public sealed class PreparedProblem
{
    private readonly QuadraticProblem _pattern;
    private readonly InteriorPointRun _run;
    private QuadraticProblem _lastChecked;

    internal PreparedProblem(QuadraticProblem pattern)
    {
        _pattern = pattern;
        _lastChecked = pattern;
        var options = new SolverOptions();
        _run = new InteriorPointRun(pattern, options, new RunClock(options, CancellationToken.None));
    }

    /// <summary>Solves a problem of the family.</summary>
    /// <param name="sameShape">Patterns of P and A as in the prepared problem; sharing the matrices themselves is fastest.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults. <see cref="SolverOptions.Presolve"/> has no effect.</param>
    /// <param name="cancellationToken">Ends the run early with <see cref="SolveStatus.Cancelled"/>; nothing is thrown.</param>
    /// <returns>Status, point, multipliers and report, as from <see cref="InteriorPointSolver.Solve"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sameShape"/> is missing.</exception>
    /// <exception cref="ArgumentException">The pattern of P or A differs, or an option is out of range.</exception>
    public SolveResult Solve(QuadraticProblem sameShape, SolverOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sameShape);
        options ??= new SolverOptions();
        options.Validate();
        options.WarmStart?.Require(sameShape.VariableCount, sameShape.RowCount);
        RequirePattern(sameShape);
        var clock = new RunClock(options, cancellationToken);
        if (CrossedBounds(sameShape, options.FeasibilityTolerance) is { } crossed)
        {
            return InteriorPointSolver.Compose(
                sameShape,
                SolveStatus.PrimalInfeasible,
                new double[sameShape.VariableCount],
                new double[sameShape.RowCount],
                new double[sameShape.VariableCount],
                clock,
                crossed);
        }

        SolveStatus status = _run.Run(sameShape, options, clock);
        Certificate? certificate = _run.Certificate;
        if (status is SolveStatus.NumericalTrouble) (status, certificate) = InteriorPointSolver.LookForProof(sameShape, status, options, clock);
        return _run.Compose(status, certificate);
    }

    private void RequirePattern(QuadraticProblem problem)
    {
        RequirePattern("A", _pattern.Constraints, problem.Constraints, _lastChecked.Constraints);
        if (_pattern.Quadratic is null != problem.Quadratic is null)
        {
            throw new ArgumentException(
                $"P: expected {(_pattern.Quadratic is null ? "none" : "one")}, as in the prepared problem.", nameof(problem));
        }

        if (_pattern.Quadratic is not null) RequirePattern("P", _pattern.Quadratic, problem.Quadratic!, _lastChecked.Quadratic!);
        _lastChecked = problem;
    }

    private static void RequirePattern(string name, SparseMatrix expected, SparseMatrix actual, SparseMatrix known)
    {
        if (ReferenceEquals(actual, known) || ReferenceEquals(actual, expected)) return;
        if (expected.RowCount != actual.RowCount || !expected.ColumnPointers.SequenceEqual(actual.ColumnPointers)
            || !expected.RowIndices.SequenceEqual(actual.RowIndices))
        {
            throw new ArgumentException(
                $"{name}: expected the pattern of the prepared problem ({expected.RowCount} x {expected.ColumnCount}, {expected.NonZeroCount} "
                + $"entries), got another ({actual.RowCount} x {actual.ColumnCount}, {actual.NonZeroCount} entries).",
                name);
        }
    }

    private static Certificate? CrossedBounds(QuadraticProblem problem, double tolerance)
    {
        if (FirstCrossed(problem.RowLower, problem.RowUpper, tolerance) is { } row) return new Certificate { CrossedRow = row };
        return FirstCrossed(problem.ColumnLower, problem.ColumnUpper, tolerance) is { } column
            ? new Certificate { CrossedColumn = column }
            : null;
    }

    private static int? FirstCrossed(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double tolerance)
    {
        for (int k = 0; k < lower.Length; k++)
        {
            if (lower[k] - upper[k] > tolerance * (1.0 + Math.Abs(lower[k]))) return k;
        }

        return null;
    }
}

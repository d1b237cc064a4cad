using Bess.Optimization.InteriorPoint;
using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Native.Highs;

/// <summary>HiGHS 1.x, if its library is on this machine: simplex and interior point for linear, active set for quadratic programs.</summary>
/// <remarks>
/// Runs on one thread. An iteration limit counts interior-point iterations as they are and <see cref="IterationsPerUnit"/> simplex or
/// active-set iterations as one. Cancellation is seen within linear solves, not within quadratic ones. A problem without columns goes to
/// the managed solver. Methods: Huangfu, Hall, Math. Prog. Comp. 10 (2018); Schork, Gondzio, Math. Prog. Comp. 12 (2020).
/// </remarks>
public sealed class HighsSolver : IQuadraticSolver
{
    /// <summary>Environment variable that may name the library's file.</summary>
    public const string LibraryVariable = "BESS_HIGHS_LIBRARY";

    /// <summary>Simplex or active-set iterations that count as one of <see cref="SolverOptions.IterationLimit"/>.</summary>
    public const int IterationsPerUnit = 1000;

    private HighsSolver(NativeLibraryStatus library) => Library = library;

    /// <summary>Gets which library is used.</summary>
    public NativeLibraryStatus Library { get; }

    /// <summary>Gets the method for linear programs.</summary>
    /// <value>Default <see cref="HighsMethod.Choose"/>.</value>
    public HighsMethod Method { get; init; } = HighsMethod.Choose;

    /// <summary>Finds the library.</summary>
    /// <param name="status">What was found, or why there is none.</param>
    /// <param name="libraryPath">The library's file; <see langword="null"/> to take <see cref="LibraryVariable"/> or look by name.</param>
    /// <param name="method">The method for linear programs.</param>
    /// <returns>A solver, or <see langword="null"/> when the library is not available.</returns>
    public static HighsSolver? TryCreate(out NativeLibraryStatus status, string? libraryPath = null, HighsMethod method = HighsMethod.Choose)
    {
        status = HighsLibrary.Load(libraryPath);
        return status.IsAvailable ? new HighsSolver(status) { Method = method } : null;
    }

    /// <inheritdoc />
    public SolveResult Solve(QuadraticProblem problem, SolverOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        options ??= new SolverOptions();
        options.Validate();
        var clock = new NativeClock(options, cancellationToken);
        if (problem.VariableCount == 0) return new InteriorPointSolver().Solve(problem, options, cancellationToken);
        if (NativeAnswer.Crossed(problem) is { } crossed)
            return NativeAnswer.Untouched(problem, options, SolveStatus.PrimalInfeasible, clock.Seconds) with { Certificate = crossed };
        if (clock.Interruption() is null && options.IterationLimit == 0) return NativeAnswer.Untouched(problem, options, SolveStatus.IterationLimit, clock.Seconds);
        SolveResult result = Solve(problem, problem, options, clock, cancellationToken);
        // 1.15 has trouble with quadratic problems without rows that it does not have once there is one.
        bool again = result.Status == SolveStatus.NumericalTrouble && problem.Quadratic is not null && problem.RowCount == 0;
        return again ? Solve(problem, WithARow(problem), options, clock, cancellationToken) : result;
    }

    private SolveResult Solve(
        QuadraticProblem problem, QuadraticProblem passed, SolverOptions options, NativeClock clock, CancellationToken cancellationToken)
    {
        if (clock.Interruption() is { } interruption) return NativeAnswer.Untouched(problem, options, interruption, clock.Seconds);
        using var run = new HighsRun(passed, cancellationToken);
        if (!run.TrySetUp(options, Method, clock.SecondsLeft)) return NativeAnswer.Untouched(problem, options, SolveStatus.NumericalTrouble, clock.Seconds);
        bool hasRun = run.Run();
        return Answer(problem, options, run, hasRun, clock, cancellationToken);
    }

    private static SolveResult Answer(
        QuadraticProblem problem, SolverOptions options, HighsRun run, bool hasRun, NativeClock clock, CancellationToken cancellationToken)
    {
        SolveStatus claim = run.Status switch
        {
            HighsStatus.Optimal or HighsStatus.Empty => SolveStatus.Solved,
            HighsStatus.TimeLimit => SolveStatus.TimeLimit,
            HighsStatus.IterationLimit => SolveStatus.IterationLimit,
            HighsStatus.Interrupted => SolveStatus.Cancelled,
            HighsStatus.Infeasible => SolveStatus.PrimalInfeasible,
            HighsStatus.Unbounded or HighsStatus.UnboundedOrInfeasible => SolveStatus.DualInfeasible,
            _ => SolveStatus.NumericalTrouble,
        };
        if (!hasRun && claim == SolveStatus.Solved) claim = SolveStatus.NumericalTrouble;
        var primal = new double[problem.VariableCount];
        var columnDuals = new double[problem.VariableCount];
        var rowDuals = new double[run.RowCount];
        // The library's signs are ours: P x + q − Aᵀ y − z = 0.
        run.CopySolution(primal, columnDuals, rowDuals);
        SolveResult point = NativeAnswer.Of(problem, options, claim, primal, rowDuals[..problem.RowCount], columnDuals, run.Iterations, clock.Seconds);
        if (claim is not (SolveStatus.PrimalInfeasible or SolveStatus.DualInfeasible)) return point;
        SolveResult result = NativeAnswer.Infeasible(point, Proofs(problem, run), problem, options, cancellationToken);
        return result with { Report = result.Report with { Seconds = clock.Seconds } };
    }

    private static IEnumerable<(SolveStatus Status, Certificate Certificate)> Proofs(QuadraticProblem problem, HighsRun run)
    {
        if (run.Status != HighsStatus.Unbounded && run.RowCount == problem.RowCount && run.DualRay() is { } dual)
        {
            yield return (SolveStatus.PrimalInfeasible, NativeAnswer.Farkas(problem, dual));
            yield return (SolveStatus.PrimalInfeasible, NativeAnswer.Farkas(problem, [.. dual.Select(value => -value)]));
        }

        if (run.Status != HighsStatus.Infeasible && run.PrimalRay() is { } primal)
            yield return (SolveStatus.DualInfeasible, NativeAnswer.Recession(problem, primal));
    }

    /// <summary>The problem with a free row of one entry instead of none.</summary>
    private static QuadraticProblem WithARow(QuadraticProblem problem)
    {
        var builder = new SparseMatrixBuilder(1, problem.VariableCount);
        builder.Add(0, 0, 1.0);
        return new QuadraticProblem(
            problem.Quadratic, problem.Linear.ToArray(), builder.Build(), [double.NegativeInfinity], [double.PositiveInfinity],
            problem.ColumnLower.ToArray(), problem.ColumnUpper.ToArray(), problem.Constant);
    }
}

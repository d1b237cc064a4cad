using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Native.Osqp;

/// <summary>The operator splitting solver OSQP 1.x, if its library is on this machine.</summary>
/// <remarks>
/// The library is called with polishing, tolerances as asked, and, where its answer is not accurate by our own measure, again with tighter
/// ones. Its iterations are cheap: the iteration limit of the options counts <see cref="IterationsPerUnit"/> of them each, and is looked at, like
/// cancellation, between parts of the run. A problem without columns goes to the managed solver. Not used from several threads on one
/// instance's problem: each call has a workspace of its own. Method: Stellato, Banjac, Goulart, Bemporad, Boyd, Math. Prog. Comp. 12 (2020).
/// </remarks>
public sealed class OsqpSolver : IQuadraticSolver
{
    /// <summary>Environment variable that may name the library's file.</summary>
    public const string LibraryVariable = "BESS_OSQP_LIBRARY";

    /// <summary>Iterations of the library that count as one of <see cref="SolverOptions.IterationLimit"/>.</summary>
    public const int IterationsPerUnit = 500;

    private const int PartLength = 2000;
    private const int MostTightenings = 3;
    private const double Tightening = 0.05;
    private const double LeastTolerance = 1e-14;

    private OsqpSolver(NativeLibraryStatus library) => Library = library;

    /// <summary>Gets which library is used.</summary>
    public NativeLibraryStatus Library { get; }

    /// <summary>Finds the library.</summary>
    /// <param name="status">What was found, or why there is none.</param>
    /// <param name="libraryPath">The library's file; <see langword="null"/> to take <see cref="LibraryVariable"/> or look by name.</param>
    /// <returns>A solver, or <see langword="null"/> when the library is not available.</returns>
    public static OsqpSolver? TryCreate(out NativeLibraryStatus status, string? libraryPath = null)
    {
        status = OsqpLibrary.Load(libraryPath);
        return status.IsAvailable ? new OsqpSolver(status) : null;
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
        if (clock.Interruption() is { } early) return NativeAnswer.Untouched(problem, options, early, clock.Seconds);
        if (options.IterationLimit == 0) return NativeAnswer.Untouched(problem, options, SolveStatus.IterationLimit, clock.Seconds);
        var stacked = new OsqpProblem(problem);
        using IOsqpRun run = OsqpLibrary.HasLongIntegers ? new OsqpRun<long>(stacked) : new OsqpRun<int>(stacked);
        return run.TrySetUp()
            ? new OsqpIteration(problem, stacked, run, options, clock, cancellationToken).Run()
            : NativeAnswer.Untouched(problem, options, SolveStatus.NumericalTrouble, clock.Seconds);
    }

    /// <summary>Runs a workspace part by part until it has an answer that is true by our measure, or a limit comes.</summary>
    private sealed class OsqpIteration(
        QuadraticProblem problem, OsqpProblem stacked, IOsqpRun run, SolverOptions options, NativeClock clock, CancellationToken cancellationToken)
    {
        private readonly long _iterationLimit = (long)options.IterationLimit * IterationsPerUnit;
        private long _iterations;

        public SolveResult Run()
        {
            double tolerance = Math.Min(options.FeasibilityTolerance, options.GapTolerance);
            SolveResult? best = null;
            for (int round = 0; round <= MostTightenings; round++)
            {
                SolveStatus claim = RunTo(Math.Max(LeastTolerance, tolerance));
                if (claim is SolveStatus.PrimalInfeasible or SolveStatus.DualInfeasible) return Infeasible(claim);
                SolveResult now = Point(claim);
                if (claim == SolveStatus.NumericalTrouble) return best ?? now;
                if (best is null || Worst(now) < Worst(best)) best = now;
                if (claim != SolveStatus.Solved || now.Status == SolveStatus.Solved) break;
                tolerance *= Tightening;
            }

            return best!;
        }

        /// <summary>Iterates until the library claims something or a limit comes.</summary>
        private SolveStatus RunTo(double tolerance)
        {
            while (true)
            {
                if (clock.Interruption() is { } interruption) return interruption;
                long left = _iterationLimit - _iterations;
                if (left <= 0) return SolveStatus.IterationLimit;
                double seconds = Math.Clamp(clock.SecondsLeft, 1e-6, 1e10);
                if (!run.Solve(tolerance, options.CertificateTolerance, (int)Math.Min(left, PartLength), seconds)) return SolveStatus.NumericalTrouble;
                _iterations += run.Iterations;
                switch (run.Status)
                {
                    case OsqpStatus.Solved:
                        return SolveStatus.Solved;
                    case OsqpStatus.PrimalInfeasible:
                        return SolveStatus.PrimalInfeasible;
                    case OsqpStatus.DualInfeasible:
                        return SolveStatus.DualInfeasible;
                    case OsqpStatus.NotConvex or OsqpStatus.Interrupted or OsqpStatus.Unsolved:
                        return SolveStatus.NumericalTrouble;
                    default:
                        // A part has ended (an inaccurate status is one, too): look at the limits and go on.
                        break;
                }
            }
        }

        private SolveResult Point(SolveStatus claim)
        {
            var primal = new double[problem.VariableCount];
            var dual = new double[stacked.Lower.Length];
            run.CopyPoint(primal, dual);
            // The library has P x + q + Aᵀ y = 0.
            var columnDuals = new double[problem.VariableCount];
            for (int k = 0; k < stacked.BoundedColumns.Length; k++) columnDuals[stacked.BoundedColumns[k]] = -dual[problem.RowCount + k];
            double[] rowDuals = [.. dual.AsSpan(0, problem.RowCount)];
            for (int i = 0; i < rowDuals.Length; i++) rowDuals[i] = -rowDuals[i];
            return NativeAnswer.Of(problem, options, claim, primal, rowDuals, columnDuals, (int)_iterations, clock.Seconds);
        }

        private SolveResult Infeasible(SolveStatus claim)
        {
            SolveResult point = NativeAnswer.Untouched(problem, options, claim, clock.Seconds);
            point = point with { Report = point.Report with { Iterations = (int)_iterations } };
            Certificate certificate = claim == SolveStatus.PrimalInfeasible
                ? NativeAnswer.Farkas(problem, [.. run.PrimalProof().Take(problem.RowCount).Select(value => -value)])
                : NativeAnswer.Recession(problem, run.DualProof());
            SolveResult result = NativeAnswer.Infeasible(point, [(claim, certificate)], problem, options, cancellationToken);
            return result with { Report = result.Report with { Seconds = clock.Seconds } };
        }

        private static double Worst(SolveResult result)
            => Math.Max(result.Report.RelativeGap, Math.Max(result.Report.RelativePrimalResidual, result.Report.RelativeDualResidual));
    }
}

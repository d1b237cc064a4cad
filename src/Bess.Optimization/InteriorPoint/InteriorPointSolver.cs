using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>General sparse primal-dual interior point solver for convex quadratic and linear programs.</summary>
/// <remarks>
/// Light presolve, Ruiz equilibration, Mehrotra's predictor-corrector on the regularised quasi-definite KKT system, L D Lᵀ
/// with minimum degree ordering. Holds no state: one instance may serve many threads; a run itself uses one thread
/// and gives the same bits every time. See the project's README for the references. When the iteration ends without an answer, auxiliary linear programs look for a proof of infeasibility.
/// </remarks>
public sealed class InteriorPointSolver : IQuadraticSolver
{
    /// <inheritdoc />
    public SolveResult Solve(QuadraticProblem problem, SolverOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        options ??= new SolverOptions();
        options.Validate();
        options.WarmStart?.Require(problem.VariableCount, problem.RowCount);
        var clock = new RunClock(options, cancellationToken);
        Reduction reduction = Presolver.Reduce(problem, options);
        if (reduction.Problem is not { } reduced) return InfeasibleAtOnce(problem, reduction, options, clock);

        if (options.WarmStart is { } start) options = options with { WarmStart = reduction.Reduce(start) };
        var run = new InteriorPointRun(reduced, options, clock);
        SolveStatus status = run.Run();
        Certificate? certificate = run.Certificate;
        if (status is SolveStatus.NumericalTrouble) (status, certificate) = LookForProof(reduced, status, options, clock);
        var primal = reduction.RestorePrimal(run.BestPrimal);
        var rowDuals = reduction.ScatterRows(run.BestRowDuals);
        var columnDuals = new double[problem.VariableCount];
        for (int k = 0; k < reduction.KeptColumns.Length; k++) columnDuals[reduction.KeptColumns[k]] = run.BestColumnDuals[k];
        var gradient = problem.Linear.ToArray();
        problem.Quadratic?.MultiplySymmetric(primal, gradient, 1.0, 1.0);
        reduction.RestoreDuals(gradient, rowDuals, columnDuals);
        if (certificate is not null) certificate = RestoreCertificate(problem, reduction, certificate, options);
        SolveResult result = Compose(problem, status, primal, rowDuals, columnDuals, clock, certificate);
        return result with { Report = Describe(result.Report, problem, reduction, run) };
    }

    /// <summary>Orders and analyses a problem once, for many solves of problems with the same patterns of P and A.</summary>
    /// <param name="problem">Any problem of the family; only the patterns count.</param>
    /// <returns>The prepared problem, for one thread at a time.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="problem"/> is missing.</exception>
    public static PreparedProblem Prepare(QuadraticProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new PreparedProblem(problem);
    }

    private static SolveReport Describe(SolveReport report, QuadraticProblem problem, Reduction reduction, InteriorPointRun run)
        => report with
        {
            FactorNonZeroCount = run.FactorNonZeroCount,
            RemovedRowCount = problem.RowCount - reduction.KeptRows.Length,
            RemovedColumnCount = problem.VariableCount - reduction.KeptColumns.Length,
            Log = run.Log,
        };

    private static SolveResult InfeasibleAtOnce(QuadraticProblem problem, Reduction reduction, SolverOptions options, RunClock clock)
    {
        Certificate certificate = reduction.Infeasibility!;
        if (certificate.RowMultipliers.Length > 0)
            certificate = CompleteProof(problem, reduction, certificate.RowMultipliers, options) ?? certificate;
        return Compose(
            problem,
            SolveStatus.PrimalInfeasible,
            reduction.FixedValue,
            new double[problem.RowCount],
            new double[problem.VariableCount],
            clock,
            certificate);
    }

    /// <summary>Runs the auxiliary programs after a run without an answer.</summary>
    internal static (SolveStatus Status, Certificate? Certificate) LookForProof(
        QuadraticProblem problem, SolveStatus status, SolverOptions options, RunClock clock)
    {
        var certifier = new Certifier(problem, options.CertificateTolerance);
        var quiet = options with { RecordIterations = false, WarmStart = null };
        var violation = new InteriorPointRun(InfeasibilitySearch.LeastViolation(problem), quiet, clock);
        violation.Run();
        if (certifier.TryPrimalInfeasible(violation.BestRowDuals) is { } primalProof) return (SolveStatus.PrimalInfeasible, primalProof);
        if (clock.Interruption() is not null) return (status, null);
        QuadraticProblem recession = InfeasibilitySearch.SteepestRecession(problem);
        Reduction reduction = Presolver.Reduce(recession, quiet);
        if (reduction.Problem is null) return (status, null);
        var descent = new InteriorPointRun(reduction.Problem, quiet, clock);
        descent.Run();
        return certifier.TryDualInfeasible(reduction.RestorePrimal(descent.BestPrimal)) is { } dualProof
            ? (SolveStatus.DualInfeasible, dualProof)
            : (status, null);
    }

    private static Certificate RestoreCertificate(
        QuadraticProblem problem, Reduction reduction, Certificate certificate, SolverOptions options)
    {
        if (certificate.Direction.Length > 0)
            return new Certificate { Direction = reduction.RestorePrimal(certificate.Direction, isDirection: true) };
        var y = reduction.ScatterRows(certificate.RowMultipliers);
        return CompleteProof(problem, reduction, y, options) ?? new Certificate
        {
            RowMultipliers = y,
            ColumnMultipliers = reduction.RestorePrimal(certificate.ColumnMultipliers, isDirection: true),
        };
    }

    private static Certificate? CompleteProof(QuadraticProblem problem, Reduction reduction, double[] y, SolverOptions options)
    {
        var z = new double[problem.VariableCount];
        problem.Constraints.MultiplyTransposed(y, z, -1.0);
        reduction.RestoreDuals(new double[problem.VariableCount], y, z);
        return new Certifier(problem, options.CertificateTolerance).TryPrimalInfeasible(y);
    }

    internal static SolveResult Compose(
        QuadraticProblem problem,
        SolveStatus status,
        double[] primal,
        double[] rowDuals,
        double[] columnDuals,
        RunClock clock,
        Certificate? certificate,
        PointMeter? meter = null)
    {
        meter ??= new PointMeter(problem.VariableCount, problem.RowCount);
        PointMeasure measure = meter.Measure(problem, primal, rowDuals, columnDuals);
        return new SolveResult
        {
            Status = status,
            Primal = primal,
            RowDuals = rowDuals,
            ColumnDuals = columnDuals,
            PrimalObjective = measure.PrimalObjective,
            DualObjective = measure.DualObjective,
            Certificate = certificate,
            Report = new SolveReport
            {
                Iterations = clock.Iterations,
                Seconds = clock.Elapsed.TotalSeconds,
                PrimalResidual = measure.PrimalResidual,
                DualResidual = measure.DualResidual,
                Gap = measure.Gap,
                RelativePrimalResidual = measure.RelativePrimalResidual,
                RelativeDualResidual = measure.RelativeDualResidual,
                RelativeGap = measure.RelativeGap,
            },
        };
    }
}

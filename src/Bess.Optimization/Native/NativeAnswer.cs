using Bess.Optimization.Diagnostics;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Native;

/// <summary>Turns what a native library claims into a result that is true by our own measure.</summary>
/// <remarks>
/// Libraries measure residuals in other norms. So "optimal" becomes <see cref="SolveStatus.Solved"/> only when the residuals of
/// <see cref="KktCheck"/> are within the asked tolerances, else <see cref="SolveStatus.AlmostSolved"/> or
/// <see cref="SolveStatus.NumericalTrouble"/>. A claim of infeasibility needs a certificate that passes the same check; when the library
/// gives none (a presolve that finds the contradiction leaves no ray), the managed solver is asked for one; without any the status is
/// <see cref="SolveStatus.NumericalTrouble"/>.
/// </remarks>
internal static class NativeAnswer
{
    /// <summary>A point with its residuals and the status that they allow.</summary>
    public static SolveResult Of(
        QuadraticProblem problem, SolverOptions options, SolveStatus claim, double[] primal, double[] rowDuals, double[] columnDuals, int iterations, double seconds)
    {
        Clean(problem, primal, rowDuals, columnDuals);
        var result = new SolveResult
        {
            Status = SolveStatus.NumericalTrouble,
            Primal = primal,
            RowDuals = rowDuals,
            ColumnDuals = columnDuals,
            PrimalObjective = 0.0,
            DualObjective = 0.0,
            Report = new SolveReport(),
        };
        KktReport check = KktCheck.Check(problem, result);
        double excess = Math.Max(
            Math.Max(check.RelativePrimalResidual, Math.Max(check.RelativeDualResidual, check.SignResidual)) / options.FeasibilityTolerance,
            Math.Max(check.RelativeGap, check.RelativeComplementarity) / options.GapTolerance);
        return result with
        {
            Status = claim != SolveStatus.Solved ? claim
                : excess <= 1.0 ? SolveStatus.Solved
                : excess <= options.AlmostSolvedFactor ? SolveStatus.AlmostSolved : SolveStatus.NumericalTrouble,
            PrimalObjective = check.PrimalObjective,
            DualObjective = check.DualObjective,
            Report = new SolveReport
            {
                Iterations = iterations,
                Seconds = seconds,
                PrimalResidual = check.PrimalResidual,
                DualResidual = check.DualResidual,
                Gap = check.Gap,
                RelativePrimalResidual = check.RelativePrimalResidual,
                RelativeDualResidual = Math.Max(check.RelativeDualResidual, check.SignResidual),
                RelativeGap = check.RelativeGap,
            },
        };
    }

    /// <summary>The point from which nothing was done: zero, moved into the bounds.</summary>
    public static SolveResult Untouched(QuadraticProblem problem, SolverOptions options, SolveStatus status, double seconds)
        => Of(problem, options, status, new double[problem.VariableCount], new double[problem.RowCount], new double[problem.VariableCount], 0, seconds);

    /// <summary>An infeasible status with a certificate that holds, or numerical trouble.</summary>
    /// <param name="point">The last point with its report.</param>
    /// <param name="candidates">What the library offers as proofs.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Ends the managed search.</param>
    public static SolveResult Infeasible(
        SolveResult point, IEnumerable<(SolveStatus Status, Certificate Certificate)> candidates, QuadraticProblem problem, SolverOptions options, CancellationToken cancellationToken)
    {
        foreach (var (status, certificate) in candidates)
        {
            SolveResult claimed = point with { Status = status, Certificate = certificate };
            if (KktCheck.Check(problem, claimed, options.CertificateTolerance).IsAccepted) return claimed;
        }

        SolveResult managed = new InteriorPointSolver().Solve(problem, options with { RecordIterations = false }, cancellationToken);
        bool isProved = managed.Status is SolveStatus.PrimalInfeasible or SolveStatus.DualInfeasible;
        return isProved ? point with { Status = managed.Status, Certificate = managed.Certificate } : point with { Status = SolveStatus.NumericalTrouble };
    }

    /// <summary>The proof by row multipliers: z = −Aᵀ y, multipliers that meet no bound left out, scaled to prove 1.</summary>
    public static Certificate Farkas(QuadraticProblem problem, double[] rowMultipliers)
    {
        double[] y = [.. rowMultipliers];
        for (int i = 0; i < y.Length; i++) y[i] = Meeting(y[i], problem.RowLower[i], problem.RowUpper[i]);
        var z = new double[problem.VariableCount];
        problem.Constraints.MultiplyTransposed(y, z, -1.0);
        double proved = 0.0;
        for (int i = 0; i < y.Length; i++) proved += Term(y[i], problem.RowLower[i], problem.RowUpper[i]);
        for (int j = 0; j < z.Length; j++)
        {
            z[j] = Meeting(z[j], problem.ColumnLower[j], problem.ColumnUpper[j]);
            proved += Term(z[j], problem.ColumnLower[j], problem.ColumnUpper[j]);
        }

        return new Certificate { RowMultipliers = Scaled(y, proved), ColumnMultipliers = Scaled(z, proved) };
    }

    /// <summary>The proof by a direction, scaled to a slope of −1.</summary>
    public static Certificate Recession(QuadraticProblem problem, double[] direction)
    {
        double slope = 0.0;
        for (int j = 0; j < direction.Length; j++) slope += problem.Linear[j] * direction[j];
        return new Certificate { Direction = Scaled(direction, -slope) };
    }

    /// <summary>Index of a crossed pair of bounds as a proof; null when there is none. Libraries refuse such data outright.</summary>
    public static Certificate? Crossed(QuadraticProblem problem)
    {
        for (int i = 0; i < problem.RowCount; i++)
        {
            if (problem.RowLower[i] > problem.RowUpper[i]) return new Certificate { CrossedRow = i };
        }

        for (int j = 0; j < problem.VariableCount; j++)
        {
            if (problem.ColumnLower[j] > problem.ColumnUpper[j]) return new Certificate { CrossedColumn = j };
        }

        return null;
    }

    private static void Clean(QuadraticProblem problem, double[] primal, double[] rowDuals, double[] columnDuals)
    {
        for (int j = 0; j < primal.Length; j++)
        {
            double value = double.IsFinite(primal[j]) ? primal[j] : 0.0;
            // Not Math.Clamp: crossed bounds are no error here.
            primal[j] = Math.Max(problem.ColumnLower[j], Math.Min(problem.ColumnUpper[j], value));
            columnDuals[j] = Meeting(columnDuals[j], problem.ColumnLower[j], problem.ColumnUpper[j]);
        }

        for (int i = 0; i < rowDuals.Length; i++) rowDuals[i] = Meeting(rowDuals[i], problem.RowLower[i], problem.RowUpper[i]);
    }

    // What is left out here shows in the dual residual.
    private static double Meeting(double multiplier, double lower, double upper)
        => double.IsFinite(multiplier) && double.IsFinite(multiplier > 0.0 ? lower : upper) ? multiplier : 0.0;

    private static double Term(double multiplier, double lower, double upper)
        => multiplier == 0.0 ? 0.0 : multiplier * (multiplier > 0.0 ? lower : upper);

    private static double[] Scaled(double[] vector, double by) => by == 0.0 ? vector : [.. vector.Select(value => value / by)];
}

using Bess.Optimization.Diagnostics;
using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>Judges a mixed-integer answer by the problem alone: bounds, rows, integrality, objective and what is said of the gap.</summary>
/// <remarks>The bound itself is not proved again; that it lies on the right side of the objective is.</remarks>
public static class IntegerCheck
{
    private const double OptimalGap = 1e-9;

    /// <summary>Checks a result against its problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="result">The answer to judge.</param>
    /// <param name="tolerance">Largest relative residual and distance from an integer [–] accepted; default 1e-6.</param>
    /// <returns>All residuals, and the faults.</returns>
    /// <exception cref="ArgumentNullException">An argument is missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is not above 0.</exception>
    public static IntegerReport Check(MixedIntegerProblem problem, BranchAndBoundResult result, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(result);
        var faults = new List<string>();
        IntegerReport report = result.Primal is null ? new IntegerReport() : CheckPoint(problem, result.Primal, tolerance);
        faults.AddRange(report.Faults);
        bool needsPoint = result.Status is BranchAndBoundStatus.Optimal or BranchAndBoundStatus.GapLimit or BranchAndBoundStatus.Unbounded;
        if (needsPoint && result.Primal is null) faults.Add($"{result.Status} without a point");
        if (result.Status == BranchAndBoundStatus.Infeasible && result.Primal is not null) faults.Add("infeasible with a point");
        if (double.IsNaN(result.Bound)) faults.Add("bound is NaN");
        if (result.Primal is null) return report with { Faults = faults };
        double scale = Math.Max(1.0, Math.Abs(report.Objective));
        if (!(Math.Abs(result.Objective - report.Objective) <= tolerance * scale))
            faults.Add($"objective {result.Objective} differs from the recomputed {report.Objective}");
        if (!(result.Bound <= report.Objective + (tolerance * scale)))
            faults.Add($"bound {result.Bound} exceeds the objective {report.Objective}");
        if (result.Status == BranchAndBoundStatus.Optimal && !(report.Objective - result.Bound <= OptimalGap * 1.01 * scale))
            faults.Add($"optimal with a gap of {(report.Objective - result.Bound) / scale:E2}");
        return report with { Faults = faults };
    }

    /// <summary>Checks that a point satisfies bounds, rows and integrality.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="x">The point.</param>
    /// <param name="tolerance">Largest relative residual and distance from an integer [–] accepted; default 1e-6.</param>
    /// <returns>All residuals, and the faults.</returns>
    /// <exception cref="ArgumentNullException">An argument is missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is not above 0.</exception>
    public static IntegerReport CheckPoint(MixedIntegerProblem problem, double[] x, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(x);
        if (!(tolerance > 0.0)) throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "Expected a tolerance above 0.");
        QuadraticProblem relaxation = problem.Relaxation;
        if (x.Length != relaxation.VariableCount)
            return new IntegerReport { Faults = [$"point: expected length {relaxation.VariableCount}, got {x.Length}"] };
        KktReport kkt = KktCheck.Check(relaxation, AsResult(relaxation, x), tolerance);
        double integrality = 0.0;
        foreach (int column in problem.IntegerColumns)
        {
            double distance = Math.Abs(x[column] - Math.Round(x[column]));
            if (double.IsNaN(distance) || distance > integrality) integrality = distance;
        }

        var faults = new List<string>();
        if (!(kkt.RelativePrimalResidual <= tolerance))
            faults.Add($"relative primal residual {kkt.RelativePrimalResidual:E2} exceeds {tolerance:E2}");
        if (!(integrality <= tolerance)) faults.Add($"distance from an integer {integrality:E2} exceeds {tolerance:E2}");
        return new IntegerReport
        {
            Faults = faults,
            Integrality = integrality,
            PrimalResidual = kkt.PrimalResidual,
            RelativePrimalResidual = kkt.RelativePrimalResidual,
            Objective = kkt.PrimalObjective,
        };
    }

    /// <summary>The point without multipliers, of a status that claims nothing.</summary>
    private static SolveResult AsResult(QuadraticProblem problem, double[] x) => new()
    {
        Status = SolveStatus.IterationLimit,
        Primal = x,
        RowDuals = new double[problem.RowCount],
        ColumnDuals = new double[problem.VariableCount],
        PrimalObjective = double.NaN,
        DualObjective = double.NaN,
        Report = new SolveReport(),
    };
}

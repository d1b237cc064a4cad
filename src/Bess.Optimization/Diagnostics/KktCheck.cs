using Bess.Optimization.Problems;

namespace Bess.Optimization.Diagnostics;

/// <summary>Judges an answer by the optimality conditions alone.</summary>
/// <remarks>
/// Shares no code with any solver: it walks the problem's arrays itself. The conditions are those of Karush, Kuhn and
/// Tucker for l ≤ A x ≤ u, x_l ≤ x ≤ x_u with P x + q − Aᵀ y − z = 0 (see <see cref="SolveResult"/> for the signs); for a convex
/// problem they are sufficient. S. Boyd, L. Vandenberghe, Convex Optimization (2004), section 5.5.3; certificates 5.8.
/// </remarks>
public static class KktCheck
{
    /// <summary>Checks a result against its problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="result">The answer to judge.</param>
    /// <param name="tolerance">Largest relative residual [–] accepted; default 1e-6.</param>
    /// <returns>
    /// All residuals, and the faults. <see cref="SolveStatus.Solved"/> and <see cref="SolveStatus.AlmostSolved"/> are held to the
    /// optimality conditions, infeasible statuses to their certificate, the others only to vectors of the right length
    /// and objectives that belong to them.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is not above 0.</exception>
    public static KktReport Check(QuadraticProblem problem, SolveResult result, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(result);
        if (!(tolerance > 0.0)) throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "Expected a tolerance above 0.");
        var faults = new List<string>();
        CheckLength(result.Primal, problem.VariableCount, nameof(result.Primal), faults);
        CheckLength(result.RowDuals, problem.RowCount, nameof(result.RowDuals), faults);
        CheckLength(result.ColumnDuals, problem.VariableCount, nameof(result.ColumnDuals), faults);
        if (faults.Count > 0) return new KktReport { Faults = faults };
        KktReport report = Measure(problem, result);
        if (result.Status is SolveStatus.PrimalInfeasible or SolveStatus.DualInfeasible)
        {
            double residual = CertificateCheck.Residual(problem, result);
            if (!(residual <= tolerance)) faults.Add($"certificate residual {residual:E2} exceeds {tolerance:E2}");
            return report with { Faults = faults, CertificateResidual = residual };
        }

        RequireClose("reported primal objective", result.PrimalObjective, report.PrimalObjective, tolerance, faults);
        RequireClose("reported dual objective", result.DualObjective, report.DualObjective, tolerance, faults);
        if (result.Status is SolveStatus.Solved or SolveStatus.AlmostSolved)
        {
            Require("primal residual", report.RelativePrimalResidual, tolerance, faults);
            Require("dual residual", report.RelativeDualResidual, tolerance, faults);
            Require("sign residual", report.SignResidual, tolerance, faults);
            Require("complementarity", report.RelativeComplementarity, tolerance, faults);
            Require("gap", report.RelativeGap, tolerance, faults);
        }

        return report with { Faults = faults };
    }

    private static void CheckLength(double[]? vector, int expected, string name, List<string> faults)
    {
        if (vector is null || vector.Length != expected) faults.Add($"{name}: expected length {expected}, got {vector?.Length}");
    }

    private static void Require(string name, double residual, double tolerance, List<string> faults)
    {
        // Written so that NaN is a fault.
        if (!(residual <= tolerance)) faults.Add($"relative {name} {residual:E2} exceeds {tolerance:E2}");
    }

    private static void RequireClose(string name, double reported, double recomputed, double tolerance, List<string> faults)
    {
        if (reported.Equals(recomputed)) return;
        double difference = Math.Abs(reported - recomputed) / (1.0 + Math.Abs(recomputed));
        if (!(difference <= tolerance)) faults.Add($"{name} {reported} differs from the recomputed {recomputed}");
    }

    private static KktReport Measure(QuadraticProblem problem, SolveResult result)
    {
        var state = new KktResiduals(problem.VariableCount, problem.RowCount);
        state.AddQuadratic(problem, result.Primal);
        state.AddLinear(problem, result.Primal, result.ColumnDuals);
        state.AddConstraints(problem, result.Primal, result.RowDuals);
        state.CloseRows(problem, result.RowDuals);
        state.CloseColumns(problem, result.Primal, result.ColumnDuals);
        double primal = state.PrimalObjective;
        double dual = state.DualObjective;
        double gap = Math.Abs(primal - dual);
        return new KktReport
        {
            PrimalResidual = state.Primal,
            RelativePrimalResidual = state.RelativePrimal,
            DualResidual = state.Dual,
            RelativeDualResidual = state.RelativeDual,
            SignResidual = state.Sign,
            Complementarity = state.Complementarity,
            RelativeComplementarity = state.Complementarity / (1.0 + Math.Abs(primal)),
            Gap = gap,
            RelativeGap = gap / (1.0 + Math.Min(Math.Abs(primal), Math.Abs(dual))),
            PrimalObjective = primal,
            DualObjective = dual,
        };
    }
}

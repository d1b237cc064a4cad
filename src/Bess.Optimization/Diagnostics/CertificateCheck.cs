using Bess.Optimization.Problems;

namespace Bess.Optimization.Diagnostics;

/// <summary>Verifies proofs of infeasibility for <see cref="KktCheck"/>, from the problem's arrays alone.</summary>
internal static class CertificateCheck
{
    // A sum this small beside its terms is rounding and proves nothing.
    private const double LeastShare = 1e-10;

    /// <summary>What is left of the proof's equations relative to what it proves; +∞ when it proves nothing.</summary>
    public static double Residual(QuadraticProblem problem, SolveResult result)
    {
        if (result.Certificate is not { } certificate) return double.PositiveInfinity;
        return result.Status == SolveStatus.PrimalInfeasible ? Farkas(problem, certificate) : Recession(problem, certificate);
    }

    private static double Farkas(QuadraticProblem problem, Certificate certificate)
    {
        if (certificate.CrossedRow is { } row && (uint)row < (uint)problem.RowCount
            && problem.RowLower[row] > problem.RowUpper[row])
        {
            return 0.0;
        }

        if (certificate.CrossedColumn is { } crossed && (uint)crossed < (uint)problem.VariableCount
            && problem.ColumnLower[crossed] > problem.ColumnUpper[crossed])
        {
            return 0.0;
        }

        double[] y = certificate.RowMultipliers;
        double[] z = certificate.ColumnMultipliers;
        if (y.Length != problem.RowCount || z.Length != problem.VariableCount) return double.PositiveInfinity;
        double proved = 0.0;
        double size = 0.0;
        for (int k = 0; k < y.Length + z.Length; k++)
        {
            double term = k < y.Length
                ? Support(y[k], problem.RowLower[k], problem.RowUpper[k])
                : Support(z[k - y.Length], problem.ColumnLower[k - y.Length], problem.ColumnUpper[k - y.Length]);
            proved += term;
            size += Math.Abs(term);
        }

        if (!(proved > LeastShare * size) || double.IsInfinity(proved)) return double.PositiveInfinity;
        double worst = 0.0;
        for (int j = 0; j < z.Length; j++)
        {
            double sum = z[j];
            for (int p = problem.Constraints.ColumnPointers[j]; p < problem.Constraints.ColumnPointers[j + 1]; p++)
                sum += problem.Constraints.Values[p] * y[problem.Constraints.RowIndices[p]];
            worst = double.IsNaN(sum) ? double.PositiveInfinity : Math.Max(worst, Math.Abs(sum));
        }

        return worst / proved;
    }

    private static double Support(double multiplier, double lower, double upper)
        => multiplier == 0.0 ? 0.0 : multiplier * (multiplier > 0.0 ? lower : upper);

    private static double Recession(QuadraticProblem problem, Certificate certificate)
    {
        double[] d = certificate.Direction;
        if (d.Length != problem.VariableCount) return double.PositiveInfinity;
        double slope = 0.0;
        double size = 0.0;
        double worst = 0.0;
        var activity = new double[problem.RowCount];
        var curvature = new double[d.Length];
        for (int j = 0; j < d.Length; j++)
        {
            slope += problem.Linear[j] * d[j];
            size += Math.Abs(problem.Linear[j] * d[j]);
            worst = Math.Max(worst, Outside(d[j], problem.ColumnLower[j], problem.ColumnUpper[j]));
            for (int p = problem.Constraints.ColumnPointers[j]; p < problem.Constraints.ColumnPointers[j + 1]; p++)
                activity[problem.Constraints.RowIndices[p]] += problem.Constraints.Values[p] * d[j];
            if (problem.Quadratic is null) continue;
            for (int p = problem.Quadratic.ColumnPointers[j]; p < problem.Quadratic.ColumnPointers[j + 1]; p++)
            {
                int i = problem.Quadratic.RowIndices[p];
                curvature[i] += problem.Quadratic.Values[p] * d[j];
                if (i != j) curvature[j] += problem.Quadratic.Values[p] * d[i];
            }
        }

        if (!(slope < -LeastShare * size) || double.IsInfinity(slope)) return double.PositiveInfinity;
        for (int i = 0; i < activity.Length; i++) worst = Math.Max(worst, Outside(activity[i], problem.RowLower[i], problem.RowUpper[i]));
        foreach (double value in curvature) worst = Math.Max(worst, Math.Abs(value));
        return double.IsNaN(worst) ? double.PositiveInfinity : worst / -slope;
    }

    /// <summary>How far a direction of change leaves the recession cone of [lower, upper].</summary>
    private static double Outside(double change, double lower, double upper)
    {
        if (double.IsNaN(change)) return double.NaN;
        double down = double.IsInfinity(lower) ? 0.0 : -change;
        double up = double.IsInfinity(upper) ? 0.0 : change;
        return Math.Max(0.0, Math.Max(down, up));
    }
}

using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Makes a first iterate out of a given point near the solution.</summary>
/// <remarks>
/// An interior point may not start on the boundary. Every pair of slack t and multiplier z of the given point moves to the
/// nearest pair, along t + z of fixed difference, on the central hyperbola t z = μ₀ (the smoothing of C. Kanzow, Some
/// noninterior continuation methods for linear complementarity problems, SIAM J. Matrix Anal. Appl. 17 (1996)), with μ₀ as
/// large as the point is wrong.
/// </remarks>
internal static class WarmStart
{
    private const double LeastBarrier = 1e-6;
    private const double LargestBarrier = 1e-1;

    /// <summary>Sets the iterate.</summary>
    /// <param name="problem">The scaled problem.</param>
    /// <param name="start">The given point, in the units of the problem.</param>
    /// <param name="error">Largest relative residual of the given point.</param>
    /// <param name="point">Overwritten.</param>
    public static void Initialise(ScaledProblem problem, PrimalDualPoint start, double error, Iterate point)
    {
        int n = problem.VariableCount;
        for (int j = 0; j < n; j++)
        {
            double value = start.Primal[j] / (problem.ColumnScale[j] * problem.PrimalScale);
            point.Value[j] = Math.Clamp(value, problem.Lower[j], Math.Max(problem.Lower[j], problem.Upper[j]));
        }

        problem.Constraints.Multiply(point.Value.AsSpan(0, n), point.Value.AsSpan(n));
        double dualScale = problem.ObjectiveScale * problem.PrimalScale;
        double barrier = Math.Clamp(double.IsNaN(error) ? LargestBarrier : error, LeastBarrier, LargestBarrier);
        for (int k = 0; k < problem.EntityCount; k++)
        {
            double multiplier = k < n
                ? start.ColumnDuals[k] * problem.ColumnScale[k] * dualScale
                : start.RowDuals[k - n] / problem.RowScale[k - n] * dualScale;
            point.LowerDual[k] = point.UpperDual[k] = 0.0;
            double pairs = problem.HasLower[k] && problem.HasUpper[k] ? 0.25 * (problem.Upper[k] - problem.Lower[k]) : double.PositiveInfinity;
            if (problem.HasLower[k])
            {
                (point.LowerSlack[k], point.LowerDual[k]) = Centre(
                    Math.Max(0.0, point.Value[k] - problem.Lower[k]), Math.Max(0.0, multiplier), barrier, pairs);
            }

            if (problem.HasUpper[k])
            {
                (point.UpperSlack[k], point.UpperDual[k]) = Centre(
                    Math.Max(0.0, problem.Upper[k] - point.Value[k]), Math.Max(0.0, -multiplier), barrier, pairs);
            }

            if (k >= n) point.RowDual[k - n] = problem.IsFixed[k] ? multiplier : point.LowerDual[k] - point.UpperDual[k];
        }
    }

    private static (double Slack, double Dual) Centre(double slack, double dual, double barrier, double largestLift)
    {
        double difference = slack - dual;
        double root = Math.Sqrt((difference * difference) + (4.0 * barrier));
        double centred = 0.5 * (root + Math.Abs(difference));
        double newSlack = difference > 0.0 ? centred : barrier / centred;
        if (newSlack > slack && newSlack > largestLift) newSlack = Math.Max(slack, largestLift);
        return (newSlack, barrier / newSlack);
    }
}

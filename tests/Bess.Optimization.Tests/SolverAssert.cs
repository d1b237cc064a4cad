using Bess.Optimization.Diagnostics;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Tests;

internal static class SolverAssert
{
    public const double Infinity = double.PositiveInfinity;

    /// <summary>Solves and demands that the independent check accepts whatever the status claims.</summary>
    public static SolveResult Solve(QuadraticProblem problem, SolveStatus expected, SolverOptions? options = null, double tolerance = 1e-6)
    {
        SolveResult result = new InteriorPointSolver().Solve(problem, options);
        Assert.True(
            result.Status == expected,
            $"expected {expected}, got {result.Status} after {result.Report.Iterations} iterations: "
            + $"primal {result.Report.RelativePrimalResidual:E1}, dual {result.Report.RelativeDualResidual:E1}, "
            + $"gap {result.Report.RelativeGap:E1}");
        KktReport report = KktCheck.Check(problem, result, tolerance);
        Assert.True(report.IsAccepted, string.Join("; ", report.Faults));
        return result;
    }

    public static void Close(double expected, double actual, double tolerance = 1e-6)
        => Assert.True(
            Math.Abs(expected - actual) <= tolerance * (1.0 + Math.Abs(expected)), $"expected {expected:R}, got {actual:R}");

    /// <summary>A small dense problem; rows of <paramref name="a"/> are rows of A, and P is given in full.</summary>
    public static QuadraticProblem Dense(
        double[][]? p,
        double[] q,
        double[][] a,
        double[] rowLower,
        double[] rowUpper,
        double[] lower,
        double[] upper,
        double constant = 0.0)
    {
        var constraints = new SparseMatrixBuilder(a.Length, q.Length);
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < q.Length; j++)
            {
                if (a[i][j] != 0.0) constraints.Add(i, j, a[i][j]);
            }
        }

        SparseMatrixBuilder? quadratic = p is null ? null : new SparseMatrixBuilder(q.Length, q.Length);
        for (int j = 0; p is not null && j < q.Length; j++)
        {
            for (int i = 0; i <= j; i++)
            {
                if (p[i][j] != 0.0) quadratic!.Add(i, j, p[i][j]);
            }
        }

        return new QuadraticProblem(quadratic?.Build(), q, constraints.Build(), rowLower, rowUpper, lower, upper, constant);
    }
}

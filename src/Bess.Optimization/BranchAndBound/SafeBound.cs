using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>A lower bound on a relaxation from any multipliers, however inexact, and the reduced costs that go with it.</summary>
/// <remarks>
/// A convex objective lies above its tangent at x̄, and Lagrange's relaxation of the rows with multipliers y of the right signs lies
/// below the linear problem: f ≥ c − ½ x̄ᵀP x̄ + Σ y × bound + Σ_j min {g_j x_j : x_j in its bounds}, g = q + P x̄ − Aᵀy.
/// A. Neumaier, O. Shcherbina, Safe bounds in linear and mixed-integer linear programming, Math. Programming 99 (2004), section 3.
/// Rounding of the sums is taken off generously.
/// </remarks>
/// <param name="Value">The bound; −∞ when the multipliers prove nothing.</param>
/// <param name="IsRigorous">Whether no column without a finite bound had to be given one.</param>
/// <param name="ReducedCosts">g, length n.</param>
internal sealed record SafeBound(double Value, bool IsRigorous, double[] ReducedCosts)
{
    private const double Rounding = 8.0 * 2.220446049250313e-16;
    private const double AssumedReach = 10.0;

    /// <summary>Computes the bound.</summary>
    /// <param name="problem">The relaxation.</param>
    /// <param name="x">x̄, any point.</param>
    /// <param name="rowDuals">y; entries that meet no bound count as 0.</param>
    /// <param name="implied">Bounds that hold besides, used where the problem has none.</param>
    public static SafeBound Of(QuadraticProblem problem, double[] x, double[] rowDuals, Box? implied = null)
    {
        int n = problem.VariableCount;
        var gradient = problem.Linear.ToArray();
        double value = problem.Constant;
        double size = Math.Abs(value);
        if (problem.Quadratic is { } quadratic)
        {
            var curvature = new double[n];
            quadratic.MultiplySymmetric(x, curvature);
            for (int j = 0; j < n; j++)
            {
                gradient[j] += curvature[j];
                Add(-0.5 * curvature[j] * x[j], ref value, ref size);
            }
        }

        var y = new double[rowDuals.Length];
        for (int i = 0; i < y.Length; i++)
        {
            double bound = rowDuals[i] > 0.0 ? problem.RowLower[i] : problem.RowUpper[i];
            if (rowDuals[i] == 0.0 || double.IsInfinity(bound)) continue;
            y[i] = rowDuals[i];
            Add(y[i] * bound, ref value, ref size);
        }

        bool isRigorous = true;
        SparseMatrix a = problem.Constraints;
        for (int j = 0; j < n; j++)
        {
            double sum = gradient[j];
            double sumSize = Math.Abs(sum);
            for (int p = a.ColumnPointers[j]; p < a.ColumnPointers[j + 1]; p++)
                Add(-a.Values[p] * y[a.RowIndices[p]], ref sum, ref sumSize);
            gradient[j] = sum;
            double lower = implied is null || double.IsFinite(problem.ColumnLower[j]) ? problem.ColumnLower[j] : implied.Lower[j];
            double upper = implied is null || double.IsFinite(problem.ColumnUpper[j]) ? problem.ColumnUpper[j] : implied.Upper[j];
            double met = sum > 0.0 ? lower : upper;
            double reach = Math.Max(Finite(lower, x[j]), Finite(upper, x[j]));
            if (sum != 0.0 && double.IsInfinity(met))
            {
                isRigorous = false;
                met = -Math.CopySign(AssumedReach * (1.0 + Math.Abs(x[j])), sum);
            }

            if (sum != 0.0) Add(sum * met, ref value, ref size);
            size += sumSize * reach;
        }

        double safe = value - (Rounding * size);
        return new SafeBound(double.IsNaN(safe) ? double.NegativeInfinity : safe, isRigorous, gradient);
    }

    private static double Finite(double bound, double value) => Math.Abs(double.IsInfinity(bound) ? value : bound);

    private static void Add(double term, ref double sum, ref double size)
    {
        sum += term;
        size += Math.Abs(term);
    }
}

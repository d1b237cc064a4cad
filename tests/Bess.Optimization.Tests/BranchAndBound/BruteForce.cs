using Bess.Optimization.BranchAndBound;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Tests.BranchAndBound;

/// <summary>The optimum by trying all integer values; shares nothing with the search but the solver of the continuous rest.</summary>
internal static class BruteForce
{
    private const double Slack = 1e-9;

    /// <summary>The least objective, +∞ when there is no feasible point. All integer columns need finite bounds.</summary>
    public static double Optimum(MixedIntegerProblem problem)
    {
        double best = double.PositiveInfinity;
        foreach (double[] values in Assignments(problem))
        {
            best = Math.Min(
                best, problem.IntegerColumns.Length == problem.Relaxation.VariableCount ? PureValue(problem, values) : MixedValue(problem, values));
        }

        return best;
    }

    /// <summary>All feasible points of a problem without continuous columns.</summary>
    public static IEnumerable<double[]> FeasiblePoints(MixedIntegerProblem problem)
        => Assignments(problem).Where(values => double.IsFinite(PureValue(problem, values))).Select(values => values.ToArray());

    private static IEnumerable<double[]> Assignments(MixedIntegerProblem problem)
    {
        QuadraticProblem p = problem.Relaxation;
        int[] columns = problem.IntegerColumns.ToArray();
        var lower = Array.ConvertAll(columns, j => Math.Ceiling(p.ColumnLower[j]));
        var upper = Array.ConvertAll(columns, j => Math.Floor(p.ColumnUpper[j]));
        var values = (double[])lower.Clone();
        if (!Enumerable.Range(0, columns.Length).All(k => lower[k] <= upper[k])) yield break;
        while (true)
        {
            yield return values;
            int k = 0;
            while (k < values.Length && values[k] >= upper[k]) values[k] = lower[k++];
            if (k == values.Length) yield break;
            values[k]++;
        }
    }

    private static double PureValue(MixedIntegerProblem problem, double[] x)
    {
        QuadraticProblem p = problem.Relaxation;
        var activity = new double[p.RowCount];
        p.Constraints.Multiply(x, activity);
        for (int i = 0; i < activity.Length; i++)
        {
            double slack = Slack * (1.0 + Math.Abs(activity[i]));
            if (activity[i] < p.RowLower[i] - slack || activity[i] > p.RowUpper[i] + slack) return double.PositiveInfinity;
        }

        return p.Evaluate(x);
    }

    private static double MixedValue(MixedIntegerProblem problem, double[] values)
    {
        QuadraticProblem p = problem.Relaxation;
        var lower = p.ColumnLower.ToArray();
        var upper = p.ColumnUpper.ToArray();
        for (int k = 0; k < values.Length; k++) lower[problem.IntegerColumns[k]] = upper[problem.IntegerColumns[k]] = values[k];
        SolveResult result = new InteriorPointSolver().Solve(p.With(columnLower: lower, columnUpper: upper));
        if (result.Status == SolveStatus.PrimalInfeasible) return double.PositiveInfinity;
        Assert.True(result.Status is SolveStatus.Solved or SolveStatus.AlmostSolved, $"the enumeration met {result.Status}");
        return result.PrimalObjective;
    }
}

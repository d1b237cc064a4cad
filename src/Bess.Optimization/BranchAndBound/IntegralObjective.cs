using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>Tells whether an objective takes only whole values, apart from its constant.</summary>
internal static class IntegralObjective
{
    private const double LargestWhole = 1e9;

    public static bool Holds(QuadraticProblem problem, bool[] isInteger)
    {
        bool isAny = false;
        for (int j = 0; j < isInteger.Length; j++)
        {
            double cost = problem.Linear[j];
            if (cost == 0.0) continue;
            if (!isInteger[j] || cost != Math.Round(cost) || Math.Abs(cost) > LargestWhole) return false;
            isAny = true;
        }

        return isAny && (problem.Quadratic is null || problem.Quadratic.Values.IndexOfAnyExcept(0.0) < 0);
    }
}

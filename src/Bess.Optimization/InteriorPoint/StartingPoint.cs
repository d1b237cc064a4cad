namespace Bess.Optimization.InteriorPoint;

/// <summary>Chooses a first iterate with positive slacks and multipliers.</summary>
/// <remarks>
/// After S. Mehrotra, On the implementation of a primal-dual interior point method, SIAM J. Optim. 2 (1992), section 7: a
/// regularised least-squares point first, then a shift into the interior. Deviation: every bound is shifted by itself, and
/// a slack between two bounds starts no larger than half their distance asks.
/// </remarks>
internal static class StartingPoint
{
    private const double LeastSlack = 1.0;
    private const double LeastDual = 1.0;

    /// <summary>Sets <paramref name="point"/>; returns <see langword="false"/> when the first factorisation failed.</summary>
    public static bool Initialise(ScaledProblem problem, KktSystem kkt, Iterate point)
    {
        int n = problem.VariableCount;
        int m = problem.RowCount;
        var columnDiagonal = new double[n];
        var rowDiagonal = new double[m];
        Array.Fill(columnDiagonal, 1.0);
        for (int i = 0; i < m; i++) rowDiagonal[i] = problem.IsEquality[i] ? 0.0 : 1.0;
        if (!kkt.Factorise(columnDiagonal, rowDiagonal)) return false;
        var rightHandSide = new double[n + m];
        for (int k = 0; k < n + m; k++)
        {
            double nearest = Math.Clamp(0.0, problem.Lower[k], Math.Max(problem.Lower[k], problem.Upper[k]));
            rightHandSide[k] = k < n ? nearest - problem.Linear[k] : nearest;
        }

        var solution = new double[n + m];
        kkt.Solve(rightHandSide, solution);
        solution.AsSpan(0, n).CopyTo(point.Value);
        problem.Constraints.Multiply(point.Value.AsSpan(0, n), point.Value.AsSpan(n));
        for (int i = 0; i < m; i++) point.RowDual[i] = problem.IsEquality[i] ? -solution[n + i] : 0.0;
        SetSlacks(problem, point);
        SetDuals(problem, point);
        return true;
    }

    private static void SetSlacks(ScaledProblem problem, Iterate point)
    {
        for (int k = 0; k < problem.EntityCount; k++)
        {
            double value = point.Value[k];
            double least = LeastSlack;
            if (problem.HasLower(k) && problem.HasUpper(k)) least = Math.Min(least, 0.25 * (problem.Upper[k] - problem.Lower[k]));
            if (problem.HasLower(k)) point.LowerSlack[k] = Math.Max(value - problem.Lower[k], least);
            if (problem.HasUpper(k)) point.UpperSlack[k] = Math.Max(problem.Upper[k] - value, least);
        }
    }

    private static void SetDuals(ScaledProblem problem, Iterate point)
    {
        int n = problem.VariableCount;
        var gradient = (double[])problem.Linear.Clone();
        problem.Quadratic?.MultiplySymmetric(point.Value.AsSpan(0, n), gradient, 1.0, 1.0);
        problem.Constraints.MultiplyTransposed(point.RowDual, gradient, -1.0, 1.0);
        for (int k = 0; k < problem.EntityCount; k++)
        {
            double wanted = k < n ? gradient[k] : 0.0;
            if (problem.HasLower(k)) point.LowerDual[k] = LeastDual + Math.Max(wanted, 0.0);
            if (problem.HasUpper(k)) point.UpperDual[k] = LeastDual + Math.Max(-wanted, 0.0);
            if (k >= n && !problem.IsEquality[k - n]) point.RowDual[k - n] = point.LowerDual[k] - point.UpperDual[k];
        }
    }
}

using Bess.Optimization.BranchAndBound;
using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;
using Bess.TestKit.Golden;

namespace Bess.Optimization.Tests.BranchAndBound;

/// <summary>Seeded small mixed-integer problems of the classical kinds.</summary>
internal static class RandomMixedIntegers
{
    private const double Infinity = double.PositiveInfinity;

    public static MixedIntegerProblem Create(string kind, int seed)
    {
        var random = new Random(seed);
        return kind switch
        {
            "knapsack" => Knapsack(random),
            "assignment" => Assignment(random),
            "fixed charge" => FixedCharge(random),
            "general" => General(random, isQuadratic: false),
            "equality" => Equality(random),
            "quadratic" => General(random, isQuadratic: true),
            "lot sizing" => LotSizing(random),
            "least squares" => LeastSquares(random),
            _ => throw new ArgumentException($"kind: expected a known one, got '{kind}'.", nameof(kind)),
        };
    }

    private static MixedIntegerProblem Knapsack(Random random)
    {
        var problem = new ProblemAssembler();
        int n = 6 + random.Next(5);
        int x = problem.AddVariables(n, 0.0, 1.0);
        for (int row = 0; row < 1 + random.Next(3); row++)
        {
            var weights = Enumerable.Range(0, n).Select(j => (x + j, (double)random.Next(1, 40))).ToArray();
            problem.AddRow(-Infinity, Math.Floor(weights.Sum(w => w.Item2) * 0.4), weights);
        }

        for (int j = 0; j < n; j++) problem.AddCost(x + j, -random.Next(1, 50) - (random.Next(2) * 0.25));
        return new MixedIntegerProblem(problem.Build(), Enumerable.Range(x, n));
    }

    private static MixedIntegerProblem Assignment(Random random)
    {
        const int Size = 3;
        var problem = new ProblemAssembler();
        int x = problem.AddVariables(Size * Size, 0.0, 1.0);
        for (int i = 0; i < Size; i++)
        {
            int task = i;
            problem.AddRow(1.0, 1.0, [.. Enumerable.Range(0, Size).Select(k => (x + (task * Size) + k, 1.0))]);
            problem.AddRow(1.0, 1.0, [.. Enumerable.Range(0, Size).Select(k => (x + (k * Size) + task, 1.0))]);
        }

        for (int k = 0; k < Size * Size; k++) problem.AddCost(x + k, random.Next(0, 20));
        // A side constraint spoils the integrality of the polytope.
        problem.AddRow(-Infinity, 25.0, [.. Enumerable.Range(0, Size * Size).Select(k => (x + k, (double)random.Next(0, 20)))]);
        return new MixedIntegerProblem(problem.Build(), Enumerable.Range(x, Size * Size));
    }

    private static MixedIntegerProblem FixedCharge(Random random)
    {
        var problem = new ProblemAssembler();
        int n = 3 + random.Next(3);
        int flow = problem.AddVariables(n, 0.0, Infinity);
        int open = problem.AddVariables(n, 0.0, 1.0);
        double demand = 0.0;
        for (int k = 0; k < n; k++)
        {
            double capacity = 1.0 + (9.0 * random.NextDouble());
            demand += 0.4 * capacity;
            problem.AddRow(-Infinity, 0.0, (flow + k, 1.0), (open + k, -capacity));
            problem.AddCost(flow + k, random.NextDouble());
            problem.AddCost(open + k, 1.0 + (10.0 * random.NextDouble()));
        }

        problem.AddRow(demand, demand, [.. Enumerable.Range(0, n).Select(k => (flow + k, 1.0))]);
        return new MixedIntegerProblem(problem.Build(), Enumerable.Range(open, n));
    }

    private static MixedIntegerProblem LotSizing(Random random)
    {
        const int Steps = 5;
        var problem = new ProblemAssembler();
        int made = problem.AddVariables(Steps, 0.0, 8.0);
        int stock = problem.AddVariables(Steps, 0.0, 6.0);
        int setup = problem.AddVariables(Steps, 0.0, 1.0);
        for (int t = 0; t < Steps; t++)
        {
            double demand = 4.0 * random.NextDouble();
            int row = problem.AddRow(demand, demand, (made + t, 1.0), (stock + t, -1.0));
            if (t > 0) problem.AddEntry(row, stock + t - 1, 1.0);
            problem.AddRow(-Infinity, 0.0, (made + t, 1.0), (setup + t, -8.0));
            problem.AddCost(made + t, (2.0 * random.NextDouble()) - 0.5);
            problem.AddCost(stock + t, 0.3 * random.NextDouble());
            problem.AddCost(setup + t, 5.0 * random.NextDouble());
        }

        return new MixedIntegerProblem(problem.Build(), Enumerable.Range(setup, Steps));
    }

    /// <summary>General integers and continuous columns with rows of any kind; some are infeasible.</summary>
    private static MixedIntegerProblem General(Random random, bool isQuadratic)
    {
        int integers = 3, continuous = random.Next(3), n = integers + continuous, m = 1 + random.Next(4);
        SparseMatrix a = RandomProblems.Matrix(random, m, n, 0.8);
        var lower = Enumerable.Range(0, n).Select(_ => (double)random.Next(-2, 1)).ToArray();
        var upper = lower.Select(l => l + 1.0 + random.Next(3) + (0.5 * random.Next(2))).ToArray();
        var rowLower = Enumerable.Range(0, m).Select(_ => random.Next(2) == 0 ? -Infinity : -2.0 - random.NextDouble()).ToArray();
        var rowUpper = Enumerable.Range(0, m).Select(_ => random.Next(4) == 0 ? Infinity : (3.0 * random.NextDouble()) - 1.0).ToArray();
        var cost = Enumerable.Range(0, n).Select(_ => RandomProblems.Normal(random) * 3.0).ToArray();
        var problem = new QuadraticProblem(
            isQuadratic ? RandomProblems.Gram(random, n) : null, cost, a, rowLower, rowUpper, lower, upper, random.NextDouble());
        return new MixedIntegerProblem(problem, Enumerable.Range(0, integers));
    }

    /// <summary>Pure integers under equations with whole coefficients; often infeasible though the relaxation is not.</summary>
    private static MixedIntegerProblem Equality(Random random)
    {
        var problem = new ProblemAssembler();
        int n = 4 + random.Next(2);
        int x = problem.AddVariables(n, 0.0, 3.0);
        for (int row = 0; row < 1 + random.Next(2); row++)
        {
            int right = random.Next(5, 25);
            problem.AddRow(right, right, [.. Enumerable.Range(0, n).Select(j => (x + j, (double)random.Next(-3, 9)))]);
        }

        for (int j = 0; j < n; j++) problem.AddCost(x + j, random.Next(-10, 10));
        return new MixedIntegerProblem(problem.Build(), Enumerable.Range(x, n));
    }

    /// <summary>Closest lattice point: a strictly convex objective and integers only.</summary>
    private static MixedIntegerProblem LeastSquares(Random random)
    {
        const int Size = 4;
        var p = new SparseMatrixBuilder(Size, Size);
        var factor = new double[Size, Size];
        for (int i = 0; i < Size * Size; i++) factor[i / Size, i % Size] = RandomProblems.Normal(random);
        for (int j = 0; j < Size; j++)
        {
            for (int i = 0; i <= j; i++) p.Add(i, j, Enumerable.Range(0, Size).Sum(k => factor[k, i] * factor[k, j]) + (i == j ? 0.1 : 0.0));
        }

        var cost = Enumerable.Range(0, Size).Select(_ => RandomProblems.Normal(random)).ToArray();
        var problem = new QuadraticProblem(
            p.Build(), cost, new SparseMatrixBuilder(0, Size).Build(), [], [], [-2, -2, -2, -2], [2, 2, 2, 2]);
        return new MixedIntegerProblem(problem, Enumerable.Range(0, Size));
    }
}

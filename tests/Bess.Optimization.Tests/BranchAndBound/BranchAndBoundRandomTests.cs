using Bess.Optimization.BranchAndBound;
using Bess.Optimization.InteriorPoint;

namespace Bess.Optimization.Tests.BranchAndBound;

public sealed class BranchAndBoundRandomTests
{
    public static TheoryData<string, int> Kinds => new()
    {
        { "knapsack", 300 },
        { "assignment", 150 },
        { "fixed charge", 200 },
        { "lot sizing", 150 },
        { "general", 400 },
        { "equality", 400 },
        { "quadratic", 400 },
        { "least squares", 200 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Solve_SmallProblems_SameAsEnumeration(string kind, int count)
    {
        int optimal = 0;
        for (int seed = 0; seed < count; seed++)
        {
            MixedIntegerProblem problem = RandomMixedIntegers.Create(kind, seed);
            double expected = BruteForce.Optimum(problem);
            var recorder = new Recorder();
            BranchAndBoundResult result = new BranchAndBoundSolver().Solve(problem, null, recorder);
            AssertAnswer(problem, result, expected, $"{kind} {seed}");
            if (result.Status != BranchAndBoundStatus.Optimal) continue;
            recorder.AssertAnytime(problem);
            optimal++;
        }

        Assert.True(optimal > count / 6, $"only {optimal} of {count} problems of the kind {kind} have a point");
    }

    /// <summary>Every setting is a way to the same answer.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Solve_OtherSettings_SameAnswer(string kind, int count)
    {
        BranchAndBoundOptions[] variants =
        [
            new() { WarmStart = false },
            new() { Branching = BranchingRule.MostFractional, CutRounds = 0, Heuristics = false, Presolve = false },
            new() { Reliability = 0, CutRounds = 0 },
            new() { Reliability = 4, TrialLimit = 2, Heuristics = false },
        ];
        for (int seed = 1000; seed < 1000 + (count / 6); seed++)
        {
            MixedIntegerProblem problem = RandomMixedIntegers.Create(kind, seed);
            double expected = BruteForce.Optimum(problem);
            for (int k = 0; k < variants.Length; k++)
                AssertAnswer(problem, new BranchAndBoundSolver().Solve(problem, variants[k]), expected, $"{kind} {seed} variant {k}");
            AssertAnswer(problem, new BranchAndBoundSolver(new InteriorPointSolver()).Solve(problem), expected, $"{kind} {seed} other solver");
        }
    }

    [Fact]
    public void Solve_Twice_SameNodesAndBits()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            MixedIntegerProblem problem = RandomMixedIntegers.Create("knapsack", seed);
            var first = new BranchAndBoundSolver().Solve(problem);
            var second = new BranchAndBoundSolver().Solve(problem);
            Assert.Equal(first.Primal, second.Primal);
            Assert.Equal((first.Objective, first.Bound), (second.Objective, second.Bound));
            Assert.Equal((first.Nodes, first.Iterations), (second.Nodes, second.Iterations));
        }
    }

    private static void AssertAnswer(MixedIntegerProblem problem, BranchAndBoundResult result, double expected, string name)
    {
        IntegerReport check = IntegerCheck.Check(problem, result);
        Assert.True(check.IsAccepted, $"{name}: {string.Join("; ", check.Faults)}");
        if (double.IsPositiveInfinity(expected))
        {
            Assert.True(result.Status == BranchAndBoundStatus.Infeasible, $"{name}: {result.Status} where enumeration finds no point");
            return;
        }

        Assert.True(result.Status == BranchAndBoundStatus.Optimal, $"{name}: {result.Status}, gap {result.RelativeGap:E1}, expected {expected:R}");
        Assert.True(
            Math.Abs(result.Objective - expected) <= 1e-6 * Math.Max(1.0, Math.Abs(expected)),
            $"{name}: {result.Objective:R} where enumeration finds {expected:R}");
    }
}

using Bess.Optimization.BranchAndBound;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Tests.BranchAndBound;

/// <summary>Bounds, cuts and strengthened rows never take a solution away, and a solver that errs cannot make the search lie.</summary>
public sealed class SafetyTests
{
    public static TheoryData<string> PureKinds => ["knapsack", "assignment", "equality"];

    public static TheoryData<string> Kinds => ["knapsack", "assignment", "equality", "fixed charge", "lot sizing", "general", "quadratic"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Solve_UnreliableSolver_NeverWrong(string kind)
    {
        int optimal = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            MixedIntegerProblem problem = RandomMixedIntegers.Create(kind, seed);
            double expected = BruteForce.Optimum(problem);
            BranchAndBoundResult result = new BranchAndBoundSolver(new UnreliableSolver(seed)).Solve(problem);
            double slack = double.IsFinite(expected) ? 1e-6 * Math.Max(1.0, Math.Abs(expected)) : 0.0;
            Assert.True(result.Bound <= expected + slack, $"{kind} {seed}: bound {result.Bound:R} over {expected:R}");
            Assert.True(result.Objective >= expected - slack, $"{kind} {seed}: objective {result.Objective:R} under {expected:R}");
            IntegerReport check = IntegerCheck.Check(problem, result);
            Assert.True(check.IsAccepted, $"{kind} {seed}: {result.Status}: {string.Join("; ", check.Faults)}");
            if (result.Status == BranchAndBoundStatus.Infeasible) Assert.Equal(double.PositiveInfinity, expected);
            if (result.Status == BranchAndBoundStatus.Optimal) optimal++;
        }

        Assert.True(optimal > 0);
    }

    [Fact]
    public void SafeBound_AnyMultipliers_NeverOverTheOptimum()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            QuadraticProblem problem = RandomMixedIntegers.Create(seed % 2 == 0 ? "general" : "quadratic", seed).Relaxation;
            SolveResult solved = new InteriorPointSolver().Solve(problem);
            if (solved.Status != SolveStatus.Solved) continue;
            double scale = Math.Max(1.0, Math.Abs(solved.PrimalObjective));
            SafeBound exact = SafeBound.Of(problem, solved.Primal, solved.RowDuals);
            Assert.InRange(exact.Value, solved.PrimalObjective - (1e-6 * scale), solved.PrimalObjective + (1e-7 * scale));
            for (int trial = 0; trial < 10; trial++)
            {
                var y = solved.RowDuals.Select(value => value + RandomProblems.Normal(random)).ToArray();
                var x = solved.Primal.Select(value => value + RandomProblems.Normal(random)).ToArray();
                SafeBound disturbed = SafeBound.Of(problem, x, y);
                Assert.True(disturbed.IsRigorous);
                Assert.True(disturbed.Value <= solved.PrimalObjective + (1e-7 * scale));
            }
        }
    }

    [Theory]
    [MemberData(nameof(PureKinds))]
    public void Cuts_RandomPoints_KeepEveryIntegerPoint(string kind)
    {
        int found = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            MixedIntegerProblem problem = RandomMixedIntegers.Create(kind, seed);
            var random = new Random(seed);
            bool[] isInteger = [.. Enumerable.Repeat(true, problem.Relaxation.VariableCount)];
            var box = new Box(problem.Relaxation.ColumnLower.ToArray(), problem.Relaxation.ColumnUpper.ToArray());
            var points = BruteForce.FeasiblePoints(problem).ToArray();
            var separator = new CutSeparator(problem.Relaxation, isInteger, box);
            for (int trial = 0; trial < 5; trial++)
            {
                var x = box.Lower.Zip(box.Upper, (l, u) => l + (random.NextDouble() * (u - l))).ToArray();
                foreach (CuttingPlane cut in separator.Separate(x, 50))
                {
                    found++;
                    double worst = points.Select(point => Left(cut, point)).DefaultIfEmpty(cut.Limit).Max();
                    Assert.True(worst <= cut.Limit + 1e-9, $"{kind} {seed}: a point is cut off by {worst - cut.Limit:E1}");
                    Assert.True(Left(cut, x) > cut.Limit, "the cut does not cut");
                }
            }
        }

        Assert.True(found > 0);
    }

    /// <summary>Points of mixed problems: optima of random objectives, which lie in corners.</summary>
    [Theory]
    [InlineData("fixed charge")]
    [InlineData("lot sizing")]
    public void Cuts_MixedProblems_KeepCorners(string kind)
    {
        int found = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            MixedIntegerProblem problem = RandomMixedIntegers.Create(kind, seed);
            QuadraticProblem p = problem.Relaxation;
            var isInteger = new bool[p.VariableCount];
            foreach (int column in problem.IntegerColumns) isInteger[column] = true;
            var box = new Box(p.ColumnLower.ToArray(), p.ColumnUpper.ToArray());
            Assert.True(new Propagation(p, isInteger).Tighten(box));
            var cuts = new CutSeparator(p, isInteger, box).Separate(new InteriorPointSolver().Solve(p).Primal, 50);
            found += cuts.Count;
            var random = new Random(seed);
            for (int trial = 0; trial < 10; trial++)
            {
                double[] cost = [.. Enumerable.Range(0, p.VariableCount).Select(_ => RandomProblems.Normal(random) + 0.5)];
                var turned = new MixedIntegerProblem(p.With(linear: cost), problem.IntegerColumns.ToArray());
                BranchAndBoundResult corner = new BranchAndBoundSolver().Solve(turned, new() { CutRounds = 0, Presolve = false });
                if (corner.Primal is null) continue;
                foreach (CuttingPlane cut in cuts)
                {
                    double over = Left(cut, corner.Primal) - cut.Limit;
                    Assert.True(over <= 1e-6, $"{kind} {seed}: a corner is cut off by {over:E1}");
                }
            }
        }

        Assert.True(found > 0);
    }

    [Fact]
    public void CoefficientTightening_BigM_KeepsIntegerPointsAndShrinksRelaxation()
    {
        // x <= 100 b with x <= 4 becomes x <= 4 b.
        QuadraticProblem problem = SolverAssert.Dense(
            null, [-1.0, 3.0], [[1.0, -100.0]], [double.NegativeInfinity], [0.0], [0.0, 0.0], [4.0, 1.0]);
        var box = new Box([0.0, 0.0], [4.0, 1.0]);
        QuadraticProblem tightened = CoefficientTightening.Apply(problem, [false, true], box);
        Assert.Equal(-4.0, tightened.Constraints.Values[1], 1e-12);
        Assert.Equal(0.0, tightened.RowUpper[0], 1e-12);
        Assert.True(new InteriorPointSolver().Solve(tightened).PrimalObjective > new InteriorPointSolver().Solve(problem).PrimalObjective + 1.0);
    }

    private static double Left(CuttingPlane cut, double[] x) => cut.Columns.Select((column, k) => cut.Values[k] * x[column]).Sum();
}

using Bess.Optimization.Diagnostics;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;
using static Bess.Optimization.Tests.SolverAssert;

namespace Bess.Optimization.Tests.InteriorPoint;

public sealed class PreparedProblemTests
{
    private static readonly SolverOptions Unreduced = new() { Presolve = false };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Solve_VariedVectors_SameAsFresh(bool quadratic)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var (problem, _) = RandomProblems.Create(seed, quadratic);
            PreparedProblem prepared = InteriorPointSolver.Prepare(problem);
            for (int variation = 0; variation < 4; variation++)
            {
                QuadraticProblem varied = RandomProblems.Vary(problem, new Random((10 * seed) + variation), 0.1);
                SolveResult expected = new InteriorPointSolver().Solve(varied);
                SolveResult actual = prepared.Solve(varied);
                Assert.Equal(expected.Status, actual.Status);
                Assert.True(KktCheck.Check(varied, actual).IsAccepted);
                if (actual.Status == SolveStatus.Solved) Close(expected.PrimalObjective, actual.PrimalObjective, 1e-7);
            }
        }
    }

    [Fact]
    public void Solve_OtherValuesOfMatrices_SameAsFresh()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var (problem, _) = RandomProblems.Create(seed, quadratic: true);
            PreparedProblem prepared = InteriorPointSolver.Prepare(problem);
            prepared.Solve(problem);
            var other = new QuadraticProblem(
                Times(problem.Quadratic!, 2.0),
                problem.Linear.ToArray(),
                Times(problem.Constraints, 0.5),
                problem.RowLower.ToArray(),
                problem.RowUpper.ToArray(),
                problem.ColumnLower.ToArray(),
                problem.ColumnUpper.ToArray());
            SolveResult expected = new InteriorPointSolver().Solve(other);
            SolveResult actual = prepared.Solve(other);
            Assert.Equal(expected.Status, actual.Status);
            if (actual.Status == SolveStatus.Solved) Close(expected.PrimalObjective, actual.PrimalObjective, 1e-7);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Solve_BoundsBecomeEqual_FixedColumnKeepsValueAndReducedCost(bool quadratic)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var (problem, _) = RandomProblems.Create(seed, quadratic);
            PreparedProblem prepared = InteriorPointSolver.Prepare(problem);
            // Rows whose columns all become fixed must hold at the fixed values.
            SolveResult free = prepared.Solve(problem, new SolverOptions { FeasibilityTolerance = 1e-10 });
            double[] lower = problem.ColumnLower.ToArray();
            double[] upper = problem.ColumnUpper.ToArray();
            for (int j = 0; j < lower.Length; j += 2) lower[j] = upper[j] = free.Primal[j];
            QuadraticProblem fixedProblem = problem.With(columnLower: lower, columnUpper: upper);
            SolveResult result = prepared.Solve(fixedProblem);
            Assert.Equal(SolveStatus.Solved, result.Status);
            for (int j = 0; j < lower.Length; j += 2) Assert.Equal(lower[j], result.Primal[j]);
            Close(free.PrimalObjective, result.PrimalObjective);
            KktReport report = KktCheck.Check(fixedProblem, result);
            Assert.True(report.IsAccepted, string.Join("; ", report.Faults));
            // And back again.
            Close(free.PrimalObjective, prepared.Solve(problem).PrimalObjective, 1e-8);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Solve_AllColumnsFixed_Solved(bool quadratic)
    {
        var (problem, objective) = RandomProblems.Create(4, quadratic);
        SolveResult free = new InteriorPointSolver().Solve(problem, new SolverOptions { GapTolerance = 1e-10, FeasibilityTolerance = 1e-10 });
        QuadraticProblem all = problem.With(columnLower: free.Primal, columnUpper: free.Primal);
        SolveResult result = InteriorPointSolver.Prepare(problem).Solve(all);
        Assert.Equal(SolveStatus.Solved, result.Status);
        Close(objective, result.PrimalObjective);
    }

    [Fact]
    public void Solve_FixedBeyondTheRows_PrimalInfeasible()
    {
        var problem = Dense(null, [1, 1], [[1, 1]], [10], [Infinity], [0, 0], [40, 50]);
        PreparedProblem prepared = InteriorPointSolver.Prepare(problem);
        QuadraticProblem tight = problem.With(columnLower: [3, 4], columnUpper: [3, 4]);
        SolveResult result = prepared.Solve(tight);
        Assert.Equal(SolveStatus.PrimalInfeasible, result.Status);
        Assert.True(KktCheck.Check(tight, result).IsAccepted);
        QuadraticProblem crossed = problem.With(columnLower: [41, 0]);
        Assert.True(KktCheck.Check(crossed, prepared.Solve(crossed)).IsAccepted);
        Assert.Equal(SolveStatus.PrimalInfeasible, prepared.Solve(crossed).Status);
        Assert.Equal(SolveStatus.Solved, prepared.Solve(problem).Status);
    }

    [Fact]
    public void Solve_OtherPattern_Throws()
    {
        var problem = Dense(null, [1, 1], [[1, 1]], [1], [Infinity], [0, 0], [40, 50]);
        PreparedProblem prepared = InteriorPointSolver.Prepare(problem);
        Assert.Throws<ArgumentException>(() => prepared.Solve(Dense(null, [1, 1], [[1, 0]], [1], [Infinity], [0, 0], [40, 50])));
        Assert.Throws<ArgumentException>(() => prepared.Solve(Dense([[1, 0], [0, 1]], [1, 1], [[1, 1]], [1], [Infinity], [0, 0], [40, 50])));
        Assert.Throws<ArgumentNullException>(() => prepared.Solve(null!));
    }

    [Fact]
    public void Solve_Again_SameBitsAsTheFirstTime()
    {
        var (problem, _) = RandomProblems.Create(9, quadratic: true);
        PreparedProblem prepared = InteriorPointSolver.Prepare(problem);
        double[] first = prepared.Solve(problem).Primal;
        prepared.Solve(RandomProblems.Vary(problem, new Random(1), 0.5));
        Assert.Equal(first, prepared.Solve(problem).Primal);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Solve_WarmFromNearby_SameAnswerInFewerIterations(bool quadratic, bool presolve)
    {
        int cold = 0;
        int warm = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var (problem, _) = RandomProblems.Create(seed, quadratic);
            SolveResult before = new InteriorPointSolver().Solve(problem, Unreduced with { Presolve = presolve });
            QuadraticProblem varied = RandomProblems.Vary(problem, new Random(seed), 1e-4);
            SolveResult coldResult = new InteriorPointSolver().Solve(varied, Unreduced with { Presolve = presolve });
            if (coldResult.Status != SolveStatus.Solved) continue;
            SolveResult warmResult = new InteriorPointSolver().Solve(
                varied, Unreduced with { Presolve = presolve, WarmStart = PrimalDualPoint.From(before) });
            Assert.Equal(SolveStatus.Solved, warmResult.Status);
            Close(coldResult.PrimalObjective, warmResult.PrimalObjective, 2e-8);
            cold += coldResult.Report.Iterations;
            warm += warmResult.Report.Iterations;
        }

        Assert.True(warm < 0.75 * cold, $"{warm} iterations warm, {cold} cold");
    }

    [Fact]
    public void Solve_WarmFromNonsense_StillSolved()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var (problem, objective) = RandomProblems.Create(seed, seed % 2 == 0);
            var random = new Random(seed);
            double[] Wild(int count) => [.. Enumerable.Range(0, count).Select(_ => 1e3 * RandomProblems.Normal(random))];
            var start = new PrimalDualPoint(Wild(problem.VariableCount), Wild(problem.RowCount), Wild(problem.VariableCount));
            Close(objective, Solve(problem, SolveStatus.Solved, new SolverOptions { WarmStart = start }).PrimalObjective);
        }
    }

    [Fact]
    public void Solve_WarmStartOfOtherLength_Throws()
    {
        var (problem, _) = RandomProblems.Create(3, quadratic: true);
        var options = new SolverOptions { WarmStart = new PrimalDualPoint([], [], []) };
        Assert.Throws<ArgumentException>("Primal", () => new InteriorPointSolver().Solve(problem, options));
    }

    private static SparseMatrix Times(SparseMatrix matrix, double factor) => new(
        matrix.RowCount,
        matrix.ColumnCount,
        matrix.ColumnPointers,
        matrix.RowIndices,
        [.. matrix.Values.ToArray().Select(value => factor * value)]);
}

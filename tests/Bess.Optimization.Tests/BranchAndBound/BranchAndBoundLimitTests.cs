using Bess.Optimization.BranchAndBound;
using Bess.Optimization.Problems;
using Bess.TestKit.Golden;

namespace Bess.Optimization.Tests.BranchAndBound;

public sealed class BranchAndBoundLimitTests
{
    private const double Infinity = double.PositiveInfinity;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Solve_NodeLimit_StopsThereWithHonestBound(int limit)
    {
        MixedIntegerProblem problem = Hard();
        var options = new BranchAndBoundOptions { NodeLimit = limit, CutRounds = 0, Heuristics = false };
        BranchAndBoundResult result = new BranchAndBoundSolver().Solve(problem, options);
        Assert.Equal(BranchAndBoundStatus.NodeLimit, result.Status);
        Assert.True(result.Nodes <= limit);
        Assert.True(result.Bound <= BruteForce.Optimum(problem) + 1e-9);
        Assert.True(IntegerCheck.Check(problem, result).IsAccepted);
    }

    [Fact]
    public void Solve_CancelledBefore_SaysSo()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        BranchAndBoundResult result = new BranchAndBoundSolver().Solve(Hard(), cancellationToken: source.Token);
        Assert.Equal(BranchAndBoundStatus.Cancelled, result.Status);
        Assert.Null(result.Primal);
    }

    [Fact]
    public void Solve_CancelledOnTheWay_KeepsIncumbentAndBound()
    {
        MixedIntegerProblem problem = Hard();
        using var source = new CancellationTokenSource();
        var recorder = new Recorder(report =>
        {
            if (report.Nodes >= 5) source.Cancel();
        });
        BranchAndBoundResult result = new BranchAndBoundSolver().Solve(
            problem, new BranchAndBoundOptions { CutRounds = 0 }, recorder, source.Token);
        Assert.Equal(BranchAndBoundStatus.Cancelled, result.Status);
        Assert.NotNull(result.Primal);
        Assert.Equal(recorder.Reports[^1].Bound, result.Bound);
        Assert.True(result.Bound <= BruteForce.Optimum(problem) + 1e-9);
        Assert.True(IntegerCheck.Check(problem, result).IsAccepted);
        recorder.AssertAnytime(problem);
    }

    [Fact]
    public void Solve_NoTime_SaysSo()
    {
        BranchAndBoundResult result = new BranchAndBoundSolver().Solve(Hard(), new BranchAndBoundOptions { TimeLimit = TimeSpan.Zero });
        Assert.Equal(BranchAndBoundStatus.TimeLimit, result.Status);
    }

    [Fact]
    public void Solve_WideGap_EndsAtIt()
    {
        MixedIntegerProblem problem = Hard();
        BranchAndBoundResult result = new BranchAndBoundSolver().Solve(problem, new BranchAndBoundOptions { RelativeGap = 0.05, CutRounds = 0 });
        Assert.Equal(BranchAndBoundStatus.GapLimit, result.Status);
        Assert.InRange(result.RelativeGap, 1e-9, 0.0501);
        Assert.True(IntegerCheck.Check(problem, result).IsAccepted);
    }

    [Fact]
    public void Solve_BoundsCross_Infeasible()
    {
        var assembler = new ProblemAssembler();
        assembler.AddVariables(1, 0.2, 0.8);
        BranchAndBoundResult result = new BranchAndBoundSolver().Solve(new MixedIntegerProblem(assembler.Build(), [0]));
        Assert.Equal(BranchAndBoundStatus.Infeasible, result.Status);
        Assert.Equal(Infinity, result.Bound);
    }

    [Fact]
    public void Solve_FallsWithoutEnd_Unbounded()
    {
        var assembler = new ProblemAssembler();
        int x = assembler.AddVariables(2, 0.0, Infinity);
        assembler.AddRow(-Infinity, 1.5, (x, 1.0), (x + 1, -1.0));
        assembler.AddCost(x, -1.0);
        BranchAndBoundResult result = new BranchAndBoundSolver().Solve(new MixedIntegerProblem(assembler.Build(), [x, x + 1]));
        Assert.Equal(BranchAndBoundStatus.Unbounded, result.Status);
        Assert.Equal(-Infinity, result.Bound);
        Assert.NotNull(result.Primal);
    }

    [Fact]
    public void Solve_FallsWithoutEndButNoIntegerPoint_Infeasible()
    {
        var assembler = new ProblemAssembler();
        int x = assembler.AddVariables(1, 0.0, Infinity);
        int y = assembler.AddVariables(2, 0.0, 5.0);
        assembler.AddCost(x, -1.0);
        assembler.AddRow(3.0, 3.0, (y, 2.0), (y + 1, 2.0));
        BranchAndBoundResult result = new BranchAndBoundSolver().Solve(new MixedIntegerProblem(assembler.Build(), [y, y + 1]));
        Assert.Equal(BranchAndBoundStatus.Infeasible, result.Status);
    }

    [Fact]
    public void Solve_NoIntegers_IsTheRelaxation()
    {
        var (problem, objective) = RandomProblems.Create(3, quadratic: false);
        BranchAndBoundResult result = new BranchAndBoundSolver().Solve(
            new MixedIntegerProblem(problem, []), new BranchAndBoundOptions { RelativeGap = 1e-6 });
        Assert.True(result.Status is BranchAndBoundStatus.Optimal or BranchAndBoundStatus.GapLimit, result.Status.ToString());
        SolverAssert.Close(objective, result.Objective);
    }

    [Fact]
    public void Solve_UnboundedIntegers_Optimum()
    {
        // Closest point to (2.4, -3.7) on x + y >= 0.5, integers without bounds.
        QuadraticProblem problem = SolverAssert.Dense(
            [[2.0, 0.0], [0.0, 2.0]], [-4.8, 7.4], [[1.0, 1.0]], [0.5], [Infinity], [-Infinity, -Infinity], [Infinity, Infinity]);
        BranchAndBoundResult result = new BranchAndBoundSolver().Solve(
            new MixedIntegerProblem(problem, [0, 1]), new BranchAndBoundOptions { RelativeGap = 1e-7 });
        Assert.NotNull(result.Primal);
        Assert.True(result.Primal[0] + result.Primal[1] >= 1.0);
        double best = Enumerable.Range(-20, 41).SelectMany(x => Enumerable.Range(-20, 41).Where(y => x + y >= 1)
            .Select(y => (double)((x * x) + (y * y)) - (4.8 * x) + (7.4 * y))).Min();
        Assert.Equal(best, result.Objective, 1e-6);
    }

    [Fact]
    public void Options_OutOfRange_ListsAll()
    {
        var options = new BranchAndBoundOptions { RelativeGap = -1.0, NodeLimit = -1, TrialLimit = 0, FeasibilityTolerance = 0.0 };
        var fault = Assert.Throws<ArgumentException>(() => new BranchAndBoundSolver().Solve(Hard(), options));
        Assert.Contains("RelativeGap", fault.Message, StringComparison.Ordinal);
        Assert.Contains("TrialLimit", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Problem_ColumnOutside_Throws()
        => Assert.Throws<ArgumentException>(() => new MixedIntegerProblem(Hard().Relaxation, [99]));

    /// <summary>A knapsack with several rows, whose tree has dozens of nodes.</summary>
    private static MixedIntegerProblem Hard()
    {
        var random = new Random(5);
        var assembler = new ProblemAssembler();
        const int Items = 16;
        int x = assembler.AddVariables(Items, 0.0, 1.0);
        for (int row = 0; row < 4; row++)
            assembler.AddRow(-Infinity, 180.0, [.. Enumerable.Range(0, Items).Select(j => (x + j, (double)random.Next(10, 50)))]);
        for (int j = 0; j < Items; j++) assembler.AddCost(x + j, -random.Next(20, 40) - random.NextDouble());
        return new MixedIntegerProblem(assembler.Build(), Enumerable.Range(x, Items));
    }
}

using Bess.Optimization.Diagnostics;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Tests.InteriorPoint;

public sealed class LimitTests
{
    private static readonly QuadraticProblem Problem = RandomProblems.Create(3, quadratic: true).Problem;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Solve_IterationLimit_BestPointWithItsResiduals(int limit)
    {
        var result = new InteriorPointSolver().Solve(Problem, new SolverOptions { IterationLimit = limit });
        Assert.Equal(SolveStatus.IterationLimit, result.Status);
        Assert.Equal(limit, result.Report.Iterations);
        Assert.Equal(limit + 1, result.Report.Log.Count);
        AssertHonest(result);
    }

    [Fact]
    public void Solve_TimeLimitPassed_BestPointWithItsResiduals()
    {
        var clock = new SteppingTimeProvider(TimeSpan.FromSeconds(1));
        var result = new InteriorPointSolver().Solve(Problem, new SolverOptions { TimeLimit = TimeSpan.FromSeconds(4), TimeProvider = clock });
        Assert.Equal(SolveStatus.TimeLimit, result.Status);
        Assert.True(result.Report.Seconds >= 4);
        AssertHonest(result);
    }

    [Fact]
    public void Solve_Cancelled_BestPointWithItsResiduals()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var result = new InteriorPointSolver().Solve(Problem, cancellationToken: source.Token);
        Assert.Equal(SolveStatus.Cancelled, result.Status);
        AssertHonest(result);
    }

    [Fact]
    public void Solve_MoreIterations_NeverWorse()
    {
        double last = double.PositiveInfinity;
        for (int limit = 0; limit < 8; limit++)
        {
            var report = new InteriorPointSolver().Solve(Problem, new SolverOptions { IterationLimit = limit }).Report;
            double worst = Math.Max(report.RelativeGap, Math.Max(report.RelativePrimalResidual, report.RelativeDualResidual));
            Assert.True(worst <= last * (1.0 + 1e-9), $"{limit} iterations: {worst} after {last}");
            last = worst;
        }
    }

    [Fact]
    public void Solve_BadOptions_AllFaultsNamed()
    {
        var options = new SolverOptions { FeasibilityTolerance = 0, IterationLimit = -1, GapTolerance = double.NaN };
        var fault = Assert.Throws<ArgumentException>(() => new InteriorPointSolver().Solve(Problem, options));
        Assert.Contains(nameof(SolverOptions.FeasibilityTolerance), fault.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(SolverOptions.IterationLimit), fault.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(SolverOptions.GapTolerance), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Solve_NoProblem_Throws() => Assert.Throws<ArgumentNullException>(() => new InteriorPointSolver().Solve(null!));

    private static void AssertHonest(SolveResult result)
    {
        var report = KktCheck.Check(Problem, result);
        Assert.True(report.IsAccepted, string.Join("; ", report.Faults));
        SolverAssert.Close(report.PrimalResidual, result.Report.PrimalResidual, 1e-9);
        SolverAssert.Close(report.DualResidual, result.Report.DualResidual, 1e-9);
        SolverAssert.Close(report.RelativePrimalResidual, result.Report.RelativePrimalResidual, 1e-9);
        SolverAssert.Close(report.RelativeDualResidual, result.Report.RelativeDualResidual, 1e-9);
        SolverAssert.Close(report.RelativeGap, result.Report.RelativeGap, 1e-9);
    }

    /// <summary>A clock that moves on by a fixed step whenever it is read.</summary>
    private sealed class SteppingTimeProvider(TimeSpan step) : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks += step.Ticks;
    }
}

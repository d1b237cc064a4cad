using Bess.Optimization.BranchAndBound;

namespace Bess.Optimization.Tests.BranchAndBound;

/// <summary>Keeps all reports and can act on each.</summary>
internal sealed class Recorder(Action<BranchAndBoundProgress>? act = null) : IProgress<BranchAndBoundProgress>
{
    public List<BranchAndBoundProgress> Reports { get; } = [];

    public void Report(BranchAndBoundProgress value)
    {
        Reports.Add(value);
        act?.Invoke(value);
    }

    /// <summary>Demands that incumbents improve, bounds rise, never cross, and that every incumbent is feasible.</summary>
    public void AssertAnytime(MixedIntegerProblem problem)
    {
        Assert.NotEmpty(Reports);
        for (int k = 0; k < Reports.Count; k++)
        {
            BranchAndBoundProgress now = Reports[k];
            double slack = 1e-9 * Math.Max(1.0, Math.Abs(now.Objective));
            Assert.True(now.Bound <= now.Objective + slack, $"bound {now.Bound:R} over {now.Objective:R}");
            if (now.Incumbent is not null)
            {
                IntegerReport check = IntegerCheck.CheckPoint(problem, now.Incumbent);
                Assert.True(check.IsAccepted, string.Join("; ", check.Faults));
                Assert.Equal(check.Objective, now.Objective, 1e-9 * Math.Max(1.0, Math.Abs(check.Objective)));
            }

            if (k == 0) continue;
            Assert.True(now.Bound >= Reports[k - 1].Bound, "the bound fell");
            Assert.True(now.Objective <= Reports[k - 1].Objective, "the incumbent got worse");
            Assert.True(now.Nodes >= Reports[k - 1].Nodes);
        }
    }
}

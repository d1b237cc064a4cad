using Bess.Domain.Prices;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Plants;
using Bess.Scheduling.TwoStage;
using Bess.TestKit.Central;

namespace Bess.Scheduling.Tests.Markets;

/// <summary>An hourly auction with dispatch in quarters of an hour.</summary>
public sealed class DayAheadBlockTests
{
    private const int Steps = 48;

    [Fact]
    public void Plan_HourlyAuction_HoldsPositionsForFourQuartersAndCostsSomething()
    {
        var request = Quarters(21);
        var planner = new TwoStagePlanner();
        var blocks = planner.Plan(request with { DayAheadBlockSteps = 4 });
        var free = planner.Plan(request);
        Assert.True(blocks.HasPlan && blocks.IsExclusive);
        Assert.All(Enumerable.Range(0, Steps), t => Assert.Equal(blocks.DayAheadMw[t - (t % 4)], blocks.DayAheadMw[t]));
        Assert.True(blocks.Objective >= free.Objective - 1e-6);
        var hourly = request with { DayAheadBlockSteps = 4 };
        Assert.All(Enumerable.Range(0, 4), s => Assert.Empty(PlanAudit.Check(PlanClaims.Of(blocks, hourly, s)).Findings));
        Assert.True(PlanAudit.Check(PlanClaims.Of(free, hourly, 0)).Breaks(AuditRule.DayAheadBlock));
    }

    [Fact]
    public void Plan_CommittedBlocks_AreKept()
    {
        var request = Quarters(22) with { DayAheadBlockSteps = 4 };
        var planner = new TwoStagePlanner();
        var first = planner.Plan(request);
        var second = planner.Plan(request with { CommittedDayAheadMw = first.DayAheadMw });
        Assert.Equal(first.Objective, second.Objective, 1e-5 * Math.Abs(first.Objective));
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(0, 0)]
    [InlineData(4, 1)]
    public void Plan_BlocksThatDoNotFit_AreRefusedByName(int blockSteps, int shift)
    {
        var request = Quarters(23, shift) with { DayAheadBlockSteps = blockSteps };
        Assert.Contains("DayAheadBlockSteps", Assert.Throws<ArgumentException>(() => new TwoStagePlanner().Plan(request)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_CommitmentThatChangesInABlock_IsRefusedByStep()
    {
        var sold = new double[Steps];
        sold[6] = 1;
        var request = Quarters(24) with { DayAheadBlockSteps = 4, CommittedDayAheadMw = sold };
        Assert.Contains("CommittedDayAheadMw[6]", Assert.Throws<ArgumentException>(() => new TwoStagePlanner().Plan(request)).Message, StringComparison.Ordinal);
    }

    private static TwoStageRequest Quarters(int seed, int shift = 0)
    {
        var hourly = RandomFleet.Scenarios(seed, Steps / 4, 4);
        double[] dayAhead = [.. Enumerable.Range(0, 4 * Steps).Select(i => hourly.PricesPerMwh(i / Steps)[i % Steps / 4])];
        var random = new Random(seed);
        double[] realTime = [.. dayAhead.Select(price => price + (30 * (random.NextDouble() - 0.5)))];
        return MarketInstances.Traded(seed) with { DayAhead = Set(dayAhead, shift), RealTime = Set(realTime, shift) };
    }

    private static ScenarioSet Set(double[] prices, int shift) => new(
        "test", Domain.Units.Currency.Eur, new Domain.Time.TimeGrid(RandomFleet.Start.AddMinutes(15 * shift), TimeSpan.FromMinutes(15), Steps), prices,
        [0.25, 0.25, 0.25, 0.25], RandomFleet.Start, new Provenance("test", null, true));
}

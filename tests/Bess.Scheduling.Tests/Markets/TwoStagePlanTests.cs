using Bess.Domain.Assets;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;
using Bess.Scheduling.TwoStage;

namespace Bess.Scheduling.Tests.Markets;

public sealed class TwoStagePlanTests
{
    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 50)]
    [InlineData(3, 5)]
    [InlineData(4, -10)]
    public void Plan_Traded_IsAcceptedInEveryScenario(int seed, double mean)
    {
        var request = MarketInstances.Traded(seed, mean: mean);
        var plan = new TwoStagePlanner().Plan(request);
        Assert.True(plan.HasPlan && plan.IsExclusive);
        for (var s = 0; s < plan.DispatchMw.Length; s++)
            Assert.Empty(PlanAudit.Check(PlanClaims.Of(plan, request, s)).Findings);
        Assert.True(plan.Objective >= plan.LowerBound - (1e-6 * (1 + Math.Abs(plan.LowerBound))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    public void Plan_Objective_IsThatOfItsMoney(double lambda)
    {
        var request = MarketInstances.Traded(5) with { Risk = new RiskPreference(lambda, 0.1) };
        var plan = new TwoStagePlanner().Plan(request);
        var end = 0.0;
        for (var s = 0; s < plan.EnergyMwh.Length; s++)
            end += request.RealTime.Probabilities[s] * request.Plant.End.Value(plan.EnergyMwh[s][^1]);
        Assert.Equal(-plan.ExpectedProfit + (lambda * plan.ConditionalValueAtRisk) - end, plan.Objective, 1e-5 * Math.Abs(plan.Objective));
    }

    [Fact]
    public void Plan_VirtualPositions_EarnMoreAndAreRefused()
    {
        var request = MarketInstances.Traded(6) with { DayAhead = TestKit.Central.RandomFleet.Scenarios(77, 24, 1) };
        var loose = request with { IsDayAheadDeliverable = false };
        var (strict, virtualPlan) = (new TwoStagePlanner().Plan(request), new TwoStagePlanner().Plan(loose));
        Assert.True(virtualPlan.Objective < strict.Objective - 1);
        Assert.True(PlanAudit.Check(PlanClaims.Of(virtualPlan, request, 0)).Breaks(AuditRule.DayAheadDelivery));
    }

    [Fact]
    public void Plan_HighRealTimeFee_DoesNotDeviate()
    {
        var plan = new TwoStagePlanner().Plan(MarketInstances.Traded(7) with { RealTimeFeePerMwh = 1000 });
        Assert.All(plan.DispatchMw, y => Assert.All(y.Zip(plan.DayAheadMw), pair => Assert.Equal(pair.Second, pair.First, 1e-5)));
    }

    [Fact]
    public void Plan_Committed_KeepsWhatWasSold()
    {
        var request = MarketInstances.Traded(8);
        var planner = new TwoStagePlanner();
        var first = planner.Plan(request);
        var second = planner.Plan(request with { CommittedDayAheadMw = first.DayAheadMw });
        Assert.Equal(first.DayAheadMw, second.DayAheadMw);
        Assert.Equal(first.Objective, second.Objective, 1e-5 * Math.Abs(first.Objective));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(3.95)]
    public void Plan_StartOutsideTheWindow_LeadsBack(double start)
    {
        var request = MarketInstances.Traded(9);
        request = request with { Plant = request.Plant with { InitialEnergyMwh = start } };
        var plan = new TwoStagePlanner().Plan(request);
        Assert.True(plan.HasPlan);
        Assert.InRange(plan.EnergyMwh[0][1], 0.4 - 1e-5, 3.6 + 1e-5);
        Assert.Empty(PlanAudit.Check(PlanClaims.Of(plan, request, 0)).Findings);
    }

    [Fact]
    public void Plan_CycleLimitAndLayers_AreObeyedAndCost()
    {
        var request = MarketInstances.Traded(10);
        var planner = new TwoStagePlanner();
        var free = planner.Plan(request);
        var limited = request with { Plant = request.Plant with { CyclesPerDay = 0.5 } };
        var plan = planner.Plan(limited);
        Assert.Empty(PlanAudit.Check(PlanClaims.Of(plan, limited, 0)).Findings);
        Assert.True(plan.Objective > free.Objective);
        var wear = new WearCost { CycleDepth = [new CycleDepthSegment(1.6, 1), new CycleDepthSegment(1.6, 30)] };
        var layered = planner.Plan(request with { Plant = request.Plant with { Wear = wear } });
        var flat = planner.Plan(request with { Plant = request.Plant with { Wear = new WearCost { DischargedPerMwh = 1 } } });
        Assert.True(layered.HasPlan && layered.Objective > flat.Objective);
    }

    [Fact]
    public void Plan_PiecewiseEndValue_StopsWhereValueFalls()
    {
        var request = MarketInstances.Traded(11);
        var end = new EndOfHorizon { Values = [new EnergyValueSegment(1.5, 500), new EnergyValueSegment(double.PositiveInfinity, 0)] };
        var plan = new TwoStagePlanner().Plan(request with { Plant = request.Plant with { End = end } });
        Assert.All(plan.EnergyMwh, path => Assert.True(path[^1] >= 1.5 - 1e-5));
    }

    [Fact]
    public void Plan_ExactAndHeld_BoundEachOther()
    {
        var request = MarketInstances.Traded(12, steps: 8, scenarios: 2, mean: -10);
        var held = new TwoStagePlanner().Plan(request);
        var exact = new TwoStagePlanner().Plan(request with { Exclusivity = ExclusivityMode.Exact });
        Assert.True(exact.IsExclusive && held.IsExclusive);
        Assert.True(exact.Objective <= held.Objective + 1e-6 && exact.Objective >= held.LowerBound - 1e-6);
    }

    [Fact]
    public void Plan_OtherGrid_IsRefusedByName() => Assert.Contains(
        "DayAhead", Assert.Throws<ArgumentException>(() => new TwoStagePlanner().Plan(MarketInstances.Traded(1) with { DayAhead = MarketInstances.One([1, 2]) })).Message, StringComparison.Ordinal);
}

using Bess.Optimization.BranchAndBound;
using Bess.Optimization.Problems;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;
using Bess.Scheduling.TwoStage;

namespace Bess.Scheduling.Tests.Markets;

/// <summary>Plans say how they came to do one thing at a time; one that does both is never returned as a plan.</summary>
public sealed class ExclusivityOutcomeTests
{
    /// <summary>Low fees and negative prices: the relaxation burns energy, and the repair of single scenarios must not.</summary>
    [Theory]
    [InlineData(51, -10)]
    [InlineData(52, 5)]
    [InlineData(53, 15)]
    public void Plan_RelaxationBurns_IsHeldAndBetweenBoundAndSearch(int seed, double mean)
    {
        var request = MarketInstances.Traded(seed, steps: 10, scenarios: 3, fee: 0, mean: mean);
        var planner = new TwoStagePlanner();
        var relaxed = planner.Plan(request with { Exclusivity = ExclusivityMode.Relaxed });
        var held = planner.Plan(request);
        var exact = planner.Plan(request with { Exclusivity = ExclusivityMode.Exact });
        Assert.False(relaxed.IsExclusive);
        Assert.Equal((ExclusivityOutcome.Relaxed, ExclusivityOutcome.Held, ExclusivityOutcome.Searched), (relaxed.Exclusivity, held.Exclusivity, exact.Exclusivity));
        var slack = 1e-6 * (1 + Math.Abs(exact.Objective));
        Assert.True(relaxed.Objective <= exact.Objective + slack && exact.Objective <= held.Objective + slack);
        Assert.True(held.Objective <= exact.Objective + (0.03 * Math.Abs(exact.Objective)), $"{held.Objective} against {exact.Objective}");
        Assert.All(Enumerable.Range(0, 3), s => Assert.Empty(PlanAudit.Check(PlanClaims.Of(held, request, s)).Findings));
    }

    /// <summary>The objective after a repair is that of the plan's own money.</summary>
    [Fact]
    public void Plan_Repaired_ObjectiveIsThatOfItsMoney()
    {
        var request = MarketInstances.Traded(51, mean: -10, fee: 0);
        var plan = new TwoStagePlanner().Plan(request);
        Assert.Equal(ExclusivityOutcome.Held, plan.Exclusivity);
        var end = Enumerable.Range(0, 8).Sum(s => request.RealTime.Probabilities[s] * request.Plant.End.Value(plan.EnergyMwh[s][^1]));
        Assert.Equal(-plan.ExpectedProfit + (0.3 * plan.ConditionalValueAtRisk) - end, plan.Objective, 1e-5 * (1 + Math.Abs(plan.Objective)));
    }

    [Fact]
    public void Plan_PositivePrices_NeverDidBoth() =>
        Assert.Equal(ExclusivityOutcome.NeverBoth, new TwoStagePlanner().Plan(MarketInstances.Traded(54, mean: 200)).Exclusivity);

    /// <summary>No node allowed: what comes back is exclusive, or no plan with a status that says so.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Plan_SearchWithoutNodes_IsHonest(int seed)
    {
        var request = MarketInstances.Sunny(seed);
        request = request with { ExportPricePerMwh = [.. request.ExportPricePerMwh.Select(price => price - 60)], ImportPricePerMwh = [.. request.ImportPricePerMwh.Select(price => price - 60)] };
        var search = new BranchAndBoundOptions { NodeLimit = 0, Heuristics = false };
        var plan = new ConnectionPlanner(search).Plan(request);
        if (plan.HasPlan)
        {
            Assert.True(plan.IsExclusive);
            Assert.NotEqual(ExclusivityOutcome.Relaxed, plan.Exclusivity);
            return;
        }

        Assert.Equal((ExclusivityOutcome.NotReached, SolveStatus.IterationLimit), (plan.Exclusivity, plan.Status));
        Assert.Empty(plan.PowerMw);
    }
}

using Bess.Scheduling.Explaining;
using Bess.Scheduling.Tests.Markets;
using Bess.Scheduling.TwoStage;

namespace Bess.Scheduling.Tests.Explaining;

/// <summary>Day-ahead positions with recourse: the sign of the explanation is that of the position.</summary>
public sealed class ExplainedTwoStageTests
{
    private const double ToleranceMoney = 0.05;

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 0.0)]
    [InlineData(3, 2.0)]
    [InlineData(4, 1.0)]
    public void Explain_TradedPlans_SignReproducesPosition(int seed, double fee)
    {
        var request = MarketInstances.Traded(seed, fee: fee, mean: 90);
        var plan = new TwoStagePlanner().Plan(request);
        var told = PlanExplainer.Explain(TwoStagePlanQuestion.Of(request, plan), new ExplanationOptions { OppositeSteps = [] });
        Assert.True(told.IsExplained, told.Summary);
        Assert.Equal(plan.Objective / told.RiskScale, told.PlanCost, 1e-5 * (1 + Math.Abs(plan.Objective)));
        Assert.Contains(told.Intervals, reason => reason.IsStrict);
        foreach (var reason in told.Intervals)
        {
            var (price, buy, sell) = (reason.EffectivePricePerMwh, reason.ChargeBreakEvenPerMwh, reason.DischargeBreakEvenPerMwh);
            if (reason.Action == IntervalAction.Discharge)
                Assert.True(price > sell - ToleranceMoney, $"{reason}");
            if (reason.Action == IntervalAction.Charge)
                Assert.True(price < buy + ToleranceMoney, $"{reason}");
            if (told.Basis == MultiplierBasis.Whole && price > sell + ToleranceMoney)
                Assert.Equal(IntervalAction.Discharge, reason.Action);
            if (told.Basis == MultiplierBasis.Whole && price < buy - ToleranceMoney)
                Assert.Equal(IntervalAction.Charge, reason.Action);
        }
    }

    [Fact]
    public void Explain_OppositePosition_CostsNothingLess()
    {
        var request = MarketInstances.Traded(5, steps: 8, scenarios: 3, mean: 90);
        var plan = new TwoStagePlanner().Plan(request);
        var told = PlanExplainer.Explain(TwoStagePlanQuestion.Of(request, plan));
        Assert.True(told.IsExplained, told.Summary);
        Assert.All(told.Intervals, reason => Assert.True(reason.Opposite is { Cost: null or >= 0 }));
        Assert.Contains(told.Intervals, reason => reason.Opposite!.Cost > 0.1);
    }
}

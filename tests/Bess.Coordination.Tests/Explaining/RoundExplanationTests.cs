using System.Globalization;
using Bess.Coordination.Explaining;
using Bess.Coordination.Rounds;
using Bess.Coordination.Tests.Rounds;
using Bess.Domain.Assets;
using Bess.Scheduling.Explaining;
using Xunit.Abstractions;

namespace Bess.Coordination.Tests.Explaining;

/// <summary>Batteries of finished rounds, explained at the final multipliers.</summary>
public sealed class RoundExplanationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(CoordinationAlgorithm.BarrierAladin)]
    [InlineData(CoordinationAlgorithm.Admm)]
    public async Task Of_EachBattery_IsExplainedWithinTheGapOfTheRound(CoordinationAlgorithm algorithm)
    {
        var fleet = RoundCase.Fleet(8, 71, feeders: true);
        var prices = RoundCase.Prices(2);
        var commitment = await RoundCase.ReachableAsync(fleet, prices);
        var coupling = RoundCase.Hard(commitment) with { Limits = [RoundCase.Limit(24, -3, 3, "a")] };
        var request = RoundCase.Request(fleet, prices, coupling, new RoundOptions { Algorithm = algorithm });
        var result = await RoundCase.RunAsync(request);
        foreach (var member in fleet.Members)
        {
            var told = RoundExplanation.Of(request, result, member.Battery.Id, new ExplanationOptions { OppositeSteps = [] }).Value;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{algorithm} {told.Agent} {told.Status} gap {told.Gap:0.0e0} {told.Currency}, relative {told.RelativeGap:0.0e0}"));
            Assert.True(told.IsExplained, told.Summary);
            Assert.Contains(told.Intervals, reason => reason.CouplingPricePerMwh != 0);
            foreach (var reason in told.Intervals.Where(reason => reason.IsStrict && reason.Action != IntervalAction.Idle))
                Assert.True(reason.Action == IntervalAction.Charge ? reason.EffectivePricePerMwh < reason.ChargeBreakEvenPerMwh : reason.EffectivePricePerMwh > reason.DischargeBreakEvenPerMwh, reason.Sentence);
        }
    }

    [Fact]
    public async Task Of_UnknownBattery_IsAFault()
    {
        var fleet = RoundCase.Fleet(2, 5);
        var prices = RoundCase.Prices(2);
        var request = RoundCase.Request(fleet, prices, new() { Limits = [RoundCase.Limit(24, -9, 9)] });
        var result = await RoundCase.RunAsync(request);
        var told = RoundExplanation.Of(request, result, new AgentId("nobody"));
        Assert.Contains("nobody", Assert.Single(told.Faults).ToString(), StringComparison.Ordinal);
    }
}

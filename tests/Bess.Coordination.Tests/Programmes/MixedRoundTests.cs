using Bess.Coordination.Coupling;
using Bess.Coordination.Rounds;
using Bess.Coordination.Tests.Rounds;
using Bess.Optimization.Problems;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Programmes;
using Xunit.Abstractions;

namespace Bess.Coordination.Tests.Programmes;

/// <summary>Rounds of batteries, batteries with reserve and batteries with photovoltaics, against the central problem.</summary>
public sealed class MixedRoundTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(6, 1, 24)]
    [InlineData(9, 2, 24)]
    [InlineData(12, 3, 24)]
    [InlineData(20, 4, 24)]
    [InlineData(6, 5, 48)]
    [InlineData(6, 6, 96)]
    public async Task Coordinate_CommitmentOfMixedAgents_EqualsTheCentralOptimum(int members, int seed, int steps)
    {
        var request = MixedCase.Request(members, seed, steps);
        request = request with { Coupling = RoundCase.Hard(await MixedCase.ReachableAsync(request)) };

        await AssertCentralAsync(request);
    }

    [Theory]
    [InlineData(6, 21)]
    [InlineData(12, 22)]
    public async Task Coordinate_TradersOfTwoStages_IsWithinTheGapOfTheBestExclusivePlan(int members, int seed)
    {
        var request = MixedCase.Request(members, seed, areTraders: true);
        request = request with { Coupling = RoundCase.Hard(await MixedCase.ReachableAsync(request)) };

        // A day-ahead schedule wears nothing, so the central relaxation burns energy in it; what closes is the bound over exclusive plans.
        var result = await AssertCentralAsync(request, relaxationGain: 2e-3);

        var traders = result.AgentPlans.Where(plan => plan.Recourse.Count > 0).ToArray();
        Assert.Equal(request.Programmes.OfType<TwoStageProgramme>().Count(), traders.Length);
        Assert.All(traders.SelectMany(plan => plan.Recourse), path => Assert.True(PlanAudit.Check(path).IsAccepted));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Coordinate_FeederLimitsAndCommitment_EqualsTheCentralOptimum(int seed)
    {
        var request = MixedCase.Request(9, seed, feeders: true);
        var commitment = await MixedCase.ReachableAsync(request);
        var largest = commitment.Max(Math.Abs);
        request = request with
        {
            Coupling = new CouplingSpecification
            {
                Commitments = [new Commitment(commitment)],
                Limits = [RoundCase.Limit(24, -0.7 * largest, 0.7 * largest, "a"), RoundCase.Limit(24, -1.1 * largest, 1.1 * largest, "station")],
            },
        };

        await AssertCentralAsync(request);
    }

    [Fact]
    public async Task Coordinate_PricedCommitment_EqualsTheCentralOptimum()
    {
        var request = MixedCase.Request(6, 9);
        double[] cheap = [.. Enumerable.Repeat(8.0, 24)];
        request = request with { Coupling = new CouplingSpecification { Commitments = [new Commitment(new double[24], CommitmentMode.Priced, null, cheap, cheap)] } };

        await AssertCentralAsync(request);
    }

    private async Task<RoundResult> AssertCentralAsync(RoundRequest request, double relaxationGain = 1e-6)
    {
        var central = MixedCase.Central(request);
        Assert.True(central.Status == SolveStatus.Solved && central.Check.IsAccepted, $"{central.Status}");

        var result = await RoundCase.RunAsync(request);

        var scale = result.Certificate.Scale;
        var error = (result.Verdict.Cost - central.Objective) / scale;
        output.WriteLine(FormattableString.Invariant(
            $"{result.Status}, {result.Trace.Count} iterations, cost {result.Verdict.Cost:F6}, central {central.Objective:F6}, error {error:0.0e0}, gap {result.Certificate.RelativeGap:0.0e0}, residual {result.Verdict.MaxCouplingViolationMw:0.0e0} MW, overlap {central.OverlapMw.Max():0.0e0} MW, {result.Timing.TotalSeconds:F2} s"));
        Assert.Equal(RoundStatus.Converged, result.Status);
        Assert.True(result.Verdict.PhysicallyFeasible && result.Verdict.CouplingFeasible, string.Join("; ", result.Verdict.Findings));
        Assert.InRange(error, -1e-7, relaxationGain);
        Assert.InRange(result.Verdict.MaxCouplingViolationMw, 0, 1e-6);
        Assert.InRange(result.Certificate.RelativeGap, -1e-9, 2e-6);
        Assert.Equal(request.Programmes.Count, result.AgentPlans.Count);
        foreach (var plan in result.AgentPlans)
        {
            Assert.True(PlanAudit.Check(plan.Claim).IsAccepted, string.Join("; ", plan.Audit.Findings));
            Assert.Equal(plan.Objective, plan.Money.Cost, 1e-6 * (1 + Math.Abs(plan.Objective)));
        }

        return result;
    }
}

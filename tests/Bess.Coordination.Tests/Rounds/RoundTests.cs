using Bess.Coordination.Coupling;
using Bess.Coordination.Rounds;
using Bess.Domain.Assets;
using Bess.Domain.Units;

namespace Bess.Coordination.Tests.Rounds;

/// <summary>Whole rounds in process: every coupling kind ends with a checked plan and a certificate.</summary>
public sealed class RoundTests
{
    [Theory]
    [InlineData(1, 24)]
    [InlineData(3, 24)]
    [InlineData(10, 24)]
    [InlineData(30, 24)]
    [InlineData(5, 48)]
    [InlineData(5, 96)]
    public async Task Coordinate_ReachableCommitment_ConvergedAndCertified(int batteries, int steps)
    {
        var fleet = RoundCase.Fleet(batteries, 7 + batteries);
        var prices = RoundCase.Prices(3, steps);
        var commitment = await RoundCase.ReachableAsync(fleet, prices);

        var result = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment)));

        AssertSound(result);
        Assert.Equal(RoundStatus.Converged, result.Status);
        Assert.True(result.Verdict.CouplingFeasible, string.Join("; ", result.Verdict.Findings));
        Assert.InRange(result.Certificate.RelativeGap, -1e-9, 1e-4);
    }

    [Fact]
    public async Task Coordinate_PricedCommitment_DeviatesWhereItPays()
    {
        var fleet = RoundCase.Fleet(6, 5);
        var prices = RoundCase.Prices(4);
        var steps = prices.Grid.Count;
        double[] cheap = [.. Enumerable.Repeat(0.5, steps)];
        var coupling = new CouplingSpecification { Commitments = [new Commitment(new double[steps], CommitmentMode.Priced, null, cheap, cheap)] };

        var result = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, coupling));

        AssertSound(result);
        Assert.Equal(RoundStatus.Converged, result.Status);
        Assert.Contains(result.Coupling[0].PowerMw, p => Math.Abs(p) > 0.1);
        Assert.All(result.Coupling[0].MultiplierPerMwh, y => Assert.InRange(y, -0.5 - 1e-6, 0.5 + 1e-6));
        Assert.True(result.Economics.CouplingCost > 0);
    }

    [Fact]
    public async Task Coordinate_FeederAndFleetLimitsWithCommitment_AllHold()
    {
        var fleet = RoundCase.Fleet(12, 11, feeders: true);
        var prices = RoundCase.Prices(5);
        var steps = prices.Grid.Count;
        var commitment = await RoundCase.ReachableAsync(fleet, prices, 0.3);
        var largest = commitment.Max(Math.Abs);
        var coupling = new CouplingSpecification
        {
            Commitments = [new Commitment(commitment)],
            Limits = [RoundCase.Limit(steps, -0.6 * largest, 0.6 * largest, "a"), RoundCase.Limit(steps, -1.2 * largest, 1.2 * largest, "station")],
        };

        var result = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, coupling));

        AssertSound(result);
        Assert.Equal(RoundStatus.Converged, result.Status);
        Assert.True(result.Verdict.CouplingFeasible, string.Join("; ", result.Verdict.Findings));
        Assert.Equal(["commitment", "limit a", "limit station"], result.Coupling.Select(c => c.Name));
        Assert.InRange(result.Certificate.RelativeGap, -1e-9, 1e-3);
    }

    [Fact]
    public async Task Coordinate_KnownInjection_CountsIntoTheBalance()
    {
        var fleet = RoundCase.Fleet(5, 21);
        var prices = RoundCase.Prices(6);
        var commitment = await RoundCase.ReachableAsync(fleet, prices);
        double[] solar = [.. Enumerable.Range(0, 24).Select(t => t is > 7 and < 18 ? 2.5 : 0)];
        double[] total = [.. commitment.Zip(solar, (p, s) => p + s)];
        var coupling = new CouplingSpecification { Commitments = [new Commitment(total)], Injections = [new KnownInjection(solar)] };

        var with = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, coupling));
        var without = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment)));

        AssertSound(with);
        Assert.Equal(without.Certificate.PlanCost, with.Certificate.PlanCost, 1e-4 * without.Certificate.Scale);
        Assert.Equal(total[12], with.Coupling[0].PowerMw[12], 1e-5);
    }

    [Fact]
    public async Task Coordinate_CommitmentBeyondCapability_InfeasibleNamedWithLeastViolation()
    {
        var fleet = RoundCase.Fleet(5, 31);
        var prices = RoundCase.Prices(7);
        var commitment = await RoundCase.ReachableAsync(fleet, prices);
        commitment[18] = 1.3 * fleet.Members.Sum(m => m.Battery.DischargeLimit.Mw);

        var result = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment)));

        Assert.Equal(RoundStatus.Infeasible, result.Status);
        Assert.Contains("proved", result.Detail, StringComparison.Ordinal);
        Assert.Contains("step 18", result.Detail, StringComparison.Ordinal);
        Assert.True(result.Verdict.PhysicallyFeasible, string.Join("; ", result.Verdict.Findings));
        Assert.InRange(result.Certificate.MaxViolationMw, 0.29 * fleet.Members.Sum(m => m.Battery.DischargeLimit.Mw), double.MaxValue);
        Assert.InRange(result.Certificate.RelativeGap, -1e-9, 1e-3);
        Assert.Contains(18, result.NonUniqueMultiplierSteps);
    }

    [Fact]
    public async Task Coordinate_ZeroSumOfLossyBatteries_IdleOnlyNamed()
    {
        var fleet = RoundCase.Fleet(4, 41, start => new TerminalCondition.Floor(new Energy(start)));
        var prices = RoundCase.Prices(8);

        var result = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(new double[24])));

        Assert.Equal(RoundStatus.IdleOnly, result.Status);
        Assert.True(result.Verdict.PhysicallyFeasible);
        Assert.All(result.Schedules, s => Assert.All(s.PowerMw.ToArray(), p => Assert.InRange(p, -1e-3, 1e-3)));
    }

    [Fact]
    public async Task Coordinate_NegativePrices_ExclusiveAndCertified()
    {
        var fleet = RoundCase.Fleet(8, 51);
        var prices = RoundCase.Prices(9, level: 5, swing: 45);
        var steps = prices.Grid.Count;
        var power = fleet.Members.Sum(m => m.Battery.ChargeLimit.Mw);

        var result = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, new CouplingSpecification { Limits = [RoundCase.Limit(steps, -0.5 * power, 0.5 * power)] }));

        AssertSound(result);
        Assert.InRange(result.Certificate.RelativeGap, -1e-9, 0.05);
        Assert.Contains(result.Notes, note => note.Contains("one direction", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Coordinate_StartOutsideTheWindow_RecoversAndSaysSo()
    {
        var fleet = RoundCase.Fleet(4, 61, _ => new TerminalCondition.Value(new EnergyPrice(50)), startShare: 0.04);
        var prices = RoundCase.Prices(10);

        var result = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, new CouplingSpecification { Limits = [RoundCase.Limit(24, -50, 50)] }));

        AssertSound(result);
        Assert.Equal(RoundStatus.Converged, result.Status);
        Assert.All(result.Schedules, s => Assert.True(s.StateOfChargeMwh[^1] >= s.InitialEnergyMwh));
        Assert.All(result.Schedules.Zip(fleet.Members), pair => Assert.True(pair.First.StateOfChargeMwh[6] >= pair.Second.Battery.MinimumEnergy.Mwh - 1e-6));
    }

    internal static void AssertSound(RoundResult result)
    {
        Assert.True(result.Verdict.PhysicallyFeasible, string.Join("; ", result.Verdict.Findings));
        Assert.True(double.IsFinite(result.Certificate.LowerBound));
        Assert.True(result.Certificate.Gap >= -1e-7 * result.Certificate.Scale, $"bound {result.Certificate.LowerBound} above plan {result.Certificate.PlanCost}");
        Assert.Equal(result.Verdict.Cost, result.Certificate.PlanCost);
        Assert.True(result.Trace.Count > 0 || result.Status is RoundStatus.StoppedAtDeadline or RoundStatus.Cancelled);
    }
}

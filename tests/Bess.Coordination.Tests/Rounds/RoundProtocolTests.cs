using Bess.Coordination.Coupling;
using Bess.Coordination.Rounds;
using Bess.Domain.Assets;

namespace Bess.Coordination.Tests.Rounds;

/// <summary>What may happen while a round runs: threads, losses, joins, leaves, deadlines, cancellation, warm starts.</summary>
public sealed class RoundProtocolTests
{
    [Fact]
    public async Task Coordinate_OneThreadOrMany_SameBits()
    {
        var (fleet, prices, commitment) = await CaseAsync(70);

        var one = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment), new RoundOptions { Threads = 1 }));
        var many = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment), new RoundOptions { Threads = 7 }));

        Assert.Equal(one.Trace.Select(t => (t.Value, t.ResidualMw, t.LowerBound)), many.Trace.Select(t => (t.Value, t.ResidualMw, t.LowerBound)));
        Assert.Equal(one.Schedules.SelectMany(s => s.PowerMw.ToArray()), many.Schedules.SelectMany(s => s.PowerMw.ToArray()));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    public async Task Coordinate_LostAnswers_StillConverges(double share)
    {
        var (fleet, prices, commitment) = await CaseAsync(12);
        var reference = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment)));

        var result = await RoundCase.RunAsync(
            RoundCase.Request(fleet, prices, RoundCase.Hard(commitment)),
            (iteration, agent) => new Random((iteration * 7919) + agent.Value.Sum(c => c * 31)).NextDouble() < share);

        RoundTests.AssertSound(result);
        Assert.Contains(result.Trace, t => t.Stale > 0);
        Assert.All(result.Trace, t => Assert.Equal(t.Agents, t.Answered + t.Stale));
        Assert.Equal(reference.Certificate.PlanCost, result.Certificate.PlanCost, 1e-3 * reference.Certificate.Scale);
        Assert.True(result.Verdict.CouplingFeasible, string.Join("; ", result.Verdict.Findings));
    }

    [Fact]
    public async Task Coordinate_SilentAgent_IsWaitedForAfterTheStalenessLimit()
    {
        var (fleet, prices, commitment) = await CaseAsync(6);
        var silent = fleet.Members[2].Battery.Id;

        var result = await RoundCase.RunAsync(
            RoundCase.Request(fleet, prices, RoundCase.Hard(commitment), new RoundOptions { StalenessLimit = 2, EnforceExclusivity = false }),
            (_, agent) => agent == silent);

        // Stood in for at most twice in a row: of any three iterations one is answered by all.
        var stale = result.Trace.Select(t => t.Stale).ToArray();
        Assert.Contains(1, stale);
        Assert.All(Enumerable.Range(0, stale.Length - 2), i => Assert.Contains(0, stale[i..(i + 3)]));
        Assert.Equal(0, stale[^1]);
    }

    [Fact]
    public async Task Join_InMidRound_TakesPartAndIsScheduled()
    {
        var (fleet, prices, commitment) = await CaseAsync(8);
        var joining = Newcomer();
        using var plant = new LocalVirtualPowerPlant();
        var progress = new Follower(trace =>
        {
            if (trace.Iteration == 5)
            {
                Assert.Empty(plant.Join(joining));
                Assert.NotEmpty(plant.Join(joining));
            }
        });

        var result = (await plant.CoordinateAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment)), progress)).Value;

        RoundTests.AssertSound(result);
        Assert.Equal(9, result.Schedules.Count);
        Assert.Equal("newcomer", result.Schedules[^1].Agent.Value);
        Assert.Contains(result.Notes, note => note.Contains("newcomer joined at iteration 6", StringComparison.Ordinal));
        Assert.True(result.Verdict.CouplingFeasible, string.Join("; ", result.Verdict.Findings));
    }

    [Fact]
    public async Task Join_AtAnyIteration_SchedulesAndBoundAreThoseOfTheFleetThatEnded()
    {
        var (fleet, prices, commitment) = await CaseAsync(8);
        for (var at = 1; at < 40; at += 3)
        {
            var before = at;
            using var plant = new LocalVirtualPowerPlant();
            var joined = false;
            var progress = new Follower(trace => joined |= trace.Iteration == before && plant.Join(Newcomer()).Count == 0);
            var result = (await plant.CoordinateAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment)), progress)).Value;
            if (!joined)
            {
                Assert.True(at > 10);
                break;
            }

            Assert.True(result.Verdict.PhysicallyFeasible, $"joined after {at}: {string.Join("; ", result.Verdict.Findings)}");
            Assert.True(result.Certificate.Gap > -1e-7 * result.Certificate.Scale, $"joined after {at}: the bound lies above the plan by {-result.Certificate.Gap}");
        }
    }

    private static Domain.Portfolio.FleetMember Newcomer()
    {
        var newcomer = RoundCase.Fleet(1, 555).Members[0];
        return new Domain.Portfolio.FleetMember(
            new Battery(new BatterySpecification
            {
                Id = "newcomer",
                EnergyCapacityMwh = newcomer.Battery.Capacity.Mwh,
                ChargeLimitMw = newcomer.Battery.ChargeLimit.Mw,
                DischargeLimitMw = newcomer.Battery.DischargeLimit.Mw,
                ChargeEfficiency = 0.9,
                DischargeEfficiency = 0.9,
                MinimumEnergyMwh = newcomer.Battery.MinimumEnergy.Mwh,
                MaximumEnergyMwh = newcomer.Battery.MaximumEnergy.Mwh,
            }),
            newcomer.InitialEnergy,
            newcomer.Terminal,
            newcomer.Risk,
            null);
    }

    [Fact]
    public async Task Leave_InMidRound_OthersMeetTheCommitment()
    {
        var fleet = RoundCase.Fleet(9, 71);
        var prices = RoundCase.Prices(2);
        var staying = new Domain.Portfolio.Fleet("staying", [.. fleet.Members.Skip(1)]);
        var commitment = await RoundCase.ReachableAsync(staying, prices, 0.4);
        using var plant = new LocalVirtualPowerPlant();
        var gone = false;
        var progress = new Follower(trace => gone |= trace.Iteration == 4 && plant.Leave(fleet.Members[0].Battery.Id));

        var result = (await plant.CoordinateAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment)), progress)).Value;

        Assert.True(gone);
        RoundTests.AssertSound(result);
        Assert.Equal(8, result.Schedules.Count);
        Assert.True(result.Verdict.CouplingFeasible, string.Join("; ", result.Verdict.Findings));
    }

    [Fact]
    public async Task Coordinate_WarmStart_FewerIterationsSameCost()
    {
        var (fleet, prices, commitment) = await CaseAsync(20);
        var cold = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment)));

        var warm = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment), new RoundOptions { WarmStart = cold.WarmStart }));

        Assert.True(warm.Trace.Count < cold.Trace.Count, $"{warm.Trace.Count} against {cold.Trace.Count} iterations");
        Assert.Equal(cold.Certificate.PlanCost, warm.Certificate.PlanCost, 1e-5 * cold.Certificate.Scale);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.02)]
    [InlineData(0.08)]
    public async Task Coordinate_Deadline_FeasiblePlanWithValidBound(double seconds)
    {
        var fleet = RoundCase.Fleet(150, 81);
        var prices = RoundCase.Prices(12);
        var commitment = Enumerable.Range(0, 24).Select(t => 20 * Math.Sin(t)).ToArray();
        var reference = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment), new RoundOptions { EnforceExclusivity = false }));

        var result = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment), new RoundOptions { Deadline = TimeSpan.FromSeconds(seconds) }));

        RoundTests.AssertSound(result);
        Assert.True(result.Certificate.LowerBound <= reference.Certificate.PlanCost + (1e-6 * reference.Certificate.Scale));
    }

    [Fact]
    public async Task Coordinate_CancelledInMidRound_BestPlanSoFar()
    {
        var (fleet, prices, commitment) = await CaseAsync(10);
        using var stop = new CancellationTokenSource();
        using var plant = new LocalVirtualPowerPlant();
        var progress = new Follower(trace =>
        {
            if (trace.Iteration == 6)
            {
                stop.Cancel();
            }
        });

        var result = (await plant.CoordinateAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment)), progress, stop.Token)).Value;

        Assert.Equal(RoundStatus.Cancelled, result.Status);
        Assert.Equal(6, result.Trace.Count);
        RoundTests.AssertSound(result);
    }

    [Fact]
    public async Task Coordinate_CertifyEvery_BoundsOnTheWayNeverCross()
    {
        var (fleet, prices, commitment) = await CaseAsync(10);

        var result = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment), new RoundOptions { CertifyEvery = 5, EnforceExclusivity = false }));

        Assert.True(result.Certificates.Count >= 3);
        Assert.All(result.Certificates, c => Assert.True(c.Gap >= -1e-7 * c.Scale));
        Assert.True(result.Certificates[^1].RelativeGap < result.Certificates[0].RelativeGap);
        Assert.Equal(result.Trace.Select(t => t.LowerBound).Order(), result.Trace.Select(t => t.LowerBound));
    }

    [Fact]
    public async Task Coordinate_Trace_CountsNumbersExchanged()
    {
        var (fleet, prices, commitment) = await CaseAsync(10);

        var result = await RoundCase.RunAsync(RoundCase.Request(fleet, prices, RoundCase.Hard(commitment)));

        Assert.All(result.Trace.Take(3), t => Assert.Equal(10 * ((24 * 25 / 2) + (3 * 24) + 4), t.NumbersReceived));
        Assert.All(result.Trace.Take(3), t => Assert.Equal(10 * (24 + 2), t.NumbersSent));
        Assert.All(result.Trace, t => Assert.Equal(24, t.MultipliersPerMwh[0].Length));
    }

    [Fact]
    public async Task Coordinate_FaultsOfAllParts_ReportedTogether()
    {
        var fleet = RoundCase.Fleet(3, 91, _ => new TerminalCondition.Fixed(new Domain.Units.Energy(0.05 * 0.9)));
        var prices = RoundCase.Prices(13);
        var coupling = new CouplingSpecification
        {
            Commitments = [new Commitment([1, 2, 3])],
            Limits = [RoundCase.Limit(24, 5, -5), RoundCase.Limit(24, -1, 1, "nowhere")],
            ViolationPricePerMwh = -1,
        };
        using var plant = new LocalVirtualPowerPlant();

        var result = await plant.CoordinateAsync(RoundCase.Request(fleet, prices, coupling, new RoundOptions { GapTolerance = 2, StalenessLimit = -1 }));

        Assert.False(result.IsValid);
        var text = string.Join("\n", result.Faults);
        Assert.Contains("commitments[0]", text, StringComparison.Ordinal);
        Assert.Contains("limits[0]", text, StringComparison.Ordinal);
        Assert.Contains("nowhere", text, StringComparison.Ordinal);
        Assert.Contains("gapTolerance", text, StringComparison.Ordinal);
        Assert.Contains("stalenessLimit", text, StringComparison.Ordinal);
        Assert.Contains("violationPricePerMwh", text, StringComparison.Ordinal);
    }

    private static async Task<(Domain.Portfolio.Fleet Fleet, Domain.Prices.ScenarioSet Prices, double[] Commitment)> CaseAsync(int batteries)
    {
        var fleet = RoundCase.Fleet(batteries, 71);
        var prices = RoundCase.Prices(2);
        return (fleet, prices, await RoundCase.ReachableAsync(fleet, prices));
    }

    private sealed class Follower(Action<IterationTrace> follow) : IProgress<IterationTrace>
    {
        public void Report(IterationTrace value) => follow(value);
    }
}

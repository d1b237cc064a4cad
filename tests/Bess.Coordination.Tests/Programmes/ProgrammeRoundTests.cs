using Bess.Coordination.Coupling;
using Bess.Coordination.Rounds;
using Bess.Coordination.Tests.Rounds;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Units;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Programmes;
using Xunit.Abstractions;

namespace Bess.Coordination.Tests.Programmes;

/// <summary>Rounds with other agents where something is special: negative prices, sizes of bids, deadlines, lost answers, bad input.</summary>
public sealed class ProgrammeRoundTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Coordinate_NegativePrices_PlansAreExclusiveAndCertified(int seed)
    {
        var request = MixedCase.Request(6, seed, level: 5);
        request = request with { Coupling = RoundCase.Hard(await MixedCase.ReachableAsync(request)) };
        Assert.Contains(Enumerable.Range(0, 24), t => request.Scenarios.ExpectedPricesPerMwh()[t] < -5);
        var central = MixedCase.Central(request);

        var result = await RoundCase.RunAsync(request);

        Write(result, central.Objective, central.OverlapMw.Max());
        AssertSound(request, result);
        Assert.Equal(RoundStatus.Converged, result.Status);
        Assert.InRange(result.Verdict.MaxCouplingViolationMw, 0, 1e-6);
        Assert.InRange((result.Verdict.Cost - central.Objective) / result.Certificate.Scale, -1e-7, 2e-2);
        Assert.InRange(result.Certificate.RelativeGap, -1e-9, 2e-2);
    }

    [Fact]
    public async Task Coordinate_RoundedBids_AreMultiplesOfTheirSizeAndMarketRulesHold()
    {
        var request = MixedCase.Request(9, 13, isRounded: true);
        request = request with { Coupling = RoundCase.Hard(await MixedCase.ReachableAsync(request)) };
        var central = MixedCase.Central(request);

        var result = await RoundCase.RunAsync(request);

        Write(result, central.Objective, 0);
        AssertSound(request, result);
        Assert.Equal(RoundStatus.Converged, result.Status);
        Assert.InRange(result.Verdict.MaxCouplingViolationMw, 0, 1e-6);
        Assert.True(result.Certificate.LowerBound <= central.Objective + 1e-6 && result.Verdict.Cost >= central.Objective);
        var bids = result.AgentPlans.ToDictionary(plan => plan.Agent, plan => plan.Claim.Reserves.Select(reserve => reserve.SoldMw).ToArray());
        var given = MixedCase.Central(request with
        {
            Programmes = [.. request.Programmes.Select(programme => programme is ReserveProgramme seller ? ReserveProgramme.Create(seller.Request, bids[seller.Id]).Value : programme)],
        });
        Assert.InRange((result.Verdict.Cost - given.Objective) / result.Certificate.Scale, -1e-6, 2e-6);
        var sold = result.AgentPlans.SelectMany(plan => plan.Claim.Reserves).SelectMany(reserve => reserve.SoldMw).ToArray();
        Assert.Contains(sold, amount => amount > 0);
        Assert.All(sold, amount => Assert.Equal(Math.Round(amount, 1), amount, 1e-9));
    }

    [Fact]
    public async Task Coordinate_FixedBids_KeepThemAndEqualTheCentralOptimum()
    {
        var request = MixedCase.Request(6, 14);
        ReserveProgramme[] sellers = [.. request.Programmes.OfType<ReserveProgramme>()];
        var half = sellers.Select(seller =>
        {
            var amount = 0.2 * seller.PowerMw;
            double[] flat = [.. Enumerable.Repeat(amount, 24)];
            return ReserveProgramme.Create(seller.Request, [flat, null, new double[24]]).Value;
        }).ToDictionary(seller => seller.Id);
        request = request with { Programmes = [.. request.Programmes.Select(programme => half.TryGetValue(programme.Id, out var seller) ? seller : programme)] };
        request = request with { Coupling = RoundCase.Hard(await MixedCase.ReachableAsync(request)) };
        var central = MixedCase.Central(request);

        var result = await RoundCase.RunAsync(request);

        Write(result, central.Objective, 0);
        AssertSound(request, result);
        Assert.InRange((result.Verdict.Cost - central.Objective) / result.Certificate.Scale, -1e-7, 1e-6);
        foreach (var plan in result.AgentPlans.Where(plan => half.ContainsKey(plan.Agent)))
        {
            Assert.All(plan.Claim.Reserves[0].SoldMw, amount => Assert.Equal(0.2 * half[plan.Agent].PowerMw, amount, 1e-7));
            Assert.All(plan.Claim.Reserves[2].SoldMw, amount => Assert.Equal(0, amount, 1e-7));
        }
    }

    [Theory]
    [InlineData(CoordinationAlgorithm.Admm)]
    [InlineData(CoordinationAlgorithm.DantzigWolfe)]
    public async Task Coordinate_OtherAlgorithms_AgreeWithTheCentralOptimum(CoordinationAlgorithm algorithm)
    {
        var request = MixedCase.Request(6, 15);
        request = request with { Coupling = RoundCase.Hard(await MixedCase.ReachableAsync(request)), Options = new RoundOptions { Algorithm = algorithm, IterationLimit = 100 } };
        var central = MixedCase.Central(request);

        var result = await RoundCase.RunAsync(request);

        Write(result, central.Objective, 0);
        AssertSound(request, result, isCoupled: false);
        Assert.InRange((result.Verdict.Cost - central.Objective) / result.Certificate.Scale, -2e-2, 2e-2);
    }

    [Fact]
    public async Task Coordinate_LostAnswersAndThreads_StillTheCentralOptimum()
    {
        var request = MixedCase.Request(9, 16);
        request = request with { Coupling = RoundCase.Hard(await MixedCase.ReachableAsync(request)) };
        var central = MixedCase.Central(request);

        var one = await RoundCase.RunAsync(request with { Options = new RoundOptions { Threads = 1 } }, Loses);
        var many = await RoundCase.RunAsync(request with { Options = new RoundOptions { Threads = 4 } }, Loses);

        Write(one, central.Objective, 0);
        AssertSound(request, one);
        Assert.InRange((one.Verdict.Cost - central.Objective) / one.Certificate.Scale, -1e-7, 1e-5);
        Assert.Equal(one.Verdict.Cost, many.Verdict.Cost);
        Assert.Equal(one.Coupling[0].MultiplierPerMwh, many.Coupling[0].MultiplierPerMwh);
        static bool Loses(int iteration, AgentId agent) => (iteration + agent.Value[^1]) % 7 == 0;
    }

    [Fact]
    public async Task Coordinate_IterationLimit_PlansAreAuditedAndBounded()
    {
        var request = MixedCase.Request(6, 17, isRounded: true);
        var commitment = await MixedCase.ReachableAsync(request);
        request = request with { Coupling = RoundCase.Hard(commitment), Options = new RoundOptions { IterationLimit = 4 } };

        var result = await RoundCase.RunAsync(request);

        Assert.Equal(RoundStatus.StoppedAtIterationLimit, result.Status);
        AssertSound(request, result, isCoupled: false);
        Assert.True(result.Certificate.Gap >= -1e-6 * result.Certificate.Scale);
    }

    [Fact]
    public async Task Coordinate_StartBelowTheFloor_IsLedBack()
    {
        var request = MixedCase.Request(6, 18);
        FleetMember[] members = [.. request.Fleet.Members.Select((member, i) => i is 1 or 2
            ? new FleetMember(member.Battery, new Energy(0.5 * member.Battery.MinimumEnergy.Mwh), new TerminalCondition.None(), member.Risk, null)
            : member)];
        request = request with
        {
            Fleet = new Fleet("below", members),
            Programmes =
            [
                MixedCase.Reserve(members[1], request.Scenarios, 1), MixedCase.Solar(members[2], request.Scenarios, 2),
                .. request.Programmes.Skip(2),
            ],
        };
        request = request with { Coupling = RoundCase.Hard(await MixedCase.ReachableAsync(request)) };
        var central = MixedCase.Central(request);

        var result = await RoundCase.RunAsync(request);

        Write(result, central.Objective, 0);
        AssertSound(request, result);
        Assert.InRange((result.Verdict.Cost - central.Objective) / result.Certificate.Scale, -1e-7, 1e-6);
        foreach (var plan in result.AgentPlans.Take(2))
        {
            Assert.True(plan.Claim.InitialEnergyMwh < plan.Claim.Battery.MinimumEnergy.Mwh);
            Assert.True(plan.Claim.EnergyMwh[^1] > plan.Claim.Battery.MinimumEnergy.Mwh - 1e-6);
        }
    }

    [Fact]
    public async Task Coordinate_BadProgrammes_NamesEachFault()
    {
        var request = MixedCase.Request(6, 19);
        var other = RoundCase.Fleet(3, 50).Members[1];
        var stranger = RoundCase.Fleet(9, 51).Members[8];
        var longer = MixedCase.Solar(request.Fleet.Members[5], RoundCase.Prices(1, 48), 1);
        request = request with
        {
            Programmes = [MixedCase.Reserve(other, request.Scenarios, 1), MixedCase.Reserve(stranger, request.Scenarios, 1), longer, longer],
            Options = new RoundOptions { Algorithm = CoordinationAlgorithm.Aladin },
        };
        using var plant = new LocalVirtualPowerPlant();

        var faults = (await plant.CoordinateAsync(request)).Faults.Select(fault => fault.ToString()).ToArray();

        Assert.Contains(faults, fault => fault.StartsWith("programme b-001: battery: expected the battery of the member", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("programme b-008: id: expected a member of the fleet", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("programme b-005: grid: expected that of the round", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("programme b-005: id: expected one programme a member", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("options: algorithm: expected barrier-ALADIN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Coordinate_ViolationPriceBelowAnAgentsPrice_IsAFault()
    {
        var request = MixedCase.Request(3, 20);
        request = request with { Coupling = new CouplingSpecification { Commitments = [new Commitment(new double[24])], ViolationPricePerMwh = 50 } };
        using var plant = new LocalVirtualPowerPlant();

        var faults = (await plant.CoordinateAsync(request)).Faults;

        Assert.Equal(2, faults.Count);
        Assert.All(faults, fault => Assert.Equal("violationPricePerMwh", fault.Field));
    }

    private void Write(RoundResult result, double central, double overlap) => output.WriteLine(FormattableString.Invariant(
        $"{result.Status}, {result.Trace.Count} iterations, cost {result.Verdict.Cost:F6}, central relaxation {central:F6} (overlap {overlap:0.0e0} MW), error {(result.Verdict.Cost - central) / result.Certificate.Scale:0.0e0}, gap {result.Certificate.RelativeGap:0.0e0}, residual {result.Verdict.MaxCouplingViolationMw:0.0e0} MW, {result.Timing.TotalSeconds:F2} s; {string.Join("; ", result.Notes)}"));

    private static void AssertSound(RoundRequest request, RoundResult result, bool isCoupled = true)
    {
        Assert.True(result.Verdict.PhysicallyFeasible && (!isCoupled || result.Verdict.CouplingFeasible), Short(result.Verdict.Findings));
        Assert.Equal(request.Programmes.Count, result.AgentPlans.Count);
        foreach (var plan in result.AgentPlans)
        {
            Assert.True(PlanAudit.Check(plan.Claim).IsAccepted, Short(plan.Audit.Findings.Select(finding => $"{finding}")));
            Assert.Equal(plan.Objective, plan.Money.Cost, 1e-6 * (1 + Math.Abs(plan.Objective)));
        }
    }

    private static string Short(IEnumerable<string> findings) => string.Join("; ", findings.Take(3));
}

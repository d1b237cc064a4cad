using Bess.Coordination.Checking;
using Bess.Coordination.Coupling;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Schedules;
using Bess.Domain.Units;
using Bess.Optimization.Aladin;
using Bess.Optimization.InteriorPoint;
using Bess.Scheduling.Central;
using Bess.TestKit.Central;

namespace Bess.Scheduling.Tests.Checking;

public sealed class PlanCheckerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Check_CentralPlan_HasTheCentralObjective(int seed)
    {
        var random = new Random(seed);
        var members = Enumerable.Range(0, 4).Select(i => RandomFleet.Member(random, $"b{i}", i, i == 2 ? 1 : 0, ramp: i == 1)).ToArray();
        var scenarios = RandomFleet.Scenarios(seed, 24, 5, hours: 0.5);
        var models = members.Select(m => StorageModelFactory.Create(m, scenarios).Value).ToArray();
        var promised = Enumerable.Range(0, 24).Select(t => 0.5 * Math.Sin(seed + t)).ToArray();
        var price = Enumerable.Repeat(1000.0 * 0.5, 24).ToArray();
        var central = CentralScheduler.Solve(
            models, new CouplingSet(24, promised, promised, price, price), [.. models.Select(_ => new[] { 0 })], new InteriorPointSolver(), Reference.Tight);
        var schedules = members.Select((m, i) => new Schedule(
            m.Battery.Id, scenarios.Grid, central.PowerMw[i], central.EnergyMwh[i], m.InitialEnergy.Mwh,
            [.. Enumerable.Range(0, 24).Where(t => i == 2 && central.EnergyMwh[i][t] > m.Battery.MaximumEnergy.Mwh + 1e-9)])).ToArray();

        var verdict = PlanChecker.Check(
            new Fleet("f", members), scenarios, CouplingSpecification.HardCommitment(scenarios.Grid, promised), 1000, schedules);

        Assert.True(verdict.PhysicallyFeasible, string.Join("; ", verdict.Findings));
        var scale = central.AgentCost.Sum(Math.Abs);
        Assert.Equal(central.Objective, verdict.Cost, 1e-6 * scale);
        Assert.Equal(scale, verdict.AbsoluteCost, 1e-6 * scale);
    }

    // One battery of 2 MW on feeder "low" below "high"; one hour at 2 MW; injections: 1 on low, 0.5 on high, 0.25 at the root.
    [Theory]
    [InlineData("low", 3.0)]
    [InlineData("high", 3.5)]
    [InlineData(null, 3.75)]
    public void Check_Limit_CountsInjectionsOfTheGroupAndBelow(string? group, double sum)
    {
        var coupling = new CouplingSpecification { Limits = [new PowerLimit([-1], [sum], group)], Injections = Injections };
        Assert.Empty(Check(coupling).Findings);
        var tight = Check(coupling with { Limits = [new PowerLimit([-1], [sum - 0.1], group)] });
        Assert.False(tight.CouplingFeasible);
        Assert.True(tight.PhysicallyFeasible);
        Assert.Equal(0.1, tight.MaxCouplingViolationMw, 9);
        Assert.Equal(0.1 * 500, tight.Economics.CouplingCost, 9);
        Assert.Contains("limit[0]", Assert.Single(tight.Findings), StringComparison.Ordinal);
        Assert.False(Check(coupling with { Limits = [new PowerLimit([sum + 0.1], [9], group)] }).CouplingFeasible);
    }

    [Theory]
    [InlineData(3.0, 0.75 * 7)]
    [InlineData(4.0, 0.25 * 11)]
    public void Check_PricedCommitment_CostsTheDeviationAndIsNoViolation(double promised, double cost)
    {
        var coupling = new CouplingSpecification
        {
            Commitments = [new Commitment([promised], CommitmentMode.Priced, null, [7], [11])],
            Injections = Injections,
        };
        var verdict = Check(coupling);
        Assert.True(verdict.CouplingFeasible);
        Assert.Equal(0, verdict.MaxCouplingViolationMw);
        Assert.Equal(cost, verdict.Economics.CouplingCost, 9);
        Assert.Equal(cost - (2 * 40) + (2 * 3), verdict.Cost, 9);
    }

    [Fact]
    public void Check_HardCommitment_ReportsTheMissingPower()
    {
        var verdict = Check(new CouplingSpecification { Commitments = [new Commitment([3])], Injections = Injections });
        Assert.False(verdict.CouplingFeasible);
        Assert.Equal(0.75, verdict.MaxCouplingViolationMw, 9);
        Assert.Equal((80.0 - 6, 6.0, 0.0), (verdict.Economics.ExpectedProfit, verdict.Economics.WearCost, verdict.Economics.TerminalValue));
    }

    [Fact]
    public void Check_MissingSchedule_IsFoundAndCountsAsIdle()
    {
        var verdict = PlanChecker.Check(OneBattery(), Hour, new CouplingSpecification(), 0, []);
        Assert.False(verdict.PhysicallyFeasible);
        Assert.Equal(0, verdict.Cost);
    }

    [Fact]
    public void Check_CouplingOfAnotherHorizon_NamesIt() =>
        Assert.Contains("limit[0]", Assert.Throws<ArgumentException>(() => Check(new CouplingSpecification { Limits = [new PowerLimit([0, 0], [1, 1])] })).Message, StringComparison.Ordinal);

    private static readonly KnownInjection[] Injections = [new([1], "low"), new([0.5], "high"), new([0.25])];

    private static Domain.Prices.ScenarioSet Hour { get; } = RandomFleet.Scenarios([40.0], [1.0], 1);

    private static PlanVerdict Check(CouplingSpecification coupling) => PlanChecker.Check(
        OneBattery(), Hour, coupling, 500, [new Schedule(new AgentId("b"), Hour.Grid, [2.0], [1.0], 3)]);

    private static Fleet OneBattery()
    {
        var battery = new Battery(new BatterySpecification
        {
            Id = "b",
            EnergyCapacityMwh = 4,
            ChargeLimitMw = 2,
            DischargeLimitMw = 2,
            ChargeEfficiency = 1,
            DischargeEfficiency = 1,
            MinimumEnergyMwh = 0,
            MaximumEnergyMwh = 4,
            DegradationCostPerMwh = 3,
        });
        var member = new FleetMember(battery, new Energy(3), new TerminalCondition.None(), RiskPreference.Neutral, "low");
        return new Fleet("f", [member], [new FleetGroup("high"), new FleetGroup("low", "high")]);
    }
}

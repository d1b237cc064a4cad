using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Units;
using Bess.Scheduling.Kernel;
using Bess.TestKit.Central;

namespace Bess.Scheduling.Tests;

/// <summary>Instances solved by hand: 1 MWh store, 1 MW, η_c 0.8, η_d 0.9, wear 2 per MWh; a charged MW hour gives 0.72 MWh back.</summary>
public sealed class ClosedFormTests
{
    [Fact]
    public void CheapThenDear_RiskNeutral_EarnsTheSpreadLessLossesAndWear()
    {
        // 50·0.72 − 10·1 − 2·1.72 = 22.56
        var plan = Both(Member(0, new TerminalCondition.None()), [10, 50], [1.0], 2, -22.56);
        Assert.Equal([-1, 0.72], plan.Schedule.PowerMw.ToArray(), Near);
        Assert.Equal([0.8, 0.0], plan.Schedule.StateOfChargeMwh.ToArray(), Near);
        Assert.Equal(22.56, plan.ExpectedProfit, 1e-6);
        Assert.Equal(3.44, plan.WearCost, 1e-6);
    }

    [Fact]
    public void SpreadBelowLosses_StaysIdle() => Both(Member(0, new TerminalCondition.None()), [30, 40], [1.0], 2, 0);

    [Fact]
    public void HalfHours_HalveEnergyAndMoney() =>
        Both(Member(0, new TerminalCondition.None()), [10, 50], [1.0], 2, -11.28, hours: 0.5);

    // Scenario 1 earns 22.56, scenario 2 (dear hour 12) loses 4.80; each has probability one half.
    [Theory]
    [InlineData(1, 0.5, -8.88 + 4.8)]
    [InlineData(2, 0.5, 0)]
    [InlineData(1, 0.75, -8.88 - 4.32)]
    [InlineData(1, 0.1, -8.88 + 4.8)]
    public void TwoScenarios_RiskAverse_WeighsTheTail(double lambda, double tailShare, double cost)
    {
        var member = Member(0, new TerminalCondition.None(), new RiskPreference(lambda, tailShare));
        var plan = Both(member, [10, 50, 10, 12], [0.5, 0.5], 2, cost);
        if (cost < 0)
        {
            Assert.Equal(8.88, plan.ExpectedProfit, 1e-6);
            Assert.Equal((cost + 8.88) / lambda, plan.ConditionalValueAtRisk, 1e-6);
        }
    }

    [Theory]
    [InlineData(1, 12 + 12 - 32)]
    [InlineData(2, 0)]
    public void TerminalValue_CountsOnceOutsideTheTail(double lambda, double cost)
    {
        // Charging a MWh costs 12 and leaves 0.8 MWh worth 40 each.
        var member = Member(0, new TerminalCondition.Value(new EnergyPrice(40)), new RiskPreference(lambda, 0.5));
        var plan = Both(member, [10], [1.0], 1, cost);
        Assert.Equal(cost < 0 ? 32 : 0, plan.TerminalValue, 1e-6);
    }

    [Fact]
    public void Floor_BuysTheLeastEnergy() =>
        Both(Member(0, new TerminalCondition.Floor(new Energy(0.4))), [10], [1.0], 1, 0.5 * 12);

    [Fact]
    public void Fixed_SellsTheRest() =>
        Both(Member(0.6, new TerminalCondition.Fixed(new Energy(0.4))), [-5], [1.0], 1, 0.2 * 0.9 * (5 + 2));

    [Fact]
    public void BelowWindow_PaysForTheTimeOutside()
    {
        // Window from 0.9: one hour brings 0.8 MWh at most, 0.1 stays outside for one hour at 10 × 20 a MWh; the second hour fills it.
        var plan = Both(Member(0, new TerminalCondition.None(), floor: 0.9), [20, 20], [1.0], 2, (0.1 * 200) + (22 * 0.9 / 0.8));
        Assert.Equal([0], plan.Schedule.OutsideWindow);
    }

    [Fact]
    public void NegativePrice_FullStore_CannotBurnEnergy()
    {
        // Full store, one hour at −40: the relaxation would do both; alone, charging is blocked and discharging pays.
        var plan = Exclusive(Member(1, new TerminalCondition.None()), [-40], [1.0], 1);
        Assert.Equal(0, plan.Cost, 1e-6);
        Assert.True(plan.Exclusive);
    }

    private static readonly IEqualityComparer<double> Near = EqualityComparer<double>.Create((a, b) => Math.Abs(a - b) < 1e-6);

    private static FleetMember Member(double start, TerminalCondition terminal, RiskPreference risk = default, double floor = 0) => new(
        new Battery(new BatterySpecification
        {
            Id = "b",
            EnergyCapacityMwh = 1,
            ChargeLimitMw = 1,
            DischargeLimitMw = 1,
            ChargeEfficiency = 0.8,
            DischargeEfficiency = 0.9,
            MinimumEnergyMwh = floor,
            MaximumEnergyMwh = 1,
            DegradationCostPerMwh = 2,
        }),
        new Energy(start), terminal, risk, null);

    private static BatteryPlan Exclusive(FleetMember member, double[] prices, double[] probabilities, int steps, double hours = 1) =>
        BatteryScheduler.Optimise(member, RandomFleet.Scenarios(prices, probabilities, steps, hours)).Value;

    /// <summary>The scheduler, the kernel and the general solver must all give the hand-computed cost.</summary>
    private static BatteryPlan Both(FleetMember member, double[] prices, double[] probabilities, int steps, double cost, double hours = 1)
    {
        var model = StorageModelFactory.Create(member, RandomFleet.Scenarios(prices, probabilities, steps, hours)).Value;
        Assert.Equal(cost, Reference.Optimum(model).Objective, 1e-6);
        var response = new StorageResponse(steps);
        Assert.True(new StorageKernel().Minimise(model, new StorageState(model), new double[steps], [], [], 1e-10, response));
        Assert.Equal(cost, response.Cost, 1e-6);
        var plan = Exclusive(member, prices, probabilities, steps, hours);
        Assert.Equal(cost, plan.Cost, 1e-6);
        Assert.Equal(cost, plan.LowerBound, 1e-5);
        return plan;
    }
}

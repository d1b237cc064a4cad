using Bess.Coordination.Checking;
using Bess.Coordination.Coupling;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Scheduling.Exclusivity;
using Bess.Scheduling.Kernel;
using Bess.TestKit.Central;

namespace Bess.Scheduling.Tests;

public sealed class BatterySchedulerTests
{
    public static TheoryData<int, int, bool, double> Cases()
    {
        var cases = new TheoryData<int, int, bool, double>();
        var seed = 100;
        foreach (var outside in new[] { -1, 0, 1 })
        {
            foreach (var ramp in new[] { false, true })
            {
                foreach (var mean in new[] { 50.0, 15.0 })
                {
                    for (var k = 0; k < 4; k++)
                        cases.Add(seed++, outside, ramp, mean);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Optimise_RandomMember_PassesTheCheckerAtTheSameCostAndIsNoWorseThanIdling(int seed, int outside, bool ramp, double mean)
    {
        var member = RandomFleet.Member(new Random(seed), "b", seed % 4, outside, ramp);
        var scenarios = RandomFleet.Scenarios(seed, 24, 6, mean: mean);

        var plan = BatteryScheduler.Optimise(member, scenarios, new ExclusiveOptions { NodeLimit = 60 }).Value;

        var verdict = PlanChecker.Check(new Fleet("f", [member]), scenarios, new CouplingSpecification(), 1000, [plan.Schedule]);
        Assert.Empty(verdict.Findings);
        Assert.True(plan.Exclusive);
        var scale = Math.Max(1, Math.Abs(plan.Cost));
        Assert.Equal(verdict.Cost, plan.Cost, 1e-9 * scale);
        Assert.Equal(verdict.Economics.ExpectedProfit, plan.ExpectedProfit, 1e-9 * scale);
        Assert.Equal(verdict.Economics.ConditionalValueAtRisk, plan.ConditionalValueAtRisk, 1e-9 * scale);
        Assert.Equal(verdict.Economics.WearCost, plan.WearCost, 1e-9 * scale);
        Assert.Equal(verdict.Economics.TerminalValue, plan.TerminalValue, 1e-9 * scale);
        var model = StorageModelFactory.Create(member, scenarios).Value;
        var relaxed = Reference.Optimum(model).Objective;
        Assert.True(plan.Cost >= relaxed - (1e-7 * scale), $"{plan.Cost} below the relaxation {relaxed}");
        Assert.True(plan.LowerBound >= relaxed - (1e-6 * scale));
        if (mean > 40)
            Assert.Equal(relaxed, plan.Cost, 1e-6 * scale);
        if (member.Terminal is TerminalCondition.None or TerminalCondition.Value && outside == 0)
        {
            var idle = Scheduling.Checking.StorageEvaluation.Value(model, new double[24]).Cost;
            Assert.True(plan.Cost <= idle + (1e-9 * scale), $"{plan.Cost} worse than idling at {idle}");
        }
    }

    [Fact]
    public void Optimise_PriceShiftWithFixedNetEnergy_ChangesNothing()
    {
        // Without losses a fixed final energy fixes Σ p, so a constant added to all prices adds a constant to the cost.
        var kernelPower = new List<double[]>();
        foreach (var shift in new[] { 0.0, 35.0 })
        {
            var source = RandomFleet.Scenarios(5, 24, 4);
            var prices = Enumerable.Range(0, 4).Select(s => source.PricesPerMwh(s).ToArray().Select(p => p + shift).ToArray()).ToArray();
            double[] Flat(double value) => [.. Enumerable.Repeat(value, 24)];
            var model = new StorageModel(new ScenarioMatrix(prices, source.Probabilities, 1), Flat(1), Flat(1), Flat(0), Flat(2))
            {
                InitialEnergyMwh = 1,
                TerminalEnergyMwh = 1,
                DegradationPerMwh = 1.5,
                RiskWeight = 0.5,
            };
            kernelPower.Add(ExclusiveBattery.Resolve(model).PowerMw);
        }

        for (var t = 0; t < 24; t++)
            Assert.Equal(kernelPower[0][t], kernelPower[1][t], 1e-5);
    }

    [Theory]
    [InlineData(1000.0)]
    [InlineData(0.001)]
    public void Optimise_OtherUnits_SameSchedule(double factor)
    {
        // kW instead of MW: limits and energies × 1000, prices / 1000, money unchanged.
        var model = Kernel.Instances.Create("ramp", 61);
        double[] Scaled(double[] values) => [.. values.Select(v => v * factor)];
        var steps = model.Steps;
        var prices = Enumerable.Range(0, model.Prices.Scenarios)
            .Select(s => Enumerable.Range(0, steps).Select(t => model.Prices.PricePerMwh(s, t) / factor).ToArray()).ToArray();
        var other = new StorageModel(
            new ScenarioMatrix(prices, model.Prices.Probabilities.Span, model.Prices.TimeStepHours),
            Scaled(model.ChargeLimitMw), Scaled(model.DischargeLimitMw), Scaled(model.LowerEnergyMwh), Scaled(model.UpperEnergyMwh))
        {
            ChargeEfficiency = model.ChargeEfficiency,
            DischargeEfficiency = model.DischargeEfficiency,
            InitialEnergyMwh = model.InitialEnergyMwh * factor,
            TerminalEnergyMwh = model.TerminalEnergyMwh * factor,
            TerminalValuePerMwh = model.TerminalValuePerMwh / factor,
            DegradationPerMwh = model.DegradationPerMwh / factor,
            RiskWeight = model.RiskWeight,
            TailShare = model.TailShare,
            BaselineProfit = model.BaselineProfit,
            RampLimitMw = model.RampLimitMw * factor,
        };
        var (one, two) = (ExclusiveBattery.Resolve(model), ExclusiveBattery.Resolve(other));
        Assert.Equal(one.Cost, two.Cost, 1e-7 * Math.Abs(one.Cost));
        for (var t = 0; t < steps; t++)
            Assert.Equal(one.PowerMw[t], two.PowerMw[t] / factor, 1e-4 * model.ChargeLimitMw[t]);
    }

    [Fact]
    public void Optimise_OneFlatPriceInAllScenarios_IsSolvedAllTheSame()
    {
        var member = RandomFleet.Member(new Random(8), "b", 0);
        var scenarios = RandomFleet.Scenarios([.. Enumerable.Repeat(50.0, 24 * 8)], [.. Enumerable.Repeat(0.125, 8)], 24);
        var plan = BatteryScheduler.Optimise(member, scenarios).Value;
        Assert.Equal(ExclusiveStatus.Optimal, plan.Status);
        Assert.Equal(Reference.Optimum(StorageModelFactory.Create(member, scenarios).Value).Objective, plan.Cost, 1e-5);
    }

    [Fact]
    public void Optimise_NegativePrices_PlanIsExclusiveAndProved()
    {
        var member = RandomFleet.Member(new Random(3), "b", 0);
        var scenarios = RandomFleet.Scenarios(1003, 24, 10, mean: -10);
        var plan = BatteryScheduler.Optimise(member, scenarios).Value;
        Assert.Equal(ExclusiveStatus.Optimal, plan.Status);
        Assert.True(plan.Nodes > 2);
        Assert.Empty(PlanChecker.Check(new Fleet("f", [member]), scenarios, new CouplingSpecification(), 0, [plan.Schedule]).Findings);
    }
}

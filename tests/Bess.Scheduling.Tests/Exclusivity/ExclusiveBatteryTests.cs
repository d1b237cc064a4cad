using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Exclusivity;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Kernel;
using Bess.Scheduling.Tests.Kernel;
using Bess.TestKit.Central;

namespace Bess.Scheduling.Tests.Exclusivity;

public sealed class ExclusiveBatteryTests
{
    [Theory]
    [InlineData(1, 0, false)]
    [InlineData(2, 1, false)]
    [InlineData(3, 2, false)]
    [InlineData(4, 3, false)]
    [InlineData(5, 0, true)]
    [InlineData(6, 1, true)]
    [InlineData(7, 3, true)]
    public void Resolve_NegativePrices_EqualsEnumerationOfAllFixings(int seed, int terminal, bool ramp)
    {
        var model = Instances.Domain(seed, steps: 7, scenarios: 3, terminal, outside: 0, ramp, mean: -25);
        var price = KernelMinimiseTests.Price(model, seed, 3);
        var best = Enumerate(model, new FormulationOptions { PricePerMw = price });

        var plan = ExclusiveBattery.Resolve(model, price);

        AssertOptimal(model, plan, best);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Resolve_NegativePricesAndProximalTerm_EqualsEnumerationOfAllFixings(int seed)
    {
        var model = Instances.Domain(seed, steps: 6, scenarios: 3, terminal: seed % 4, outside: 0, mean: -30);
        var weight = Enumerable.Repeat(4.0, 6).ToArray();
        var center = Enumerable.Range(0, 6).Select(t => 0.3 * model.ChargeLimitMw[0] * Math.Sin(seed + t)).ToArray();
        var best = Enumerate(model, new FormulationOptions { ProximalWeight = weight, ProximalCenterMw = center });

        var plan = ExclusiveBattery.Resolve(model, default, weight, center);

        AssertOptimal(model, plan, best);
    }

    [Fact]
    public void Resolve_TwoSteps_EqualsBruteForceOnAGrid()
    {
        // Full store, 1 MW, η 0.8/0.8, price −40 then −40: discharge first pays, charge second earns.
        var model = Tiny([-40.0, -40.0], start: 1.0);
        var best = double.PositiveInfinity;
        for (var i = -200; i <= 200; i++)
        {
            for (var j = -200; j <= 200; j++)
            {
                double[] power = [i / 200.0, j / 200.0];
                var energy = StorageEvaluation.Simulate(model, power);
                if (energy.All(e => e is >= -1e-12 and <= 1 + 1e-12))
                    best = Math.Min(best, StorageEvaluation.Value(model, power).Cost);
            }
        }

        var plan = ExclusiveBattery.Resolve(model);

        Assert.Equal(ExclusiveStatus.Optimal, plan.Status);
        Assert.InRange(plan.Objective, best - 1, best + 1e-6);
        Assert.InRange(plan.LowerBound, best - 0.5, plan.Objective + 1e-9);
        Assert.True(plan.RelaxationBound < plan.Objective - 1, "the relaxation should have burnt energy");
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("ramp")]
    [InlineData("below window")]
    [InlineData("risk neutral")]
    public void Resolve_PositivePrices_NeedsNoBranching(string kind)
    {
        var model = Instances.Create(kind, 51);
        var expected = Reference.Optimum(model).Objective;
        var plan = ExclusiveBattery.Resolve(model);
        Assert.Equal(ExclusiveStatus.Optimal, plan.Status);
        Assert.Equal(2, plan.Nodes);
        Assert.Empty(plan.OverlapSteps);
        Assert.Equal(expected, plan.Objective, 1e-7 * Reference.Turnover(model));
        AssertFeasible(model, plan);
    }

    [Fact]
    public void Resolve_LosslessWithoutWear_IsNetted()
    {
        // Overlap costs nothing here and the relaxation's centre is full of it; netting it is still optimal.
        var source = Tiny([10.0, 50.0, -20.0, 30.0], start: 0.5);
        var model = new StorageModel(source.Prices, source.ChargeLimitMw, source.DischargeLimitMw, source.LowerEnergyMwh, source.UpperEnergyMwh) { InitialEnergyMwh = 0.5 };
        var plan = ExclusiveBattery.Resolve(model);
        Assert.Equal(ExclusiveStatus.Optimal, plan.Status);
        Assert.Equal(2, plan.Nodes);
        Assert.Equal(Reference.Optimum(model).Objective, plan.Objective, 1e-6);
    }

    [Fact]
    public void Resolve_NodeLimit_SaysSoAndKeepsAValidBound()
    {
        var model = Instances.Domain(7, steps: 24, scenarios: 3, terminal: 0, outside: 0, mean: -60);
        var limited = ExclusiveBattery.Resolve(model, options: new ExclusiveOptions { NodeLimit = 3 });
        var full = ExclusiveBattery.Resolve(model);
        Assert.Equal(ExclusiveStatus.NodeLimit, limited.Status);
        Assert.True(limited.LowerBound <= full.Objective + 1e-6);
        Assert.True(limited.Objective >= full.LowerBound - 1e-6);
        AssertFeasible(model, limited);
    }

    [Fact]
    public void Resolve_UnreachableTerminal_IsInfeasible()
    {
        var source = Tiny([10.0, 10.0], start: 0);
        var model = new StorageModel(source.Prices, [0.1, 0.1], [0.1, 0.1], source.LowerEnergyMwh, source.UpperEnergyMwh) { InitialEnergyMwh = 0, TerminalEnergyMwh = 0.9 };
        var plan = ExclusiveBattery.Resolve(model);
        Assert.Equal(ExclusiveStatus.Infeasible, plan.Status);
        Assert.Equal(double.PositiveInfinity, plan.Objective);
    }

    [Fact]
    public void Resolve_WrongLength_NamesTheArgument() =>
        Assert.Equal("pricePerMw", Assert.Throws<ArgumentException>(() => ExclusiveBattery.Resolve(Tiny([1, 2], 0), new double[3])).ParamName);

    internal static StorageModel Tiny(double[] prices, double start)
    {
        double[] Flat(double value) => [.. Enumerable.Repeat(value, prices.Length)];
        return new StorageModel(new ScenarioMatrix([prices], [1.0], 1), Flat(1), Flat(1), Flat(0), Flat(1))
        {
            ChargeEfficiency = 0.8,
            DischargeEfficiency = 0.8,
            InitialEnergyMwh = start,
        };
    }

    /// <summary>The best of all 2^T problems in which every step's direction is fixed, by the general solver.</summary>
    private static double Enumerate(StorageModel model, FormulationOptions options)
    {
        var best = double.PositiveInfinity;
        for (var code = 0; code < 1 << model.Steps; code++)
        {
            var modes = Enumerable.Range(0, model.Steps).Select(t => ((code >> t) & 1) == 0 ? StepMode.ChargeOnly : StepMode.DischargeOnly).ToArray();
            var (problem, _) = BatteryFormulation.Build(model, options with { Modes = modes });
            var result = new InteriorPointSolver().Solve(problem, Reference.Tight);
            if (result.Status is SolveStatus.Solved or SolveStatus.AlmostSolved)
                best = Math.Min(best, result.PrimalObjective);
            else
                Assert.Equal(SolveStatus.PrimalInfeasible, result.Status);
        }

        return best;
    }

    private static void AssertOptimal(StorageModel model, ExclusivePlan plan, double best)
    {
        var scale = Math.Max(1, Math.Abs(best));
        Assert.Equal(ExclusiveStatus.Optimal, plan.Status);
        Assert.InRange((plan.Objective - best) / scale, -1e-6, 1e-6);
        Assert.InRange((plan.LowerBound - best) / scale, -1e-6, 1e-7);
        AssertFeasible(model, plan);
    }

    private static void AssertFeasible(StorageModel model, ExclusivePlan plan)
    {
        const double slack = 1e-6;
        for (var t = 0; t < model.Steps; t++)
        {
            Assert.InRange(plan.PowerMw[t], -model.ChargeLimitMw[t], model.DischargeLimitMw[t]);
            Assert.InRange(plan.EnergyMwh[t], model.LowerEnergyMwh[t] - slack, model.UpperEnergyMwh[t] + slack);
            Assert.NotEqual(StepMode.Free, plan.Modes[t]);
            if (t > 0 && model.RampLimitMw is { } ramp)
                Assert.InRange(plan.PowerMw[t] - plan.PowerMw[t - 1], -ramp - slack, ramp + slack);
        }

        if (model.TerminalEnergyMwh is { } terminal)
            Assert.Equal(terminal, plan.EnergyMwh[^1], slack);
    }
}

using Bess.Optimization.Aladin;
using Bess.Optimization.InteriorPoint;
using Bess.Scheduling.Central;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Kernel;
using Bess.TestKit.Central;
using Bess.TestKit.Fleets;

namespace Bess.Scheduling.Tests.Central;

public sealed class CentralSchedulerTests
{
    private const double SurplusPrice = 2000;
    private const double ShortfallPrice = 3000;

    [Theory]
    [InlineData(1, 0.0, 0)]
    [InlineData(2, 50.0, 1)]
    [InlineData(3, -50.0, -1)]
    public void Solve_Target_MultipliersHaveTheSignOfTheDeviation(int seed, double shift, int expected)
    {
        // A target far below what the fleet can do leaves a surplus (y = κ⁺), one far above a shortfall (y = −κ⁻).
        var fleet = RandomVpp.Create(seed, 3, steps: 6, scenarios: 4);
        var target = fleet.InteriorTarget(seed).Select(p => p - shift).ToArray();
        var plan = Solve(fleet.Models, Coupling(target, target));
        Assert.True(plan.Check.IsAccepted, string.Join("; ", plan.Check.Faults));
        for (var t = 0; t < 6; t++)
        {
            Assert.InRange(plan.Multipliers[t], -ShortfallPrice - 1e-6, SurplusPrice + 1e-6);
            Assert.Equal(expected, Math.Sign(Math.Round(plan.SumsMw[t] - target[t], 6)));
            if (expected != 0)
                Assert.Equal(expected > 0 ? SurplusPrice : -ShortfallPrice, plan.Multipliers[t], 1e-5);
        }
    }

    [Fact]
    public void Solve_Limit_UpperEndHasPositiveLowerEndNegativeMultiplier()
    {
        var fleet = RandomVpp.Create(4, 3, steps: 24, scenarios: 4);
        var free = fleet.FreeOptimum();
        var most = 0.5 * free.Max();
        var least = 0.5 * free.Min();
        var plan = Solve(fleet.Models, Coupling([.. Enumerable.Repeat(least, 24)], [.. Enumerable.Repeat(most, 24)]));
        var (onUpper, onLower) = (0, 0);
        for (var t = 0; t < 24; t++)
        {
            var (atUpper, atLower) = (Math.Abs(plan.SumsMw[t] - most) < 1e-6, Math.Abs(plan.SumsMw[t] - least) < 1e-6);
            Assert.True(plan.Multipliers[t] <= 1e-5 || atUpper);
            Assert.True(plan.Multipliers[t] >= -1e-5 || atLower);
            onUpper += atUpper ? 1 : 0;
            onLower += atLower ? 1 : 0;
        }

        Assert.True(onUpper > 0 && onLower > 0);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Solve_AtItsMultipliers_AgentsBoundsAddUpToTheOptimum(int seed)
    {
        // Strong duality by other code: Σ min (f_i + yᵀp_i) − support(y) = optimum.
        var fleet = RandomVpp.Create(seed, 4, steps: 24, scenarios: 5, zones: 2);
        var target = fleet.InteriorTarget(seed);
        var zone = Enumerable.Repeat(0.3 * fleet.TotalPowerMw, 24).ToArray();
        var coupling = new CouplingSet(
            24, [.. target, .. zone.Select(p => -p)], [.. target, .. zone], [.. Enumerable.Repeat(SurplusPrice, 48)], [.. Enumerable.Repeat(ShortfallPrice, 48)]);
        var memberships = fleet.Groups.Select(g => g == 1 ? new[] { 0, 1 } : [0]).ToArray();
        var plan = CentralScheduler.Solve(fleet.Models, coupling, memberships, new InteriorPointSolver(), Reference.Tight);
        var y = plan.Multipliers.ToArray();
        coupling.Clip(y);
        var bound = -coupling.Support(y);
        var kernel = new StorageKernel();
        for (var i = 0; i < fleet.Models.Count; i++)
        {
            var price = new double[24];
            foreach (var k in memberships[i])
            {
                for (var t = 0; t < 24; t++)
                    price[t] += y[(k * 24) + t];
            }

            var response = new StorageResponse(24);
            kernel.Minimise(fleet.Models[i], new StorageState(fleet.Models[i]), price, [], [], 1e-10, response);
            bound += response.LowerBound;
        }

        var scale = plan.AgentCost.Sum(Math.Abs);
        Assert.InRange(plan.Objective - bound, -1e-8 * scale, 1e-6 * scale);
        Assert.Equal(plan.Objective, plan.AgentCost.Sum() + coupling.Cost(plan.SumsMw), 1e-6 * scale);
        Assert.Equal(plan.Objective, plan.DualObjective, 1e-6 * scale);
    }

    [Fact]
    public void Solve_LooseBand_IsTheSumOfFreeOptima()
    {
        var fleet = RandomVpp.Create(21, 3, steps: 24, scenarios: 5);
        var wide = Enumerable.Repeat(10 * fleet.TotalPowerMw, 24).ToArray();
        var plan = Solve(fleet.Models, Coupling([.. wide.Select(p => -p)], wide));
        Assert.Equal(fleet.Models.Sum(m => Reference.Optimum(m).Objective), plan.Objective, 1e-6 * Math.Abs(plan.Objective));
    }

    [Fact]
    public void Build_WithoutPowerColumns_HasTheSameOptimum()
    {
        var model = Kernel.Instances.Create("ramp", 71);
        var (problem, _) = BatteryFormulation.Build(model, new FormulationOptions { PowerColumns = false });
        var (withPower, _) = BatteryFormulation.Build(model);
        Assert.Equal(withPower.VariableCount - model.Steps, problem.VariableCount);
        var expected = Reference.Solve(withPower).PrimalObjective;
        Assert.Equal(expected, Reference.Solve(problem).PrimalObjective, 1e-7 * Math.Abs(expected));
    }

    [Fact]
    public void Build_UnknownConstraint_NamesIt()
    {
        var fleet = RandomVpp.Create(1, 1, steps: 2, scenarios: 2);
        var coupling = Coupling([0, 0], [0, 0]);
        Assert.Equal("memberships", Assert.Throws<ArgumentException>(() => CentralScheduler.Build(fleet.Models, coupling, [new[] { 1 }])).ParamName);
        Assert.Equal("memberships", Assert.Throws<ArgumentException>(() => CentralScheduler.Build(fleet.Models, coupling, [])).ParamName);
    }

    private static CentralPlan Solve(IReadOnlyList<StorageModel> models, CouplingSet coupling) =>
        CentralScheduler.Solve(models, coupling, [.. models.Select(_ => new[] { 0 })], new InteriorPointSolver(), Reference.Tight);

    private static CouplingSet Coupling(double[] lower, double[] upper) =>
        new(lower.Length, lower, upper, [.. Enumerable.Repeat(SurplusPrice, lower.Length)], [.. Enumerable.Repeat(ShortfallPrice, lower.Length)]);
}

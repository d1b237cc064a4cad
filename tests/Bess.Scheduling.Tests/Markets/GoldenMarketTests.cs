using System.Diagnostics;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;
using Bess.TestKit.Golden;
using Xunit.Abstractions;

namespace Bess.Scheduling.Tests.Markets;

/// <summary>Families C, D, E and E_year of the golden data, within 1e-6.</summary>
public sealed class GoldenMarketTests(ITestOutputHelper output)
{
    [Fact]
    public void Plan_GoldenFamilyC_HasTheObjective()
    {
        var planner = new TwoStagePlanner();
        foreach (var instance in Find("C"))
        {
            var plan = planner.Plan(MarketInstances.FamilyC(new GoldenData(instance.Json)));
            Assert.True(plan.HasPlan, instance.Name);
            AssertClose(instance, plan.Objective);
        }
    }

    [Fact]
    public void Plan_GoldenFamilyD_HasTheObjective()
    {
        var planner = new ConnectionPlanner();
        foreach (var instance in Find("D"))
        {
            var plan = planner.Plan(MarketInstances.FamilyD(new GoldenData(instance.Json)));
            Assert.True(plan.HasPlan && plan.IsExclusive, instance.Name);
            AssertClose(instance, plan.Objective);
        }
    }

    [Fact]
    public void Plan_GoldenFamilyE_HasTheObjective()
    {
        var planner = new MultiMarketPlanner();
        foreach (var instance in Find("E"))
            AssertClose(instance, planner.Plan(MarketInstances.FamilyE(GoldenFamilyE.Day.Read(new GoldenData(instance.Json)))).Objective);
    }

    [Fact]
    public void Plan_GoldenYear_ChainsToTheObjective()
    {
        foreach (var instance in GoldenInstances.FindChains("E"))
        {
            var planner = new MultiMarketPlanner();
            double energy = new GoldenData(instance.Json).Number("e0"), sum = 0;
            var watch = Stopwatch.StartNew();
            foreach (var day in GoldenFamilyE.ChainedDays(instance.Json))
            {
                var plan = planner.Plan(MarketInstances.FamilyE(day(energy)));
                Assert.True(plan.HasPlan);
                energy = Math.Clamp(plan.EnergyMwh[^1], 0.2, 1.8);
                sum += plan.Objective;
            }

            output.WriteLine($"{instance.Name}: {watch.Elapsed.TotalSeconds:F2} s");
            var expected = instance.Json.GetProperty("expected").GetProperty("yearly_objective").GetDouble();
            Assert.True(Math.Abs(sum - expected) <= 1e-6 * Math.Abs(expected), $"{sum} not {expected}");
        }
    }

    private static void AssertClose(GoldenInstance instance, double objective)
    {
        var expected = instance.Json.GetProperty("expected").GetProperty("objective").GetDouble();
        Assert.True(Math.Abs(objective - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected)), $"{instance.Name}: {objective} not {expected}");
    }

    private IReadOnlyList<GoldenInstance> Find(string family)
    {
        var found = GoldenInstances.Find(family);
        if (found.Count == 0)
            output.WriteLine($"NO GOLDEN DATA: family {family} was not compared (set {GoldenInstances.FolderVariable}).");
        return found;
    }
}

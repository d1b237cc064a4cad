using Bess.Scheduling.Central;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Kernel;
using Bess.TestKit.Central;
using Bess.TestKit.Golden;
using Xunit.Abstractions;

namespace Bess.Scheduling.Tests;

public sealed class GoldenTests(ITestOutputHelper output)
{
    [Fact]
    public void Minimise_GoldenFamilyA_GivesExpectedPowerAndObjective()
    {
        foreach (var instance in Find("A"))
        {
            var (model, weight, center) = GoldenModels.FamilyA(instance.Json);
            var expected = instance.Json.GetProperty("expected");
            var power = expected.GetProperty("p").EnumerateArray().Select(p => p.GetDouble()).ToArray();
            var response = new StorageResponse(model.Steps);

            Assert.True(new StorageKernel().Minimise(model, new StorageState(model), new double[model.Steps], weight, center, 1e-10, response), instance.Name);

            var objective = response.Cost;
            for (var t = 0; t < model.Steps; t++)
            {
                objective += 0.5 * weight[t] * Math.Pow(response.Power[t] - center[t], 2);
                Assert.True(Math.Abs(response.Power[t] - power[t]) <= 1e-4 * model.ChargeLimitMw[t], $"{instance.Name}, step {t}: {response.Power[t]} not {power[t]}");
            }

            AssertClose(instance, objective, 1e-6);
        }
    }

    [Fact]
    public void Build_GoldenFamilyA_GivesExpectedObjective()
    {
        foreach (var instance in Find("A"))
        {
            var (model, weight, center) = GoldenModels.FamilyA(instance.Json);
            AssertClose(instance, Reference.Optimum(model, new FormulationOptions { ProximalWeight = weight, ProximalCenterMw = center }).Objective, 1e-7);
        }
    }

    [Fact]
    public void Solve_GoldenFamilyB_GivesExpectedObjective()
    {
        foreach (var instance in Find("B"))
        {
            var (models, coupling) = GoldenModels.FamilyB(instance.Json);
            var plan = CentralScheduler.Solve(
                models, coupling, [.. models.Select(_ => new[] { 0 })], new Optimization.InteriorPoint.InteriorPointSolver(), Reference.Tight);
            Assert.True(plan.Check.IsAccepted, string.Join("; ", plan.Check.Faults));
            AssertClose(instance, plan.Objective, 1e-7);
            Assert.Equal(plan.Objective, plan.AgentCost.Sum() + coupling.Cost(plan.SumsMw), 1e-5 * Math.Abs(plan.Objective));
        }
    }

    private static void AssertClose(GoldenInstance instance, double objective, double tolerance)
    {
        var expected = instance.Json.GetProperty("expected").GetProperty("objective").GetDouble();
        Assert.True(Math.Abs(objective - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{instance.Name}: {objective} not {expected}");
    }

    private IReadOnlyList<GoldenInstance> Find(string family)
    {
        var found = GoldenInstances.Find(family);
        if (found.Count == 0)
            output.WriteLine($"NO GOLDEN DATA: family {family} was not compared (set {GoldenInstances.FolderVariable}).");
        return found;
    }
}

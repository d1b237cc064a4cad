using Bess.Scheduling.Formulations;
using Bess.Scheduling.Kernel;
using Bess.TestKit.Central;

namespace Bess.Scheduling.Tests.Kernel;

public sealed class KernelMinimiseTests
{
    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        string[] kinds =
        [
            "plain", "ramp", "quarter hours", "one scenario", "one step", "one step, one scenario", "risk neutral", "below window",
            "above window", "below window, ramp", "floor", "negative prices", "fixed modes",
        ];
        foreach (var kind in kinds)
        {
            for (var seed = 1; seed <= 4; seed++)
                cases.Add(kind, seed);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Minimise_RandomInstance_EqualsGeneralSolver(string kind, int seed)
    {
        var model = Instances.Create(kind, seed);
        var price = Price(model, seed, 5);
        var expected = Reference.Optimum(model, new FormulationOptions { PricePerMw = price });
        var response = new StorageResponse(model.Steps);

        var settled = new StorageKernel().Minimise(model, new StorageState(model), price, [], [], 1e-10, response);

        Assert.True(settled);
        var objective = response.Cost + Dot(price, response.Power);
        var scale = Math.Max(Math.Abs(expected.Objective), 1e-2 * Reference.Turnover(model));
        Assert.InRange((objective - expected.Objective) / scale, -1e-8, 1e-8);
        Assert.InRange((response.LowerBound - expected.Objective) / scale, -1e-7, 1e-9);
    }

    [Theory]
    [InlineData("plain", 11)]
    [InlineData("ramp", 12)]
    [InlineData("below window", 13)]
    [InlineData("risk neutral", 14)]
    public void Minimise_WithProximalTerm_EqualsGeneralSolverInPower(string kind, int seed)
    {
        var model = Instances.Create(kind, seed);
        var price = Price(model, seed, 2);
        var random = new Random(seed);
        var weight = Enumerable.Range(0, model.Steps).Select(_ => (5 + (10 * random.NextDouble())) / model.ChargeLimitMw[0]).ToArray();
        var center = Enumerable.Range(0, model.Steps).Select(_ => model.ChargeLimitMw[0] * ((2 * random.NextDouble()) - 1)).ToArray();
        var expected = Reference.Optimum(model, new FormulationOptions { PricePerMw = price, ProximalWeight = weight, ProximalCenterMw = center });
        var response = new StorageResponse(model.Steps);

        Assert.True(new StorageKernel().Minimise(model, new StorageState(model), price, weight, center, 1e-10, response));

        var objective = response.Cost + Dot(price, response.Power);
        for (var t = 0; t < model.Steps; t++)
        {
            objective += 0.5 * weight[t] * Math.Pow(response.Power[t] - center[t], 2);
            Assert.InRange(response.Power[t] - expected.PowerMw[t], -1e-4 * model.ChargeLimitMw[0], 1e-4 * model.ChargeLimitMw[0]);
        }

        Assert.InRange((objective - expected.Objective) / Math.Abs(expected.Objective), -1e-8, 1e-8);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("ramp")]
    [InlineData("below window")]
    [InlineData("fixed modes")]
    public void Minimise_OneWorkspaceForManyModels_GivesTheSameAsAFreshOne(string kind)
    {
        var shared = new StorageKernel();
        foreach (var other in new[] { "quarter hours", "one step", "ramp", "above window" })
        {
            var before = Instances.Create(other, 3);
            shared.Minimise(before, new StorageState(before), new double[before.Steps], [], [], 1e-8, new StorageResponse(before.Steps));
            var model = Instances.Create(kind, 5);
            var (fresh, reused) = (new StorageResponse(model.Steps), new StorageResponse(model.Steps));
            new StorageKernel().Minimise(model, new StorageState(model), new double[model.Steps], [], [], 1e-8, fresh);
            shared.Minimise(model, new StorageState(model), new double[model.Steps], [], [], 1e-8, reused);
            Assert.Equal(fresh.Cost, reused.Cost);
            Assert.Equal(fresh.Power, reused.Power);
        }
    }

    internal static double[] Price(StorageModel model, int seed, double spread)
    {
        var random = new Random(seed + 77);
        return [.. Enumerable.Range(0, model.Steps).Select(_ => model.Prices.TimeStepHours * spread * ((2 * random.NextDouble()) - 1))];
    }

    internal static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}

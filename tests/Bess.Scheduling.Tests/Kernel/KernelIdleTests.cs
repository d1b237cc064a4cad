using Bess.Scheduling.Kernel;

namespace Bess.Scheduling.Tests.Kernel;

/// <summary>Wear above every price difference: idle is optimal, every scenario has the same loss, all tail rows are tight at once.</summary>
public sealed class KernelIdleTests
{
    private static readonly double[] Tolerances = [1e-6, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13];
    private static readonly int[] ScenarioCounts = [1, 5, 8, 20, 100];

    [Fact]
    public void Minimise_IdleIsOptimal_StaysFiniteAndSettlesToTenDigits()
    {
        // Before rows were sums of squares, 49 answers of the first 3,000 seeds were NaN: rᵀ W r of a flat price came out negative.
        var kernel = new StorageKernel();
        for (var seed = 0; seed < 300; seed++)
        {
            var (model, price) = Draw(new Random(seed));
            var response = new StorageResponse(model.Steps);
            foreach (var tolerance in Tolerances)
            {
                var settled = kernel.Minimise(model, new StorageState(model), price, [], [], tolerance, response);
                Assert.True(double.IsFinite(response.Cost) && double.IsFinite(response.LowerBound) && response.Power.All(double.IsFinite), $"seed {seed}, {tolerance}: not finite");
                Assert.True(settled || tolerance < 1e-10, $"seed {seed}: not settled at {tolerance}");
            }
        }
    }

    [Theory]
    [InlineData(391)]
    [InlineData(821)]
    [InlineData(1288)]
    [InlineData(1362)]
    [InlineData(1629)]
    [InlineData(2682)]
    public void Minimise_InstanceThatOnceGaveNaN_Settles(int seed)
    {
        var (model, price) = Draw(new Random(seed));
        var response = new StorageResponse(model.Steps);
        foreach (var tolerance in Tolerances.Where(t => t >= 1e-10))
            Assert.True(new StorageKernel().Minimise(model, new StorageState(model), price, [], [], tolerance, response), $"{tolerance}: {response.Cost}");
    }

    private static (StorageModel Model, double[] Price) Draw(Random random)
    {
        const int Steps = 24;
        double[] Flat(double value) => [.. Enumerable.Repeat(value, Steps)];
        var scenarios = ScenarioCounts[random.Next(4)];
        var level = random.NextDouble() * 20;
        var spread = random.Next(3) switch { 0 => 0.0, 1 => 1e-3, _ => 1.0 };
        var prices = Enumerable.Range(0, scenarios).Select(_ => Flat(level).Select(p => spread > 0 ? p + (spread * random.NextDouble()) : p).ToArray()).ToArray();
        if (spread == 0)
            random.Next(2);
        var model = new StorageModel(new ScenarioMatrix(prices, Enumerable.Repeat(1.0 / scenarios, scenarios).ToArray(), 1), Flat(1.8), Flat(1.8), Flat(0.2), Flat(1.8))
        {
            ChargeEfficiency = 0.85,
            DischargeEfficiency = 0.9,
            InitialEnergyMwh = random.Next(2) == 0 ? 0.2 : 1.0,
            TerminalValuePerMwh = random.Next(2) * level,
            DegradationPerMwh = 5 + (50 * random.NextDouble()),
            RiskWeight = random.Next(4) == 0 ? 0 : Math.Pow(10, -2 + (3 * random.NextDouble())),
            TailShare = random.Next(3) switch { 0 => 0.05, 1 => 0.1, _ => 0.5 },
            RampLimitMw = random.Next(3) == 0 ? 0.5 : null,
        };
        return (model, [.. Flat(0).Select(_ => random.Next(3) == 0 ? 0 : 1e-3 * random.NextDouble())]);
    }
}

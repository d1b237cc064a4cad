using Bess.Scheduling.Kernel;

namespace Bess.Benchmarks.Kernel;

/// <summary>A battery's proximal problem with the numbers of golden family A (2 MWh, 1.8 MW, λ 0.5, ρ 10, α 0.05) at any T and S; seeded prices.</summary>
internal sealed record KernelInstance(StorageModel Model, double[] ProximalWeight, double[] ProximalCenterMw)
{
    private const double PowerMw = 1.8;

    public static KernelInstance Create(int steps, int scenarios, int seed)
    {
        var random = new Random(seed);
        var matrix = new ScenarioMatrix(Prices(random, steps, scenarios), Flat(scenarios, 1.0 / scenarios), 1);
        var lower = Flat(steps, 0.2);
        lower[^1] = 1.0;
        var model = new StorageModel(matrix, Flat(steps, PowerMw), Flat(steps, PowerMw), lower, Flat(steps, 1.8))
        {
            ChargeEfficiency = 0.85,
            DischargeEfficiency = 0.9,
            InitialEnergyMwh = 1,
            DegradationPerMwh = 2,
            RiskWeight = 0.5,
            TailShare = 0.05,
        };
        double[] center = [.. Flat(steps, 0).Select(_ => 0.9 * PowerMw * ((2 * random.NextDouble()) - 1))];
        return new KernelInstance(model, Flat(steps, 10), center);
    }

    /// <summary>A day's shape with a morning and an evening peak, a level and an autoregressive deviation per scenario, rare spikes.</summary>
    private static double[][] Prices(Random random, int steps, int scenarios)
    {
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double Shape(double hour) =>
            90 + (18 * Math.Sin(Math.PI * (hour - 7) / 6)) + (25 * Math.Exp(-(hour - 19) * (hour - 19) / 6)) - (20 * Math.Exp(-(hour - 3) * (hour - 3) / 8));
        var prices = new double[scenarios][];
        for (var s = 0; s < scenarios; s++)
        {
            var (level, deviation) = (15 * Normal(), 0.0);
            prices[s] = new double[steps];
            for (var t = 0; t < steps; t++)
            {
                deviation = (0.8 * deviation) + (8 * Normal());
                var spike = random.NextDouble() < 0.01 ? 150 * random.NextDouble() : 0;
                prices[s][t] = Shape(t % 24) + level + deviation + spike;
            }
        }

        return prices;
    }

    private static double[] Flat(int length, double value) => [.. Enumerable.Repeat(value, length)];
}

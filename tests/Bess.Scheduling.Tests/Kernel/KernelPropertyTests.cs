using Bess.Optimization.Diagnostics;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Kernel;
using Bess.TestKit.Central;

namespace Bess.Scheduling.Tests.Kernel;

/// <summary>Random proximal problems of every shape against the general solver and its separate check.</summary>
public sealed class KernelPropertyTests
{
    private static readonly int[] Steps = [1, 2, 7, 24, 24, 48];
    private static readonly int[] Scenarios = [1, 3, 10, 20, 60, 150];

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 80)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Minimise_RandomProximalProblem_EqualsGeneralSolver(int seed)
    {
        var random = new Random(seed);
        var (model, weight, center) = Draw(random, seed);
        var price = new double[model.Steps];
        var options = new FormulationOptions { PricePerMw = price, ProximalWeight = weight, ProximalCenterMw = center };
        var (problem, columns) = BatteryFormulation.Build(model, options);
        var expected = Reference.Solve(problem);
        var response = new StorageResponse(model.Steps);
        var state = new StorageState(model);

        Assert.True(new StorageKernel().Minimise(model, state, price, weight, center, 1e-10, response));

        var answer = KernelAnswer.Map(model, state.Read(model), problem, columns);
        var scale = Math.Max(Math.Abs(expected.PrimalObjective), 1e-2 * Reference.Turnover(model));
        Assert.InRange((answer.PrimalObjective - expected.PrimalObjective) / scale, -1e-8, 1e-8);

        // ½ ρ |p − p*|² is at most the gap of both objectives: what strict convexity allows, and no more.
        var allowed = Math.Max(1e-6, Math.Sqrt(8 * 1e-8 * scale / weight[0]));
        for (var t = 0; t < model.Steps; t++)
            Assert.InRange(response.Power[t] - expected.Primal[columns.Power + t], -allowed, allowed);

        var report = KktCheck.Check(problem, answer);
        Assert.True(report.IsAccepted, string.Join("; ", report.Faults));
    }

    /// <summary>T from 1 to 48 against S from 1 to 150, ρ from 1e-6 to 1e3, λ from 0 to 10, prices around 80, 3 and −20, any terminal, ramps.</summary>
    internal static (StorageModel Model, double[] Weight, double[] Center) Draw(Random random, int seed)
    {
        var steps = Steps[random.Next(Steps.Length)];
        var scenarios = Scenarios[random.Next(Scenarios.Length)];
        double[] Flat(double value) => [.. Enumerable.Repeat(value, steps)];
        double mean = random.Next(3) switch { 0 => 80, 1 => 3, _ => -20 };
        var (kind, lower) = (random.Next(4), Flat(0.2));
        lower[^1] = kind == 0 ? Math.Min(1.0, 0.6 + steps) : 0.2;
        var model = new StorageModel(StorageModelFactory.MatrixOf(RandomFleet.Scenarios(seed, steps, scenarios, mean: mean, spread: 25)), Flat(1.8), Flat(1.8), lower, Flat(1.8))
        {
            ChargeEfficiency = 0.75 + (0.25 * random.NextDouble()),
            DischargeEfficiency = 0.9,
            InitialEnergyMwh = 1,
            TerminalEnergyMwh = kind == 1 ? 1 : null,
            TerminalValuePerMwh = kind == 2 ? 40 : 0,
            DegradationPerMwh = random.Next(2) * 2,
            RiskWeight = random.Next(4) == 0 ? 0 : Math.Pow(10, -2 + (3 * random.NextDouble())),
            RampLimitMw = random.Next(3) == 0 ? 0.3 + random.NextDouble() : null,
        };
        var center = Flat(0).Select(_ => 1.6 * ((2 * random.NextDouble()) - 1)).ToArray();
        return (model, Flat(Math.Pow(10, -6 + (9 * random.NextDouble()))), center);
    }
}

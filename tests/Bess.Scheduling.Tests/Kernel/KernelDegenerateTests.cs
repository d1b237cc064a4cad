using Bess.Scheduling.Kernel;
using Bess.TestKit.Central;

namespace Bess.Scheduling.Tests.Kernel;

/// <summary>Instances on which the linear algebra of the kernel once broke down close to the optimum.</summary>
public sealed class KernelDegenerateTests
{
    [Theory]
    [InlineData(1e-8)]
    [InlineData(1e-9)]
    [InlineData(1e-10)]
    public void Minimise_SettledWithRamp_KeepsTheRampLimit(double tolerance)
    {
        // Directions fixed step by step and the ramp limit tight in most of the steps: a degenerate vertex.
        var source = Instances.Domain(147, steps: 24, scenarios: 6, terminal: 3, outside: 1, ramp: true, mean: 15, scenarioSeed: 147);
        const string Directions = "DCCDCCDDCCDCDDCCCCDCDCCD";
        var model = Instances.Copy(
            source,
            charge: [.. source.ChargeLimitMw.Select((limit, t) => Directions[t] == 'C' ? limit : 0)],
            discharge: [.. source.DischargeLimitMw.Select((limit, t) => Directions[t] == 'D' ? limit : 0)]);
        var response = new StorageResponse(24);

        var settled = new StorageKernel().Minimise(model, new StorageState(model), new double[24], [], [], tolerance, response);

        var excess = Enumerable.Range(1, 23).Max(t => Math.Abs(response.Power[t] - response.Power[t - 1])) - model.RampLimitMw!.Value;
        Assert.True(!settled || excess <= 1e-6, $"settled, but the ramp limit is missed by {excess:E1} MW");
    }

    [Theory]
    [InlineData(1e-8, 0.0, 0.0)]
    [InlineData(1e-9, 1.5, 0.0)]
    [InlineData(1e-9, 1.5, 40.0)]
    [InlineData(1e-10, 0.0, 40.0)]
    public void Minimise_OneFlatPriceInAllScenarios_SettlesAtTheOptimum(double tolerance, double wear, double terminalValue)
    {
        // Selling the 0.8 MWh above the lower bound at 50 is all there is to do; the risk rows are all the same.
        double[] Flat(double value) => [.. Enumerable.Repeat(value, 24)];
        var prices = Enumerable.Repeat(Flat(50), 8).ToArray();
        var model = new StorageModel(new ScenarioMatrix(prices, Enumerable.Repeat(0.125, 8).ToArray(), 1), Flat(1), Flat(1), Flat(0.2), Flat(1.8))
        {
            ChargeEfficiency = 0.9,
            DischargeEfficiency = 0.9,
            InitialEnergyMwh = 1,
            RiskWeight = 0.7,
            TailShare = 0.1,
            TerminalValuePerMwh = terminalValue,
            DegradationPerMwh = wear,
        };
        var response = new StorageResponse(24);

        var settled = new StorageKernel().Minimise(model, new StorageState(model), new double[24], [], [], tolerance, response);

        Assert.True(settled, $"not settled after {response.Iterations} steps, cost {response.Cost}");
        Assert.Equal(Reference.Optimum(model).Objective, response.Cost, 1e-4);
    }
}

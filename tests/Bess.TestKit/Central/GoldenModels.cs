using System.Text.Json;
using Bess.Optimization.Aladin;
using Bess.Scheduling.Kernel;
using Bess.TestKit.Golden;

namespace Bess.TestKit.Central;

/// <summary>Golden families A and B as models of the scheduler.</summary>
public static class GoldenModels
{
    /// <summary>Family A: the model, ρ per step and z.</summary>
    public static (StorageModel Model, double[] Weight, double[] Center) FamilyA(JsonElement json)
    {
        var data = new GoldenData(json);
        var prices = data.Matrix("price");
        var matrix = new ScenarioMatrix(prices, data.Probabilities(prices.Length), data.Number("dt"));
        var model = Model(matrix, data.Number("alpha"), (name, _) => data.OptionalNumber(name));
        return (model, [.. Enumerable.Repeat(data.Number("rho"), matrix.Steps)], data.Vector("z"));
    }

    /// <summary>Family B: one model a battery, each with its own prices, and the committed schedule.</summary>
    public static (StorageModel[] Models, CouplingSet Coupling) FamilyB(JsonElement json)
    {
        var data = new GoldenData(json);
        var common = data.Matrix("price");
        var basis = data.Matrix("basis");
        var dt = data.Number("dt");
        var models = Enumerable.Range(0, data.Count("N")).Select(i =>
        {
            var prices = common.Select(row => row.Zip(basis[i], (a, b) => a + b).ToArray()).ToArray();
            var matrix = new ScenarioMatrix(prices, data.Probabilities(prices.Length), dt);
            return Model(matrix, data.Number("alpha"), (name, _) => data.OptionalEntry(name, i));
        }).ToArray();
        var committed = data.Vector("P");
        var price = Enumerable.Repeat(data.Number("penalty") * dt, committed.Length).ToArray();
        return (models, new CouplingSet(committed.Length, committed, committed, price, price));
    }

    private static StorageModel Model(ScenarioMatrix matrix, double tailShare, Func<string, int, double?> field)
    {
        double Number(string name) => field(name, 0) ?? throw new InvalidDataException($"{name} is missing.");
        double[] Flat(string name) => [.. Enumerable.Repeat(Number(name), matrix.Steps)];
        var lower = Flat("e_min");
        lower[^1] = Math.Max(lower[^1], field("eT_min", 0) ?? lower[^1]);
        return new StorageModel(matrix, Flat("pmax"), Flat("pmax"), lower, Flat("e_max"))
        {
            ChargeEfficiency = Number("eta_c"),
            DischargeEfficiency = Number("eta_d"),
            InitialEnergyMwh = Number("e0"),
            DegradationPerMwh = Number("c_deg"),
            RiskWeight = Number("lam"),
            TailShare = tailShare,
        };
    }
}

using Bess.Domain;
using Bess.Scheduling.Kernel;
using Bess.TestKit.Central;
using Bess.TestKit.Fleets;

namespace Bess.Scheduling.Tests.Kernel;

/// <summary>Named instances that kernel and general solver are compared on.</summary>
internal static class Instances
{
    public static StorageModel Create(string kind, int seed) => kind switch
    {
        "plain" => RandomVpp.Create(seed, 1).Models[0],
        "ramp" => RandomVpp.Create(seed, 1, ramp: true).Models[0],
        "quarter hours" => RandomVpp.Create(seed, 1, steps: 96, scenarios: 5, hours: 0.25).Models[0],
        "one scenario" => RandomVpp.Create(seed, 1, scenarios: 1).Models[0],
        "one step" => Domain(seed, steps: 1, scenarios: 4, terminal: seed % 3, outside: 0),
        "one step, one scenario" => Domain(seed, steps: 1, scenarios: 1, terminal: seed % 3, outside: 0),
        "risk neutral" => Neutral(RandomVpp.Create(seed, 1).Models[0]),
        "below window" => Domain(seed, 24, 8, seed % 4, -1),
        "above window" => Domain(seed, 24, 8, seed % 4, 1),
        "below window, ramp" => Domain(seed, 24, 8, seed % 4, -1, ramp: true),
        "floor" => Domain(seed, 24, 8, 2, 0),
        "negative prices" => Domain(seed, 24, 8, seed % 4, 0, mean: -5),
        "fixed modes" => WithModes(RandomVpp.Create(seed, 1).Models[0], seed),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a known kind."),
    };

    public static StorageModel Domain(int seed, int steps, int scenarios, int terminal, int outside, bool ramp = false, double mean = 50, int? scenarioSeed = null)
    {
        var member = RandomFleet.Member(new Random(seed), "b", terminal, outside, ramp);
        Validated<StorageModel> model = StorageModelFactory.Create(member, RandomFleet.Scenarios(scenarioSeed ?? seed + 1000, steps, scenarios, mean: mean));
        return model.Value;
    }

    public static StorageModel Copy(StorageModel model, double? risk = null, double[]? charge = null, double[]? discharge = null, ScenarioMatrix? prices = null) =>
        new(prices ?? model.Prices, charge ?? model.ChargeLimitMw, discharge ?? model.DischargeLimitMw, model.LowerEnergyMwh, model.UpperEnergyMwh)
        {
            ChargeEfficiency = model.ChargeEfficiency,
            DischargeEfficiency = model.DischargeEfficiency,
            InitialEnergyMwh = model.InitialEnergyMwh,
            TerminalEnergyMwh = model.TerminalEnergyMwh,
            TerminalValuePerMwh = model.TerminalValuePerMwh,
            DegradationPerMwh = model.DegradationPerMwh,
            RiskWeight = risk ?? model.RiskWeight,
            TailShare = model.TailShare,
            BaselineProfit = model.BaselineProfit,
            RampLimitMw = model.RampLimitMw,
            SoftSign = model.SoftSign,
            SoftBoundMwh = model.SoftBoundMwh,
            SoftPricePerMwh = model.SoftPricePerMwh,
        };

    private static StorageModel Neutral(StorageModel model) => Copy(model, risk: 0);

    /// <summary>Charging in the first part of the night only, discharging in the evening only, some steps idle.</summary>
    private static StorageModel WithModes(StorageModel model, int seed)
    {
        var charge = model.ChargeLimitMw.ToArray();
        var discharge = model.DischargeLimitMw.ToArray();
        for (var t = 0; t < charge.Length; t++)
        {
            if ((t + seed) % 3 == 0)
                charge[t] = 0;
            if ((t + seed) % 4 == 1)
                discharge[t] = 0;
        }

        return Copy(model, charge: charge, discharge: discharge);
    }
}

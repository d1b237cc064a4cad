using Bess.Coordination.Fleets;

namespace Bess.Coordination.Tests.Fleets;

/// <summary>A small correct file whose lines the bad files change.</summary>
internal static class FleetTexts
{
    /// <summary>batteries[0] is lines 7–21 and batteries[1] line 22.</summary>
    public const string Good = """
        {
          "schemaVersion": 1,
          "name": "two",
          "groups": [{ "name": "zone" },
            { "name": "feeder-a", "parent": "zone" }],
          "batteries": [
            {
              "id": "b-001",
              "energyCapacityMwh": 2,
              "chargeLimitMw": 1,
              "dischargeLimitMw": 0.9,
              "chargeEfficiency": 0.95,
              "dischargeEfficiency": 0.94,
              "minimumEnergyMwh": 0.2,
              "maximumEnergyMwh": 1.8,
              "initialEnergyMwh": 1,
              "rampLimitMw": null,
              "terminal": { "kind": "floor", "energyMwh": 0.5 },
              "risk": { "lambda": 1.5 },
              "group": "feeder-a"
            },
            { "id": "b-002", "energyCapacityMwh": 1, "chargeLimitMw": 1, "dischargeLimitMw": 1, "chargeEfficiency": 1, "dischargeEfficiency": 1, "minimumEnergyMwh": 0, "maximumEnergyMwh": 1, "initialEnergyMwh": 0, "rampLimitMw": 0.5, "degradationCostPerMwh": 3, "terminal": { "kind": "none" } }
          ]
        }
        """;

    public static string With(string old, string replacement)
    {
        Assert.Contains(old, Good, StringComparison.Ordinal);
        var cut = Good.IndexOf(old, StringComparison.Ordinal);
        return string.Concat(Good.AsSpan(0, cut), replacement, Good.AsSpan(cut + old.Length));
    }

    public static string[] FaultsOf(string json) =>
        [.. FleetFile.Parse(json, "fleet.json").Faults.Select(fault => fault.ToString())];
}

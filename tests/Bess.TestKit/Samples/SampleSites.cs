namespace Bess.TestKit.Samples;

/// <summary>The sites of the samples.</summary>
internal static class SampleSites
{
    /// <summary>A battery of 1 MW and 2 MWh, a roof of 2 MW and a load of at most 0.8 MW behind 1 MW in and 1.2 MW out.</summary>
    public static SampleFile Workshop() => new("site.json", """
        {
          "schemaVersion": 1,
          "battery": {
            "id": "storage",
            "energyCapacityMwh": 2,
            "minimumEnergyMwh": 0.2,
            "maximumEnergyMwh": 1.8,
            "initialEnergyMwh": 1,
            "chargeLimitMw": 1,
            "dischargeLimitMw": 1,
            "chargeEfficiency": 0.95,
            "dischargeEfficiency": 0.95,
            "degradationCostPerMwh": 2
          },
          "importLimitMw": 1,
          "exportLimitMw": 1.2,
          "importFeePerMwh": 40,
          "exportFeePerMwh": 1,
          "solar": { "series": "solar_actual_mw", "peakMw": 2 },
          "load": { "series": "load_actual_mw", "peakMw": 0.8 }
        }

        """);
}

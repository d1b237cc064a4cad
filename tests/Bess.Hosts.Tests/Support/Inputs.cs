using System.Globalization;
using System.Text;

namespace Bess.Hosts.Tests.Support;

/// <summary>Texts of small valid inputs: two batteries, one day of hourly prices.</summary>
public static class Inputs
{
    public const string Fleet = """
        {
          "schemaVersion": 1,
          "name": "pair",
          "groups": [{ "name": "substation" }, { "name": "feeder-a", "parent": "substation" }],
          "batteries": [
            {
              "id": "one",
              "energyCapacityMwh": 2, "chargeLimitMw": 1, "dischargeLimitMw": 1, "chargeEfficiency": 0.9, "dischargeEfficiency": 0.9,
              "minimumEnergyMwh": 0.2, "maximumEnergyMwh": 1.8, "initialEnergyMwh": 1, "degradationCostPerMwh": 2,
              "terminal": { "kind": "fixed", "energyMwh": 1 },
              "group": "feeder-a"
            },
            {
              "id": "two",
              "energyCapacityMwh": 4, "chargeLimitMw": 1, "dischargeLimitMw": 1.5, "chargeEfficiency": 0.95, "dischargeEfficiency": 0.9,
              "minimumEnergyMwh": 0.4, "maximumEnergyMwh": 3.6, "initialEnergyMwh": 2, "degradationCostPerMwh": 3,
              "terminal": { "kind": "value", "pricePerMwh": 50 }
            }
          ]
        }
        """;

    public static readonly DateTimeOffset Start = new(2026, 3, 9, 23, 0, 0, TimeSpan.Zero);

    /// <summary>Prices of a whole Central European day.</summary>
    public static string Prices(int rows = 24, int days = 1) => Series(
        "day_ahead_eur_per_mwh", rows * days, t => 60 + (40 * Math.Sin(t / 24.0 * 4 * Math.PI)) + (t / 24 * 1.5), Start.AddDays(1 - days));

    /// <summary>A commitment that the two can keep.</summary>
    public static string Commitment(double powerMw = 0.1, int rows = 24) => Series(
        "power_mw", rows, t => t is >= 6 and < 10 ? powerMw : t is >= 0 and < 4 ? -powerMw : 0, Start);

    public static string Scenarios(string[]? probabilities = null)
    {
        var text = new StringBuilder("scenario,probability,timestamp_utc,price_eur_per_mwh\n");
        for (var s = 0; s < 2; s++)
        {
            for (var t = 0; t < 24; t++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{s + 1},{(probabilities ?? ["0.5", "0.5"])[s]},{Stamp(Start.AddHours(t))},{50 + (t * (s + 1))}\n");
            }
        }

        return text.ToString();
    }

    public static string Series(string column, int rows, Func<int, double> value, DateTimeOffset start, double stepHours = 1)
    {
        var text = new StringBuilder($"timestamp_utc,{column}\n");
        for (var t = 0; t < rows; t++)
            text.Append(CultureInfo.InvariantCulture, $"{Stamp(start.AddHours(t * stepHours))},{Math.Round(value(t), 4)}\n");
        return text.ToString();
    }

    /// <summary>Writes fleet.json, prices.csv, commitment.csv and a run.json that names them.</summary>
    public static void WriteAll(TempFolder folder)
    {
        folder.Write("fleet.json", Fleet);
        folder.Write("prices.csv", Prices());
        folder.Write("commitment.csv", Commitment());
        folder.Write("scenarios.csv", Scenarios());
        folder.Write("run.json", Run);
    }

    public const string Run = """
        {
          "schemaVersion": 1,
          "name": "pair-day",
          "fleet": "fleet.json",
          "prices": "prices.csv",
          "scenarios": "single",
          "zone": "DE_LU",
          "commitments": [{ "file": "commitment.csv", "mode": "hard" }],
          "limits": [{ "lowerMw": -2, "upperMw": 2 }]
        }
        """;

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

using System.Text.Json;

namespace Bess.Hosts.Tests.Backtests;

/// <summary>backtest.json: what it says is run, options go over it, and each fault has its line and field.</summary>
public sealed class BacktestFileTests
{
    private const string Good = """
        {
          "schemaVersion": 1,
          "description": "a test",
          "zone": "test_zone",
          "marketFolder": "../market",
          "from": "2025-02-03",
          "to": "2025-02-05",
          "strategy": "yesterday",
          "battery": "battery.json",
          "fees": { "dayAheadPerMwh": 1.5, "realTimePerMwh": 0.5, "deviationPerMwh": 2 },
          "lambda": 0.1, "scenarios": 50, "keep": 5, "horizonDays": 3, "cyclesPerDay": 1.5, "reserve": "off",
          "realTime": "imbalance_eur_per_mwh", "clock": "central-european", "gate": "11:30", "plant": "ideal",
          "seed": 7
        }
        """;

    private const string Battery =
        """{ "energyCapacityMwh": 4, "chargeLimitMw": 2, "dischargeLimitMw": 2, "chargeEfficiency": 0.9, "dischargeEfficiency": 0.9, "minimumEnergyMwh": 0.4, "maximumEnergyMwh": 3.6 }""";

    [Theory]
    [InlineData("case")]
    [InlineData("case/backtest.json")]
    public async Task Backtest_OfAFile_RunsWhatItSays(string path)
    {
        using var folder = SmallMarket.Make();
        folder.Write("case/backtest.json", Good);
        folder.Write("case/battery.json", Battery);
        var run = await SmallMarket.RunAsync(folder, "backtest", path, "--out", "run", "--seed", "9", "--to", "2025-02-04");
        Assert.True(run.Code == 0, run.All);
        var request = JsonDocument.Parse(File.ReadAllText(folder["run/manifest.json"])).RootElement.GetProperty("request");
        string Of(string name) => request.GetProperty(name).ToString();
        Assert.Equal(
            ["TEST_ZONE", "2025-02-03", "2025-02-04", "yesterday", "1.5", "0.5", "2", "0.1", "50", "5", "3", "1.5", "False", "imbalance_eur_per_mwh", "central-european", "True", "9"],
            new[]
            {
                "zone", "from", "to", "strategy", "dayAheadFeePerMwh", "realTimeFeePerMwh", "deviationCostPerMwh", "lambda", "scenarios", "keptScenarios", "horizonDays", "cyclesPerDay",
                "reserve", "realTime", "clock", "idealPlant", "seed",
            }.Select(Of));
        Assert.Equal("4", request.GetProperty("battery").GetProperty("energyCapacityMwh").ToString());
        Assert.StartsWith("11:30", Of("gate"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 2", "line 2: schemaVersion: expected 1")]
    [InlineData("\"zone\": \"test_zone\"", "\"zone\": \"nowhere\"", "line 4: zone: expected one of other, test_zone, was 'nowhere'")]
    [InlineData("\"zone\": \"test_zone\"", "\"zone\": null", "line 4: zone: expected a folder of the market folder")]
    [InlineData("\"zone\": \"test_zone\"", "\"Zone\": \"test_zone\"", "the unknown field 'Zone'")]
    [InlineData("../market", "../nowhere", "line 5: marketFolder: expected a folder of market data")]
    [InlineData("2025-02-03", "2025-02-30", "line 6: from: expected a date")]
    [InlineData("2025-02-03", "2025-03-03", "line 6: from: expected a day not after 'to', 2025-02-05")]
    [InlineData("yesterday", "tomorrow", "line 8: strategy: expected one of idle")]
    [InlineData("yesterday", "self-consumption", "line 8: strategy: expected one of idle")]
    [InlineData("\"battery.json\"", "7", "line 9: battery: expected a text")]
    [InlineData("battery.json", "none.json", "none.json: expected a readable file")]
    [InlineData("\"dayAheadPerMwh\": 1.5", "\"dayAheadPerMwh\": -1", "line 10: fees.dayAheadPerMwh: expected a number >= 0")]
    [InlineData("dayAheadPerMwh", "perMwh", "line 10: fees.perMwh: expected one of the fields")]
    [InlineData("\"lambda\": 0.1", "\"lambda\": -0.1", "line 11: lambda: expected a number >= 0")]
    [InlineData("\"scenarios\": 50", "\"scenarios\": 1.5", "line 11: scenarios: expected a whole number in 1")]
    [InlineData("\"keep\": 5", "\"keep\": 0", "line 11: keep: expected a whole number in 1")]
    [InlineData("\"horizonDays\": 3", "\"horizonDays\": 15", "line 11: horizonDays: expected a whole number in 1")]
    [InlineData("\"cyclesPerDay\": 1.5", "\"cyclesPerDay\": -1", "line 11: cyclesPerDay: expected a number >= 0")]
    [InlineData("\"reserve\": \"off\"", "\"reserve\": false", "line 11: reserve: expected a text")]
    [InlineData("imbalance_eur_per_mwh", "gossip", "line 12: realTime: expected one of")]
    [InlineData("11:30", "25:00", "line 12: gate: expected a time")]
    [InlineData("\"ideal\"", "\"dream\"", "line 12: plant: expected one of real, ideal")]
    [InlineData("central-european", "moon", "line 12: clock: expected one of")]
    [InlineData("\"seed\": 7", "\"seed\": 7, \"seed\": 8", "seed")]
    public async Task BacktestAndValidate_OfASpoiltFile_TellLineAndField(string good, string bad, string expected)
    {
        using var folder = SmallMarket.Make(days: 20);
        folder.Write("case/backtest.json", Good.Replace(good, bad, StringComparison.Ordinal));
        folder.Write("case/battery.json", Battery);
        foreach (var line in new string[][] { ["backtest", "case", "--out", "run"], ["validate", "case"] })
        {
            var run = await SmallMarket.RunAsync(folder, line);
            Assert.True(run.Code == 2 && run.Error.Contains(expected, StringComparison.Ordinal), run.All);
        }

        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public async Task Backtest_OfAFileWithSeveralFaults_TellsAll()
    {
        using var folder = SmallMarket.Make(days: 20);
        folder.Write("case/backtest.json", Good.Replace("yesterday", "tomorrow", StringComparison.Ordinal).Replace("\"keep\"", "\"kept\"", StringComparison.Ordinal));
        var run = await SmallMarket.RunAsync(folder, "backtest", "case");
        Assert.True(run.Code == 2 && run.Error.Contains("strategy", StringComparison.Ordinal) && run.Error.Contains("'kept'", StringComparison.Ordinal), run.All);
    }

    [Theory]
    [InlineData("backtest nowhere", 2, "nowhere")]
    [InlineData("backtest case --resume run", 1, "without FOLDER")]
    [InlineData("backtest case --zone nowhere", 2, "command line: --zone: expected one of")]
    public async Task Backtest_OfAFileWithOptions_Refuses(string line, int code, string expected)
    {
        using var folder = SmallMarket.Make(days: 20);
        folder.Write("case/backtest.json", Good);
        folder.Write("case/battery.json", Battery);
        var run = await SmallMarket.RunAsync(folder, line.Split(' '));
        Assert.True(run.Code == code && run.Error.Contains(expected, StringComparison.Ordinal), run.All);
    }
}

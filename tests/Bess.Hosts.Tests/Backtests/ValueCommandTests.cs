using System.Text.Json;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Backtests;

/// <summary>The two values of small runs: information and coordination.</summary>
public sealed class ValueCommandTests
{
    private static readonly string[] Days = ["--zone", SmallMarket.Zone, "--clock", "central-european", "--from", "2025-01-25", "--to", "2025-02-05"];
    private static readonly string[] Few = ["--scenarios", "10", "--keep", "4"];

    [Fact]
    public async Task Information_MarketOfTwoPrices_RealisedAndExpectedAddUp()
    {
        using var folder = new TempFolder();
        var market = RepositoryFolder.Of("samples", "indian-two-stage", "market");
        var run = await CliRun.InAsync(folder.Path, ["value", "information", "--zone", "in_iex", "--market-dir", market, "--from", "2026-03-08", "--to", "2026-03-10", .. Few, "--output", "json"]);
        Assert.True(run.Code == 0, run.All);
        var root = JsonDocument.Parse(run.Out).RootElement;
        double Number(params string[] path) => path.Aggregate(root, (node, name) => node.GetProperty(name)).GetDouble();

        Assert.Equal(3, root.GetProperty("days").GetInt32());
        Assert.Equal(Number("perfectPerMwYear") - Number("twoStagePerMwYear"), Number("realised", "evpi", "perMwYear"), 6);
        Assert.Equal(Number("twoStagePerMwYear") - Number("meanValuePerMwYear"), Number("realised", "vss", "perMwYear"), 6);
        Assert.True(Number("realised", "evpi", "perMwYear") > 0);
        Assert.True(Number("expected", "days") > 0, root.GetProperty("expected").GetRawText());
        Assert.True(Number("expected", "evpiPerMwYear") > 0 && Number("expected", "vssPerMwYear") >= -1, root.GetProperty("expected").GetRawText());
        Assert.Equal(3, root.GetProperty("byDay").GetArrayLength());
    }

    [Fact]
    public async Task Information_TableAndCsv_SayWhichIsWhich()
    {
        using var folder = SmallMarket.Make();
        var table = await SmallMarket.RunAsync(folder, ["value", "information", .. Days, .. Few, "--real-time", "off", "--expected", "off"]);
        Assert.True(table.Code == 0, table.All);
        Assert.Contains("no second price", table.Out, StringComparison.Ordinal);
        Assert.Contains("scenarios: no effect", table.Out, StringComparison.Ordinal);
        var csv = await SmallMarket.RunAsync(folder, ["value", "information", .. Days, .. Few, "--real-time", "off", "--output", "csv"]);
        Assert.Equal("day,perfect,two_stage,mean_value,evpi,vss,expected_evpi,expected_vss", csv.Out.Split('\n')[0]);
        Assert.Equal(13, csv.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Coordination_TwoBatteries_ValueIsTheDifferenceOfTheDays()
    {
        using var folder = SmallMarket.Make();
        folder.Write("fleet.json", Fleet);
        string[] asked = ["value", "coordination", .. Days, "--fleet", "fleet.json", "--connection-limit", "1.5", "--strategy", "perfect"];
        var run = await SmallMarket.RunAsync(folder, [.. asked, "--output", "json"]);
        Assert.True(run.Code == 0, run.All);
        var root = JsonDocument.Parse(run.Out).RootElement;

        Assert.Equal(["quick", "slow"], root.GetProperty("batteries").EnumerateArray().Select(battery => battery.GetProperty("id").GetString()));
        Assert.Equal(root.GetProperty("value").GetDecimal(), root.GetProperty("byDay").EnumerateArray().Sum(day => day.GetProperty("value").GetDecimal()));
        Assert.True(root.GetProperty("value").GetDecimal() > 0, run.Out);
        Assert.False(root.GetProperty("isTradable").GetBoolean());
        var table = await SmallMarket.RunAsync(folder, asked);
        Assert.Contains("NOT TRADABLE", table.Out, StringComparison.Ordinal);
        Assert.Contains("verdict", table.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordination_WrongStrategyLimitOrFleet_RefusedByName()
    {
        using var folder = SmallMarket.Make();
        folder.Write("fleet.json", Fleet);
        var strategy = await SmallMarket.RunAsync(folder, ["value", "coordination", .. Days, "--fleet", "fleet.json", "--connection-limit", "1", "--strategy", "naive"]);
        Assert.True(strategy.Code == 2, strategy.All);
        Assert.Contains("--strategy: expected one of deterministic, rolling", strategy.Error, StringComparison.Ordinal);
        var missing = await SmallMarket.RunAsync(folder, ["value", "coordination", .. Days, "--fleet", "none.json", "--connection-limit", "1"]);
        Assert.True(missing.Code == 2, missing.All);
        Assert.Contains("no such file", missing.Error, StringComparison.Ordinal);
        var limit = await SmallMarket.RunAsync(folder, ["value", "coordination", .. Days, "--fleet", "fleet.json", "--connection-limit", "0"]);
        Assert.True(limit.Code == 1, limit.All);
        Assert.Contains("--connection-limit: expected a number > 0", limit.Error, StringComparison.Ordinal);
    }

    private const string Fleet =
        """
        { "schemaVersion": 1, "name": "two", "groups": [], "batteries": [
          { "id": "quick", "energyCapacityMwh": 1, "chargeLimitMw": 1, "dischargeLimitMw": 1, "chargeEfficiency": 0.95, "dischargeEfficiency": 0.95, "minimumEnergyMwh": 0, "maximumEnergyMwh": 1, "initialEnergyMwh": 0.5, "degradationCostPerMwh": 2, "terminal": { "kind": "none" }, "risk": { "lambda": 0, "tailShare": 0.05 } },
          { "id": "slow", "energyCapacityMwh": 4, "chargeLimitMw": 1, "dischargeLimitMw": 1, "chargeEfficiency": 0.95, "dischargeEfficiency": 0.95, "minimumEnergyMwh": 0, "maximumEnergyMwh": 4, "initialEnergyMwh": 2, "degradationCostPerMwh": 2, "terminal": { "kind": "none" }, "risk": { "lambda": 0, "tailShare": 0.05 } }
        ] }
        """;
}

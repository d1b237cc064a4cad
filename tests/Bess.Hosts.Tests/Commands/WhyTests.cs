using System.Globalization;
using System.Text.Json;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Commands;

/// <summary><c>bess why</c> over plans and run folders, and the plans of more markets that it reads.</summary>
public sealed class WhyTests
{
    private const string Fleet = """
        { "schemaVersion": 1, "name": "one", "batteries": [{
          "id": "b", "energyCapacityMwh": 2, "chargeLimitMw": 1, "dischargeLimitMw": 1, "chargeEfficiency": 0.95, "dischargeEfficiency": 0.95,
          "minimumEnergyMwh": 0.2, "maximumEnergyMwh": 1.8, "initialEnergyMwh": 1, "degradationCostPerMwh": 2, "terminal": { "kind": "value", "pricePerMwh": 40 } }] }
        """;

    private static readonly double[] Prices = [40, 20, 15, 30, 70, 95, 80, 35];

    [Fact]
    public async Task Why_PlanOfOptimize_TellsEachInterval()
    {
        using var folder = await PlannedAsync();
        var run = await CliRun.InAsync(folder.Path, ["why", "plan.json", "--output", "json"]);
        Assert.True(run.Code == 0, run.All);
        var told = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("Optimal", told.GetProperty("status").GetString());
        var intervals = told.GetProperty("intervals").EnumerateArray().ToArray();
        Assert.Equal(8, intervals.Length);
        Assert.Equal("Discharge", intervals[5].GetProperty("action").GetString());
        Assert.True(intervals[5].GetProperty("opposite").GetProperty("cost").GetDouble() > 0);
        Assert.Contains("Discharges 1 MW at its discharging limit", intervals[5].GetProperty("sentence").GetString(), StringComparison.Ordinal);
        var csv = await CliRun.InAsync(folder.Path, ["why", "plan.json", "--output", "csv"]);
        Assert.Equal(9, csv.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("2026-03-10T04:00:00Z", 0, "Discharges")]
    [InlineData("2026-03-10T05:30", 0, "Discharges")]
    [InlineData("2026-03-11T05:00:00Z", 2, "--at: expected an instant within")]
    [InlineData("soon", 2, "--at: expected an instant such as")]
    public async Task Why_At_OneIntervalOrAFault(string at, int code, string words)
    {
        using var folder = await PlannedAsync();
        var run = await CliRun.InAsync(folder.Path, ["why", "plan.json", "--at", at]);
        Assert.True(run.Code == code, run.All);
        Assert.Contains(words, run.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_PlanThatIsNotBest_SaysSoAndExit3()
    {
        using var folder = await PlannedAsync();
        var text = File.ReadAllText(Path.Combine(folder.Path, "plan.json"));
        var plan = System.Text.Json.Nodes.JsonNode.Parse(text)!;
        (plan["powerMw"], plan["stateOfChargeMwh"]) = (JsonSerializer.SerializeToNode(new double[8]), JsonSerializer.SerializeToNode(Enumerable.Repeat(1.0, 8)));
        folder.Write("idle.json", plan.ToJsonString());
        var run = await CliRun.InAsync(folder.Path, ["why", "idle.json"]);
        Assert.True(run.Code == 3, run.All);
        Assert.Contains("cannot be explained as optimal", run.Out, StringComparison.Ordinal);
        ((System.Text.Json.Nodes.JsonObject)plan).Remove("problem");
        folder.Write("bare.json", plan.ToJsonString());
        var bare = await CliRun.InAsync(folder.Path, ["why", "bare.json"]);
        Assert.True(bare.Code == 2, bare.All);
        Assert.Contains("problem: expected the problem that the plan answers", bare.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Optimize_Reserve_IsVerifiedAndExplainedWithNextBestMarket()
    {
        using var folder = Inputs();
        folder.Write("fcr.csv", Csv("fcr_n_eur_per_mw_h", [12, 12, 12, 12, 12, 12, 12, 12]));
        var optimized = await CliRun.InAsync(
            folder.Path, ["optimize", "--fleet", "fleet.json", "--prices", "prices.csv", "--zone", "DE_LU", "--reserve", "FCR-N=fcr.csv", "--output", "json"]);
        Assert.True(optimized.Code == 0, optimized.All);
        folder.Write("plan.json", optimized.Out);
        Assert.Contains(JsonDocument.Parse(optimized.Out).RootElement.GetProperty("reserves")[0].GetProperty("soldMw").EnumerateArray(), sold => sold.GetDouble() > 0);
        var verified = await CliRun.InAsync(folder.Path, ["verify", "plan.json"]);
        Assert.True(verified.Code == 0, verified.All);
        var why = await CliRun.InAsync(folder.Path, ["why", "plan.json", "--output", "json"]);
        Assert.True(why.Code == 0, why.All);
        Assert.All(JsonDocument.Parse(why.Out).RootElement.GetProperty("intervals").EnumerateArray(), interval => Assert.Equal(2, interval.GetProperty("markets").GetArrayLength()));
    }

    [Fact]
    public async Task Optimize_RealTime_IsVerifiedAndExplained()
    {
        using var folder = Inputs();
        folder.Write("rt.csv", Csv("real_time_eur_per_mwh", [35, 25, 20, 40, 60, 120, 70, 30]));
        var optimized = await CliRun.InAsync(
            folder.Path, ["optimize", "--fleet", "fleet.json", "--prices", "prices.csv", "--real-time", "rt.csv", "--fee-real-time", "1", "--output", "json"]);
        Assert.True(optimized.Code == 0, optimized.All);
        folder.Write("plan.json", optimized.Out);
        Assert.True((await CliRun.InAsync(folder.Path, ["verify", "plan.json"])).Code == 0);
        var why = await CliRun.InAsync(folder.Path, ["why", "plan.json", "--at", "2026-03-10T04:00:00Z"]);
        Assert.True(why.Code == 0, why.All);
        Assert.Contains("real time", why.Out, StringComparison.Ordinal);
        var corrupted = System.Text.Json.Nodes.JsonNode.Parse(optimized.Out)!;
        corrupted["dispatchMw"]![0]![3] = 5.0;
        folder.Write("bad.json", corrupted.ToJsonString());
        var refused = await CliRun.InAsync(folder.Path, ["verify", "bad.json"]);
        Assert.True(refused.Code == 3, refused.All);
        Assert.Contains("scenario 0", refused.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FCR-X=fcr.csv", 1, "FCR-N")]
    [InlineData("FCR-N=none.csv", 2, "none.csv")]
    [InlineData("FCR-N=prices.csv", 2, "fcr_n_eur_per_mw_h")]
    public async Task Optimize_BadReserve_FaultNamesWhatWasExpected(string reserve, int code, string words)
    {
        using var folder = Inputs();
        var run = await CliRun.InAsync(folder.Path, ["optimize", "--fleet", "fleet.json", "--prices", "prices.csv", "--reserve", reserve]);
        Assert.True(run.Code == code, run.All);
        Assert.Contains(words, run.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_RunFolderOfSample_TellsABattery()
    {
        using var folder = new TempFolder();
        var sample = RepositoryFolder.Of("samples", "community-3");
        var coordinated = await CliRun.InAsync(folder.Path, ["coordinate", sample, "--out", "run"]);
        Assert.True(coordinated.Code == 0, coordinated.All);
        var why = await CliRun.InAsync(folder.Path, ["why", "run", "--battery", "baker", "--output", "json"]);
        Assert.True(why.Code == 0, why.All);
        Assert.Contains(JsonDocument.Parse(why.Out).RootElement.GetProperty("intervals").EnumerateArray(), interval => interval.GetProperty("couplingPricePerMwh").GetDouble() != 0);
        var unknown = await CliRun.InAsync(folder.Path, ["why", "run", "--battery", "miller"]);
        Assert.True(unknown.Code == 2, unknown.All);
        Assert.Contains("baker, family, school", unknown.All, StringComparison.Ordinal);
    }

    private static TempFolder Inputs()
    {
        var folder = new TempFolder();
        folder.Write("fleet.json", Fleet);
        folder.Write("prices.csv", Csv("day_ahead_eur_per_mwh", Prices));
        return folder;
    }

    private static async Task<TempFolder> PlannedAsync()
    {
        var folder = Inputs();
        var run = await CliRun.InAsync(folder.Path, ["optimize", "--fleet", "fleet.json", "--prices", "prices.csv", "--zone", "DE_LU", "--output", "json"]);
        Assert.True(run.Code == 0, run.All);
        folder.Write("plan.json", run.Out);
        return folder;
    }

    private static string Csv(string column, double[] values) => $"timestamp_utc,{column}\n" + string.Concat(values.Select(
        (value, t) => string.Create(CultureInfo.InvariantCulture, $"2026-03-09T{23 + t:00}:00:00Z,{value}\n")).Select(Shifted));

    // Hour 23 of the ninth, then the tenth.
    private static string Shifted(string line)
    {
        var hour = int.Parse(line.AsSpan(11, 2), CultureInfo.InvariantCulture);
        return hour < 24 ? line : string.Create(CultureInfo.InvariantCulture, $"2026-03-10T{hour - 24:00}{line[13..]}");
    }
}

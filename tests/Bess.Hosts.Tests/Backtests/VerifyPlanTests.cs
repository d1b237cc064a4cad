using System.Text.Json;
using System.Text.Json.Nodes;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Backtests;

public sealed class VerifyPlanTests
{
    private const string Claim = """
        {
          "kind": "planClaim",
          "schemaVersion": 1,
          "battery": {
            "energyCapacityMwh": 2, "chargeLimitMw": 1, "dischargeLimitMw": 1, "chargeEfficiency": 1, "dischargeEfficiency": 1,
            "minimumEnergyMwh": 0, "maximumEnergyMwh": 2, "initialEnergyMwh": 1
          },
          "horizon": { "startUtc": "2026-03-09T23:00:00Z", "stepMinutes": 60, "steps": 4 },
          "powerMw": [0.5, -0.25, 0, 0],
          "stateOfChargeMwh": [0.5, 0.75, 0.75, 0.75],
          "reserves": [{ "product": "FCR-D up", "soldMw": [0.4, 0.4, 0.4, 0.4] }]
        }
        """;

    [Fact]
    public async Task Verify_GoodClaim_Holds()
    {
        using var folder = new TempFolder();
        folder.Write("claim.json", Claim);
        var run = await CliRun.InAsync(folder.Path, ["verify", "claim.json"]);
        Assert.True(run.Code == 0, run.All);
        Assert.StartsWith("plan holds: battery, 4 steps", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[0.5, -0.25, 0, 0]", "[1.5, -0.25, 0, 0]", "PowerLimit")]
    [InlineData("[0.5, 0.75, 0.75, 0.75]", "[0.5, 0.75, 0.75, 1.75]", "EnergyBalance")]
    [InlineData("\"FCR-D up\"", "\"FCR-N\"", "UpwardPower")]
    [InlineData("[0.4, 0.4, 0.4, 0.4]", "[0.9, 0.4, 0.4, 0.4]", "UpwardPower")]
    public async Task Verify_CorruptedClaim_FindingAndExit3(string was, string becomes, string rule)
    {
        using var folder = new TempFolder();
        folder.Write("claim.json", Claim.Replace(was, becomes, StringComparison.Ordinal));
        var run = await CliRun.InAsync(folder.Path, ["verify", "claim.json", "--output", "json"]);
        Assert.True(run.Code == 3, run.All);
        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.False(root.GetProperty("isAccepted").GetBoolean());
        Assert.Contains(rule, root.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("rule").GetString()));
    }

    [Theory]
    [InlineData("\"steps\": 4", "\"steps\": 5", "claim.json: line 9", "powerMw", "5 numbers")]
    [InlineData("\"powerMw\": [0.5, -0.25", "\"powerMw\": [\"a\", -0.25", "claim.json: line 9", "powerMw[0]", "a number")]
    [InlineData("\"energyCapacityMwh\": 2", "\"energyCapacityMwh\": 0", "claim.json: line 5", "battery.energyCapacityMwh", "> 0")]
    [InlineData("\"FCR-D up\"", "\"FCR-X\"", "claim.json: line 11", "reserves[0].product", "FCR-N")]
    [InlineData("\"kind\": \"planClaim\"", "\"kind\": \"poem\"", "claim.json: line 2", "kind", "planClaim")]
    [InlineData("\"reserves\"", "\"reserve\"", "claim.json: line 11", "reserve", "one of the fields")]
    [InlineData("2026-03-09T23:00:00Z", "today", "claim.json: line 8", "horizon.startUtc", "instant")]
    public async Task Verify_BadClaim_FaultWithFileLineAndField(string was, string becomes, string location, string field, string expected)
    {
        using var folder = new TempFolder();
        folder.Write("claim.json", Claim.Replace(was, becomes, StringComparison.Ordinal));
        var run = await CliRun.InAsync(folder.Path, ["verify", "claim.json", "--output", "json"]);
        Assert.True(run.Code == 2, run.All);
        var faults = JsonDocument.Parse(run.Out).RootElement.GetProperty("faults").EnumerateArray().ToArray();
        Assert.True(faults.Any(fault => fault.GetProperty("location").GetString() == location && fault.GetProperty("field").GetString() == field
            && fault.GetProperty("expected").GetString()!.Contains(expected, StringComparison.Ordinal)), run.All);
    }

    [Fact]
    public async Task Verify_PlanOfOptimize_HoldsAndItsCorruptionDoesNot()
    {
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        var plan = await CliRun.InAsync(folder.Path, ["optimize", "--fleet", "fleet.json", "--agent", "two", "--scenarios-file", "scenarios.csv", "--output", "json"]);
        Assert.True(plan.Code == 0, plan.All);
        folder.Write("plan.json", plan.Out);
        var good = await CliRun.InAsync(folder.Path, ["verify", "plan.json"]);
        Assert.True(good.Code == 0, good.All);
        var changed = JsonNode.Parse(plan.Out)!;
        changed["powerMw"]![3] = 1.49;
        folder.Write("plan.json", changed.ToJsonString());
        Assert.Equal(3, (await CliRun.InAsync(folder.Path, ["verify", "plan.json"])).Code);
    }

    [Fact]
    public async Task Verify_PlanWithoutBattery_AsksForIt()
    {
        using var folder = new TempFolder();
        var claim = JsonNode.Parse(Claim)!.AsObject();
        folder.Write("battery.json", claim["battery"]!.ToJsonString());
        claim.Remove("battery");
        folder.Write("claim.json", claim.ToJsonString());
        var run = await CliRun.InAsync(folder.Path, ["verify", "claim.json"]);
        Assert.True(run.Code == 2, run.All);
        Assert.Contains("--battery", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.InAsync(folder.Path, ["verify", "claim.json", "--battery", "battery.json"])).Code);
        Assert.Equal(2, (await CliRun.InAsync(folder.Path, ["verify", "nowhere.json"])).Code);
    }
}

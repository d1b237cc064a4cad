using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Commands;

/// <summary><c>bess optimize --site</c>: a battery with a roof and a load behind one connection, planned, checked and refused.</summary>
public sealed class SitePlanTests
{
    private const string Site = """
        {
          "schemaVersion": 1,
          "battery": {
            "energyCapacityMwh": 1, "chargeLimitMw": 1, "dischargeLimitMw": 1, "chargeEfficiency": 1, "dischargeEfficiency": 1,
            "minimumEnergyMwh": 0, "maximumEnergyMwh": 1, "initialEnergyMwh": 0
          },
          "importLimitMw": 1,
          "exportLimitMw": 0.5,
          "importFeePerMwh": 10,
          "exportFeePerMwh": 5,
          "solar": { "series": "sun_mw", "peakMw": 2 },
          "load": { "series": "load_mw", "peakMw": 0.8 }
        }
        """;

    private static readonly string[] Order = ["optimize", "--site", "site.json", "--prices", "prices.csv", "--solar", "power.csv", "--load", "power.csv"];

    [Fact]
    public async Task Optimize_Site_IsThePlanByHandAndVerifyAcceptsIt()
    {
        using var folder = Make();

        var run = await CliRun.InAsync(folder.Path, [.. Order, "--output", "json"]);

        // Noon: 2 MW of sun, 0.2 load. The store takes 1, the export limit 0.5, the rest is curtailed. Evening: 0.8 of load, 0.2 to the grid.
        Assert.True(run.Code == 0, run.All);
        var plan = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("Optimal", plan.GetProperty("status").GetString());
        Assert.Equal([0, -1, 1], Numbers(plan.GetProperty("powerMw")));
        var node = plan.GetProperty("connection");
        Assert.Equal([0.2, 0, 0], Numbers(node.GetProperty("importMw")));
        Assert.Equal([0, 0.5, 0.2], Numbers(node.GetProperty("exportMw")));
        Assert.Equal([0, 0.3, 0], Numbers(node.GetProperty("curtailedMw")));
        Assert.Equal((-0.2 * 60) + (0.5 * 15) + (0.2 * 95), plan.GetProperty("expectedProfit").GetDouble(), 5);
        Assert.True(plan.GetProperty("verdict").GetProperty("isAccepted").GetBoolean());
        folder.Write("plan.json", run.Out);
        var good = await CliRun.InAsync(folder.Path, ["verify", "plan.json"]);
        Assert.True(good.Code == 0, good.All);
    }

    [Theory]
    [InlineData("powerMw", 1, -0.9, "NodalBalance")]
    [InlineData("connection.exportMw", 1, 0.6, "Connection")]
    [InlineData("connection.importMw", 2, 0.4, "Connection")]
    [InlineData("connection.curtailedMw", 1, 2.1, "Curtailment")]
    [InlineData("connection.loadMw", 0, 0.3, "NodalBalance")]
    [InlineData("stateOfChargeMwh", 1, 0.7, "EnergyBalance")]
    public async Task Verify_CorruptedSitePlan_Refused(string list, int step, double value, string rule)
    {
        using var folder = Make();
        var plan = JsonNode.Parse((await CliRun.InAsync(folder.Path, [.. Order, "--output", "json"])).Out)!;
        list.Split('.').Aggregate(plan, (part, name) => part[name]!)[step] = value;
        folder.Write("plan.json", plan.ToJsonString());

        var run = await CliRun.InAsync(folder.Path, ["verify", "plan.json", "--output", "json"]);

        Assert.True(run.Code == 3, run.All);
        Assert.Contains(rule, JsonDocument.Parse(run.Out).RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("rule").GetString()));
    }

    [Fact]
    public async Task Why_SitePlan_TellsNodeLimitsAndOpposite()
    {
        using var folder = Make();
        folder.Write("plan.json", (await CliRun.InAsync(folder.Path, [.. Order, "--output", "json"])).Out);

        var run = await CliRun.InAsync(folder.Path, ["why", "plan.json", "--output", "json"]);

        Assert.True(run.Code == 0, run.All);
        var noon = JsonDocument.Parse(run.Out).RootElement.GetProperty("intervals")[1];
        Assert.Equal("Charge", noon.GetProperty("action").GetString());
        Assert.Equal(0, noon.GetProperty("effectivePricePerMwh").GetDouble(), 1e-3);
        var export = noon.GetProperty("bindingLimits").EnumerateArray().Single(limit => limit.GetProperty("kind").GetString() == "Export");
        Assert.Equal(15, export.GetProperty("shadowPrice").GetDouble(), 1e-3);
        Assert.Contains("0.3 MW of sun are curtailed", noon.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        var at = await CliRun.InAsync(folder.Path, ["why", "plan.json", "--at", "2026-03-10T02:00:00Z"]);
        Assert.Contains("Behind the connection a MWh more is worth 95.00 EUR/MWh", at.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("loadMw", -1.0, "problem.loadMw: expected numbers >= 0, was -1 in step 1")]
    [InlineData("importLimitMw", -1.0, "problem.importLimitMw: expected a number >= 0")]
    [InlineData("exportPricePerMwh", null, "problem.exportPricePerMwh: expected an array of numbers")]
    public async Task Why_SitePlanWithASpoiltProblem_FieldAndExit2(string field, double? value, string words)
    {
        using var folder = Make();
        var plan = JsonNode.Parse((await CliRun.InAsync(folder.Path, [.. Order, "--output", "json"])).Out)!;
        var problem = plan["problem"]!.AsObject();
        if (value is not { } number)
            problem.Remove(field);
        else if (problem[field] is JsonArray list)
            list[1] = number;
        else
            problem[field] = number;
        folder.Write("plan.json", plan.ToJsonString());

        var run = await CliRun.InAsync(folder.Path, ["why", "plan.json"]);

        Assert.True(run.Code == 2 && run.Error.Contains(words, StringComparison.Ordinal), run.All);
    }

    [Fact]
    public async Task Optimize_SiteAsTableAndCsv_ShowsTheConnection()
    {
        using var folder = Make();
        var table = await CliRun.InAsync(folder.Path, Order);
        Assert.True(table.Code == 0, table.All);
        Assert.Contains("curtailed MW", table.Out, StringComparison.Ordinal);
        Assert.Contains("checked: the plan holds", table.Out, StringComparison.Ordinal);
        var csv = await CliRun.InAsync(folder.Path, [.. Order, "--output", "csv"]);
        Assert.StartsWith("timestamp_utc,power_mw,state_of_charge_mwh,import_mw,export_mw,solar_mw,load_mw,curtailed_mw\n", csv.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Optimize_SeveralFaults_AllTold()
    {
        using var folder = Make();
        folder.Write("site.json", Site.Replace("\"exportLimitMw\": 0.5", "\"exportLimitMw\": -1", StringComparison.Ordinal));
        folder.Write("power.csv", "timestamp_utc,solar_mw,load_mw\n2026-03-10T00:00:00Z,3,-1\n2026-03-10T01:00:00Z,0,0\n2026-03-10T02:00:00Z,0,0\n");

        var site = await CliRun.InAsync(folder.Path, ["optimize", "--site", "site.json", "--prices", "nowhere.csv"]);
        Assert.True(site.Code == 2, site.All);
        Assert.Contains("site.json: line 8: exportLimitMw: expected a number >= 0, was -1", site.Error, StringComparison.Ordinal);
        Assert.Contains("nowhere.csv", site.Error, StringComparison.Ordinal);

        folder.Write("site.json", Site);
        var power = await CliRun.InAsync(folder.Path, Order);
        Assert.True(power.Code == 2, power.All);
        Assert.Contains("power.csv: line 2: solar_mw: expected at most the peak of the site, 2 MW, was 3", power.Error, StringComparison.Ordinal);
        Assert.Contains("power.csv: line 2: load_mw: expected a number >= 0, was -1", power.Error, StringComparison.Ordinal);

        var none = await CliRun.InAsync(folder.Path, ["optimize", "--site", "site.json", "--prices", "prices.csv"]);
        Assert.True(none.Code == 2 && none.Error.Contains("--solar: expected the power of the site's roof", StringComparison.Ordinal) && none.Error.Contains("--load", StringComparison.Ordinal), none.All);
    }

    [Theory]
    [InlineData("--prices prices.csv", "Expected --fleet FILE or --site FILE.")]
    [InlineData("--site site.json --prices prices.csv --reserve FCR-N=prices.csv", "Expected no --reserve with --site")]
    [InlineData("--site site.json --prices prices.csv --fleet site.json", "Expected no --fleet with --site")]
    [InlineData("--fleet site.json --prices prices.csv --load power.csv", "Expected --site with --load, was none.")]
    public async Task Optimize_OptionsThatDoNotGoTogether_Refused(string line, string words)
    {
        using var folder = Make();
        var run = await CliRun.InAsync(folder.Path, ["optimize", .. line.Split(' ')]);
        Assert.True(run.Code == 1, run.All);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"initialEnergyMwh\": 0", "\"initialEnergyMwh\": 0, \"risk\": { \"lambda\": 0.3 }", "battery.risk.lambda: expected 0")]
    [InlineData("\"initialEnergyMwh\": 0", "\"initialEnergyMwh\": 0, \"terminal\": { \"kind\": \"fixed\", \"energyMwh\": 1 }", "limits: expected limits that some plan meets")]
    public async Task Optimize_SiteThatCannotBePlanned_Refused(string was, string becomes, string words)
    {
        using var folder = Make();
        folder.Write("site.json", Site.Replace(was, becomes, StringComparison.Ordinal));
        folder.Write("power.csv", "timestamp_utc,solar_mw,load_mw\n2026-03-10T00:00:00Z,0,0.8\n2026-03-10T01:00:00Z,0,0.8\n2026-03-10T02:00:00Z,0,0.8\n");
        var run = await CliRun.InAsync(folder.Path, Order);
        Assert.True(run.Code == 2, run.All);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(one => Math.Round(one.GetDouble(), 6) + 0.0)];

    private static TempFolder Make()
    {
        var folder = new TempFolder();
        folder.Write("site.json", Site);
        string Rows(params double[][] rows) => string.Concat(rows.Select((row, t) =>
            $"2026-03-10T{t:00}:00:00Z,{string.Join(',', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}\n"));
        folder.Write("prices.csv", "timestamp_utc,day_ahead_eur_per_mwh\n" + Rows([50], [20], [100]));
        folder.Write("power.csv", "timestamp_utc,solar_mw,load_mw\n" + Rows([0, 0.2], [2, 0.2], [0, 0.8]));
        return folder;
    }
}

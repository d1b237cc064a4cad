using System.Text.Json;
using System.Xml.Linq;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Backtests;

/// <summary>Frontier, comparison, ablation and verification of small runs.</summary>
public sealed class BacktestToolsTests
{
    private static readonly string[] Days = ["--zone", SmallMarket.Zone, "--clock", "central-european", "--from", "2025-01-25", "--to", "2025-02-05"];

    [Fact]
    public async Task Frontier_TwoWeights_PointsAndDrawing()
    {
        using var folder = SmallMarket.Make();
        var run = await SmallMarket.RunAsync(
            folder, ["frontier", .. Days, "--lambdas", "0,0.5", "--scenarios", "10", "--keep", "4", "--svg", "f.svg", "--output", "json"]);
        Assert.True(run.Code == 0, run.All);
        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal([0, 0.5], root.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("lambda").GetDouble()));
        Assert.Equal("svg", XElement.Parse(await File.ReadAllTextAsync(folder["f.svg"])).Name.LocalName);
        var table = await SmallMarket.RunAsync(folder, ["frontier", .. Days, "--strategy", "idle", "--lambdas", "0"]);
        Assert.Contains("efficient", table.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frontier_ReportOfABacktestAndOfItsOwn_HaveTheSameSection()
    {
        using var folder = SmallMarket.Make();
        string[] asked = [.. Days, "--strategy", "two-stage", "--scenarios", "10", "--keep", "4"];
        var run = await SmallMarket.RunAsync(folder, ["backtest", .. asked, "--frontier", "0,0.5", "--out", "run"]);
        Assert.True(run.Code == 0, run.All);
        var alone = await SmallMarket.RunAsync(folder, ["frontier", .. asked, "--lambdas", "0,0.5", "--report", "f.html"]);
        Assert.True(alone.Code == 0, alone.All);

        Assert.Equal(Section(await File.ReadAllTextAsync(folder["f.html"])), Section(await File.ReadAllTextAsync(folder["run/report.html"])));
        var points = JsonDocument.Parse(await File.ReadAllTextAsync(folder["run/result.json"])).RootElement.GetProperty("frontier").EnumerateArray().ToArray();
        Assert.Equal([0, 0.5], points.Select(point => point.GetProperty("lambda").GetDouble()));
        Assert.Equal(
            points[1].GetProperty("netPerMwYear").GetDouble() - points[0].GetProperty("netPerMwYear").GetDouble(),
            points[1].GetProperty("net").GetProperty("difference").GetDouble(), 6);

        static string Section(string page)
        {
            var from = page.IndexOf("Efficient frontier", StringComparison.Ordinal);
            return page[from..page.IndexOf("</table>", from, StringComparison.Ordinal)];
        }
    }

    [Fact]
    public async Task Frontier_StrategyWithoutRisk_RefusedBeforeAnythingIsRun()
    {
        using var folder = SmallMarket.Make();
        var run = await SmallMarket.RunAsync(folder, ["backtest", .. Days, "--strategy", "yesterday", "--frontier", "default", "--out", "run"]);

        Assert.True(run.Code == 2, run.All);
        Assert.Contains("--frontier: expected a strategy that weighs risk", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public async Task Compare_TwoRuns_DifferenceByStreamAndDay()
    {
        using var folder = await WithRunsAsync("yesterday", "idle");
        var run = await SmallMarket.RunAsync(folder, "compare", "yesterday", "idle", "--output", "json");
        Assert.True(run.Code == 0, run.All);
        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(12, root.GetProperty("days").GetInt32());
        Assert.True(root.GetProperty("differencePerMwYear").GetDouble() > 0);
        Assert.Equal(12, root.GetProperty("byDay").GetArrayLength());
        Assert.Contains("dayAhead", root.GetProperty("streams").EnumerateArray().Select(stream => stream.GetProperty("name").GetString()));
        var table = await SmallMarket.RunAsync(folder, "compare", "yesterday", "idle");
        Assert.Contains("yesterday − idle in TEST_ZONE, 12 common days", table.Out, StringComparison.Ordinal);
        var same = await SmallMarket.RunAsync(folder, "compare", "idle", "idle");
        Assert.Contains("equal to the cent on every day", same.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_OtherZoneOrPeriod_Refused()
    {
        using var folder = await WithRunsAsync("idle");
        Assert.Equal(0, (await SmallMarket.RunAsync(folder, ["backtest", .. Days[2..], "--zone", "other", "--strategy", "idle", "--out", "other"])).Code);
        Assert.Equal(0, (await SmallMarket.RunAsync(folder, ["backtest", .. Days[..6], "--to", "2025-02-01", "--strategy", "idle", "--out", "short"])).Code);
        var zone = await SmallMarket.RunAsync(folder, "compare", "idle", "other");
        Assert.True(zone.Code == 2, zone.All);
        Assert.Contains("zone: expected TEST_ZONE as in the first run, was OTHER", zone.Error, StringComparison.Ordinal);
        var period = await SmallMarket.RunAsync(folder, "compare", "idle", "short");
        Assert.True(period.Code == 2, period.All);
        Assert.Contains("2025-01-25 to 2025-02-01", period.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ablation_OneExperiment_Verdict()
    {
        using var folder = SmallMarket.Make();
        var run = await SmallMarket.RunAsync(folder, ["ablation", .. Days, "--only", "horizon-48h", "--output", "json"]);
        Assert.True(run.Code == 0, run.All);
        var experiment = Assert.Single(JsonDocument.Parse(run.Out).RootElement.GetProperty("experiments").EnumerateArray());
        Assert.Equal("horizon-48h", experiment.GetProperty("name").GetString());
        Assert.Equal(12, experiment.GetProperty("days").GetInt32());
        var table = await SmallMarket.RunAsync(folder, ["ablation", .. Days, "--only", "horizon-48h"]);
        Assert.Contains("horizon-48h", table.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_Run_HoldsUntilSomethingIsChanged()
    {
        using var folder = await WithRunsAsync("yesterday");
        foreach (var path in new[] { "yesterday", "yesterday/ledger.ndjson" })
        {
            var good = await SmallMarket.RunAsync(folder, "verify", path);
            Assert.True(good.Code == 0, good.All);
            Assert.Contains("12 closed days", good.Out, StringComparison.Ordinal);
        }

        await File.AppendAllTextAsync(folder["yesterday/days.csv"], "\n");
        var file = await SmallMarket.RunAsync(folder, "verify", "yesterday", "--output", "json");
        Assert.True(file.Code == 3, file.All);
        Assert.Equal("File", JsonDocument.Parse(file.Out).RootElement.GetProperty("findings")[0].GetProperty("rule").GetString());
        var ledger = await File.ReadAllTextAsync(folder["yesterday/ledger.ndjson"]);
        var at = ledger.IndexOf("\"net\":", ledger.Length / 2, StringComparison.Ordinal);
        folder.Write("changed.ndjson", ledger[..at] + "\"net\":9" + ledger[(at + 7)..]);
        var changed = await SmallMarket.RunAsync(folder, "verify", "changed.ndjson");
        Assert.True(changed.Code == 3, changed.All);
    }

    private static async Task<TempFolder> WithRunsAsync(params string[] strategies)
    {
        var folder = SmallMarket.Make();
        foreach (var strategy in strategies)
        {
            var run = await SmallMarket.RunAsync(folder, ["backtest", .. Days, "--strategy", strategy, "--out", strategy]);
            Assert.True(run.Code == 0, run.All);
        }

        return folder;
    }
}

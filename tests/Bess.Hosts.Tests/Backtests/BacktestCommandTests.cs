using System.Text.Json;
using Bess.Hosts.Tests.Support;
using Bess.TestKit;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Backtests;

public sealed class BacktestCommandTests(ITestOutputHelper output)
{
    private static readonly string[] Fields =
    [
        "kind", "schemaVersion", "zone", "from", "to", "days", "strategy", "isTradable", "isSynthetic", "currency", "net", "netPerMwYear", "ceiling", "ceilingPerMwYear",
        "ceilingRules", "capture", "captureLow", "captureHigh", "captureLevel", "worstDay", "worstDayDate", "maxDrawdown", "sharpe", "valueAtRisk", "conditionalValueAtRisk",
        "cyclesPerDay", "nameplateCyclesPerDay", "dischargedMwh", "chargedMwh", "streams", "streamTotals", "expectation", "leakage", "rules", "ledgerHash", "folder", "notes", "seconds",
    ];

    private static readonly string[] Clock = ["--clock", "central-european"];

    [Fact]
    public async Task Backtest_OnlyTheZone_OneObjectWithExactlyTheDocumentedFields()
    {
        using var folder = SmallMarket.Make();
        var run = await SmallMarket.RunAsync(folder, "backtest", "--zone", SmallMarket.Zone, "--output", "json");
        Assert.True(run.Code == 0, run.All);
        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(Fields, root.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("TEST_ZONE", "rolling", "EUR"), (Text(root, "zone"), Text(root, "strategy"), Text(root, "currency")));
        Assert.Equal("2025-02-13", Text(root, "to"));
        Assert.InRange(root.GetProperty("days").GetInt32(), 29, 30);
        Assert.True(root.GetProperty("isTradable").GetBoolean());
        Assert.InRange(root.GetProperty("capture").GetDouble(), 0.1, 1.0);
        Assert.True(root.GetProperty("captureLow").GetDouble() <= root.GetProperty("capture").GetDouble());
        Assert.Equal(root.GetProperty("net").GetDecimal(), root.GetProperty("streamTotals").EnumerateObject().Sum(stream => stream.Value.GetDecimal()));
        Assert.Equal(root.GetProperty("netPerMwYear").GetDouble(), root.GetProperty("streams").EnumerateObject().Sum(stream => stream.Value.GetDouble()), 6);
        var leakage = root.GetProperty("leakage");
        Assert.True(leakage.GetProperty("isClean").GetBoolean());
        Assert.NotEmpty(leakage.GetProperty("checkedDays").EnumerateArray());
        var place = Path.Combine(folder.Path, Text(root, "folder"));
        Assert.StartsWith(Path.Combine(folder.Path, "runs"), place, StringComparison.Ordinal);
        Assert.All(new[] { "manifest.json", "ledger.ndjson", "days.csv", "result.json", "report.html" }, name => Assert.True(File.Exists(Path.Combine(place, name)), name));
        Assert.Equal(run.Out, await File.ReadAllTextAsync(Path.Combine(place, "result.json")));
    }

    [Fact]
    public async Task Backtest_TableAndCsv_TheSameRunForPeopleAndForTools()
    {
        using var folder = SmallMarket.Make();
        string[] order = ["backtest", "--zone", SmallMarket.Zone, .. Clock, "--strategy", "mean7", "--from", "2025-02-01", "--to", "2025-02-10", "--out", "run"];
        var table = await SmallMarket.RunAsync(folder, [.. order, "--report", "page.html"]);
        Assert.True(table.Code == 0, table.All);
        foreach (var part in new[] { "mean7 in TEST_ZONE, 2025-02-01 to 2025-02-10, 10 days", "net ", "ceiling ", "capture ", "worst day ", "leakage ", "ledger ", "folder                     run" })
            Assert.Contains(part, table.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("SYNTHETIC", table.Out, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(folder["run/report.html"]), await File.ReadAllTextAsync(folder["page.html"]));
        var csv = await SmallMarket.RunAsync(folder, [.. order, "--output", "csv"]);
        Assert.True(csv.Code == 0, csv.All);
        var lines = csv.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(11, lines.Length);
        Assert.StartsWith("day,net_eur,ceiling_eur,expected_eur,", lines[0], StringComparison.Ordinal);
        Assert.Equal(csv.Out, await File.ReadAllTextAsync(folder["run/days.csv"]));
    }

    [Fact]
    public async Task Backtest_TwiceAndGoneOnWith_TheSameBytes()
    {
        using var folder = SmallMarket.Make();
        string[] order = ["backtest", "--zone", SmallMarket.Zone, .. Clock, "--strategy", "two-stage", "--scenarios", "20", "--keep", "5", "--from", "2025-02-01", "--to", "2025-02-05"];
        foreach (var name in new[] { "one", "two" })
            Assert.Equal(0, (await SmallMarket.RunAsync(folder, [.. order, "--out", name])).Code);
        foreach (var file in new[] { "ledger.ndjson", "days.csv", "report.html" })
            Assert.Equal(await File.ReadAllBytesAsync(folder[$"one/{file}"]), await File.ReadAllBytesAsync(folder[$"two/{file}"]));
        var ledger = await File.ReadAllBytesAsync(folder["one/ledger.ndjson"]);
        foreach (var kept in new[] { 0, 1, ledger.Length / 7, ledger.Length / 2, ledger.Length - 1 })
        {
            await File.WriteAllBytesAsync(folder["two/ledger.ndjson"], ledger[..kept]);
            File.Delete(folder["two/result.json"]);
            var again = kept % 2 == 0
                ? await SmallMarket.RunAsync(folder, "backtest", "--resume", "two")
                : await SmallMarket.RunAsync(folder, [.. order, "--out", "two"]);
            Assert.True(again.Code == 0, again.All);
            Assert.Contains("Going on with the run in two.", again.Error, StringComparison.Ordinal);
            Assert.Equal(ledger, await File.ReadAllBytesAsync(folder["two/ledger.ndjson"]));
            Assert.True(File.Exists(folder["two/result.json"]));
        }
    }

    [Fact]
    public async Task Backtest_FolderOfAnotherRun_RefusedWithWhatDiffers()
    {
        using var folder = SmallMarket.Make();
        string[] order = ["backtest", "--zone", SmallMarket.Zone, .. Clock, "--strategy", "yesterday", "--from", "2025-02-01", "--to", "2025-02-03", "--out", "run"];
        Assert.Equal(0, (await SmallMarket.RunAsync(folder, order)).Code);
        var other = await SmallMarket.RunAsync(folder, [.. order, "--seed", "2", "--fee-day-ahead", "0.5"]);
        Assert.True(other.Code == 2, other.All);
        Assert.Contains("manifest.json: request.seed: expected 1, as the run was begun, was 2", other.Error, StringComparison.Ordinal);
        Assert.Contains("request.dayAheadFeePerMwh", other.Error, StringComparison.Ordinal);
        await File.AppendAllTextAsync(folder[$"market/{SmallMarket.Zone}/imbalance.csv"], "2025-02-15T00:00:00Z,3\n");
        var changed = await SmallMarket.RunAsync(folder, "backtest", "--resume", "run");
        Assert.True(changed.Code == 2, changed.All);
        Assert.Contains($"inputs.{SmallMarket.Zone}/imbalance.csv", changed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_Yardstick_IsMarkedAndBelowItsCeiling()
    {
        using var folder = SmallMarket.Make();
        var run = await SmallMarket.RunAsync(
            folder, ["backtest", "--zone", "other", .. Clock, "--strategy", "perfect", "--plant", "ideal", "--from", "2025-01-20", "--to", "2025-02-05", "--output", "json", "--out", "run"]);
        Assert.True(run.Code == 0, run.All);
        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.False(root.GetProperty("isTradable").GetBoolean());
        Assert.True(root.GetProperty("isSynthetic").GetBoolean());
        Assert.Equal("GBP", Text(root, "currency"));
        Assert.InRange(root.GetProperty("capture").GetDouble(), 0.9, 1.0);
        Assert.Contains("Not tradable", await File.ReadAllTextAsync(folder["run/report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_Cancelled_Exit4AndGoesOnLater()
    {
        using var folder = SmallMarket.Make();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        string[] order = ["backtest", "--zone", SmallMarket.Zone, .. Clock, "--strategy", "yesterday", "--from", "2025-02-01", "--to", "2025-02-03", "--out", "run"];
        var run = await CliRun.InAsync(folder.Path, order, environment: SmallMarket.Environment, cancellationToken: cancelled.Token);
        Assert.True(run.Code == 4, run.All);
        Assert.Contains("bess backtest --resume run", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["run/result.json"]));
        Assert.Equal(0, (await SmallMarket.RunAsync(folder, "backtest", "--resume", "run")).Code);
    }

    [Theory]
    [InlineData("NL", "2025-03-28", "2025-04-01", 5)]
    [InlineData("SE3", "2025-09-29", "2025-10-02", 4)]
    public async Task Backtest_RealZone_ClockChangeAndSwitchOfStepRunThrough(string zone, string from, string to, int days)
    {
        if (SharedData.MarketDirectory is not { } market)
        {
            output.WriteLine(SharedData.AbsentMessage(SharedData.MarketVariable));
            return;
        }

        using var folder = new TempFolder();
        var run = await CliRun.InAsync(
            folder.Path, ["backtest", "--zone", zone, "--market-dir", market, "--from", from, "--to", to, "--strategy", "yesterday", "--out", "run", "--output", "json"]);
        Assert.True(run.Code == 0, run.All);
        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(days, root.GetProperty("days").GetInt32());
        Assert.False(root.GetProperty("isSynthetic").GetBoolean());
        Assert.True(root.GetProperty("net").GetDouble() <= root.GetProperty("ceiling").GetDouble());
        Assert.Equal(0, (await CliRun.InAsync(folder.Path, ["verify", "run"])).Code);
    }

    private static string Text(JsonElement root, string name) => root.GetProperty(name).GetString()!;
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using Bess.Hosts.Tests.Support;
using Bess.TestKit;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Data;

/// <summary>Import, coverage, show and export on hand-made files.</summary>
public sealed class StoreCommandTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_MarketFolder_SeriesOfEveryZoneAndNotesOfTheRest()
    {
        MarketFolder();
        var run = await RunAsync("import", "market");
        Assert.True(run.Code == 0, run.All);
        Assert.Contains("SE3/day_ahead_eur_per_mwh from day_ahead.csv: 47 new", run.Out, StringComparison.Ordinal);
        Assert.Contains("GB/system_price_gbp_per_mwh", run.Out, StringComparison.Ordinal);
        Assert.Contains("column session_id passed over, no unit", run.Error, StringComparison.Ordinal);
        Assert.Contains("fx/rates.csv: passed over, no column timestamp_utc", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 48 values of day_ahead_eur_per_mwh are missing", run.Error, StringComparison.Ordinal);
        var again = await RunAsync("import", "market", "--output", "json");
        Assert.All(JsonDocument.Parse(again.Out).RootElement.GetProperty("series").EnumerateArray(), one =>
            Assert.Equal((0, 0), (one.GetProperty("added").GetInt32(), one.GetProperty("revised").GetInt32())));
    }

    [Fact]
    public async Task Coverage_Gaps_ListedPerDayInEveryForm()
    {
        MarketFolder();
        await RunAsync("import", "market");
        var table = await RunAsync("coverage", "--zone", "SE3");
        Assert.True(table.Code == 0, table.All);
        Assert.Contains("97.91 %, 47 of 48 intervals, 1 of 2 days complete", table.Out, StringComparison.Ordinal);
        Assert.Contains("missing [2025-01-10T10:00:00Z, 2025-01-10T11:00:00Z), 1 h", table.Out, StringComparison.Ordinal);
        var csv = await RunAsync("coverage", "--zone", "SE3", "--output", "csv");
        Assert.Contains("SE3,day_ahead_eur_per_mwh,2025-01-10,60,24,23,2025-01-10T10:00:00Z/2025-01-10T11:00:00Z", csv.Out, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("coverage", "--zone", "SE3", "--output", "ndjson")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var json = JsonDocument.Parse((await RunAsync("coverage", "--zone", "SE3", "--output", "json")).Out).RootElement.GetProperty("series")[0];
        Assert.Equal(47, json.GetProperty("present").GetInt32());
    }

    [Fact]
    public async Task Coverage_Require_BelowItEndsWithTwo()
    {
        MarketFolder();
        await RunAsync("import", "market");
        var run = await RunAsync("coverage", "--zone", "SE3", "--require", "0.99");
        Assert.True(run.Code == 2, run.All);
        Assert.Contains("expected at least 99 %, was 97.91 %", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("coverage", "--zone", "SE3", "--require", "0.95")).Code);
        var nothing = await RunAsync("coverage", "--zone", "NL", "--series", "day_ahead_eur_per_mwh", "--from", "2025-10-01", "--to", "2025-10-01", "--require", "0.95");
        Assert.True(nothing.Code == 2, nothing.All);
        Assert.Contains("0 of 96", nothing.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_AsOf_OnlyWhatWasPublished()
    {
        MarketFolder();
        await RunAsync("import", "market");
        var run = await RunAsync("coverage", "--zone", "SE3", "--from", "2025-01-10", "--to", "2025-01-11", "--as-of", "2025-01-10T11:44:59Z");
        Assert.Contains("23 of 48", run.Out, StringComparison.Ordinal);
        run = await RunAsync("coverage", "--zone", "SE3", "--from", "2025-01-10", "--to", "2025-01-11", "--as-of", "2025-01-10T11:45:00Z");
        Assert.Contains("47 of 48", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_Revisions_ReadBackBitForBit()
    {
        MarketFolder();
        await RunAsync("import", "market");
        Assert.Equal(0, (await RunAsync("export", "--revisions", "--out", "all.csv.gz")).Code);
        Assert.Equal(0, (await RunAsync("import", "all.csv.gz", "--store", "second")).Code);
        var export = await RunAsync("export", "--revisions", "--out", "again.csv", "--store", "second");
        Assert.True(export.Code == 0, export.All);
        await RunAsync("export", "--revisions", "--out", "all.csv");
        Assert.Equal(Rows("all.csv"), Rows("again.csv"));
    }

    [Fact]
    public async Task Export_Values_AsTheMarketFolderAndReadableAsPrices()
    {
        MarketFolder();
        await RunAsync("import", "market");
        var run = await RunAsync("export", "--zone", "SE3", "--out", "prices.csv");
        Assert.True(run.Code == 0, run.All);
        var rows = Rows("prices.csv");
        Assert.Equal("timestamp_utc,day_ahead_eur_per_mwh", rows[0]);
        Assert.Equal(49, rows.Length);
        Assert.Equal("2025-01-10T10:00:00Z,", rows[12]);
        Assert.Contains("valid prices", (await CliRun.InAsync(_folder.Path, ["validate", "prices.csv"])).Out, StringComparison.Ordinal);
        var finer = await RunAsync("export", "--zone", "SE3", "--step", "15", "--out", "finer.csv");
        Assert.True(finer.Code == 0, finer.All);
        Assert.Equal(193, Rows("finer.csv").Length);
        var early = await RunAsync("export", "--zone", "SE3", "--as-of", "2025-01-09T12:00:00Z", "--out", "early.csv");
        Assert.True(early.Code == 0, early.All);
        Assert.Equal(25, Rows("early.csv").Length);
    }

    [Fact]
    public async Task Synthetic_ImportedAndExported_StaysMarked()
    {
        await CliRun.InAsync(_folder.Path, ["data", "synthesize", "--zone", "SE3", "--from", "2026-01-01", "--to", "2026-01-03", "--out", "made-up.csv"]);
        Assert.Equal(0, (await RunAsync("import", "made-up.csv", "--zone", "SE3")).Code);
        await RunAsync("export", "--zone", "SE3", "--out", "out.csv");
        Assert.StartsWith("# synthetic:", File.ReadAllText(_folder["out.csv"]), StringComparison.Ordinal);
        Assert.Contains("synthetic", (await RunAsync("show")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_TwoDaysWithAGap_ChartAsExpected()
    {
        MarketFolder();
        await RunAsync("import", "market");
        var run = await RunAsync("show", "--zone", "SE3", "--width", "72");
        Assert.True(run.Code == 0, run.All);
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 72 || line.StartsWith("  ", StringComparison.Ordinal), line));
        Assert.DoesNotContain('\u001b', run.Out);
        Expectation.Matches("data-show.txt", run.Out);
    }

    [Fact]
    public async Task Import_WholeMarketData_NothingRefusedAndEverySecondTimeUnchanged()
    {
        if (SharedData.MarketDirectory is not { } market)
        {
            output.WriteLine(SharedData.AbsentMessage(SharedData.MarketVariable));
            return;
        }

        var zone = Directory.GetDirectories(market).Order(StringComparer.Ordinal).First(folder => Path.GetFileName(folder) is "nl" or "NL" || !Directory.Exists(Path.Combine(market, "nl")));
        var run = await RunAsync("import", zone);
        output.WriteLine(run.All);
        Assert.True(run.Code == 0, run.All);
        var again = await RunAsync("import", zone);
        Assert.Contains(": 0 new, 0 revised", again.Out, StringComparison.Ordinal);
        var coverage = await RunAsync("coverage", "--series", "day_ahead_eur_per_mwh");
        output.WriteLine(coverage.Out);
        Assert.Equal(0, coverage.Code);
    }

    // SE3: two local days of hours, one blank. GB: three half-hours. fx and household have no timestamps in UTC.
    private void MarketFolder()
    {
        var text = new StringBuilder("timestamp_utc,day_ahead_eur_per_mwh,session_id\n");
        var start = new DateTimeOffset(2025, 1, 9, 23, 0, 0, TimeSpan.Zero);
        for (var t = 0; t < 48; t++)
        {
            var price = t == 11 ? "" : (Math.Round(40 * Math.Sin(t / 4.0), 2) + 12.34).ToString("R", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{start.AddHours(t).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},{price},{t}\n");
        }

        _folder.Write("market/se3/day_ahead.csv", text.ToString());
        _folder.Write("market/gb/prices.csv", "timestamp_utc,system_price_gbp_per_mwh\n2025-01-01T00:00:00Z,90\n2025-01-01T00:30:00Z,-1.5\n2025-01-01T01:00:00Z,0.1\n");
        _folder.Write("market/fx/rates.csv", "date,usd_per_eur\n2025-01-01,1.03\n");
    }

    private string[] Rows(string name) => [.. File.ReadAllLines(_folder[name]).Where(line => !line.StartsWith('#'))];

    private Task<CliRun> RunAsync(string command, params string[] more) => CliRun.InAsync(_folder.Path, ["data", command, .. more]);
}

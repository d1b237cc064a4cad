using System.Text.Json;
using Bess.Domain.Time;
using Bess.Hosts.Tests.Support;
using Bess.Markets.Sources.Csv;
using Bess.Markets.Synthetic;

namespace Bess.Hosts.Tests.Scenarios;

public sealed class ScenarioCommandTests
{
    private static readonly string[] Day = ["--zone", "de_lu", "--day", "2026-03-10", "--market-dir", "market"];

    [Fact]
    public async Task Generate_OneDay_WritesScenariosThatPlansTake()
    {
        using var folder = Market();
        var run = await CliRun.InAsync(folder.Path, ["scenarios", "generate", .. Day, "--count", "50", "--to", "8", "--out", "s.csv", "--output", "json"]);
        Assert.True(run.Code == 0, run.All);
        using var said = JsonDocument.Parse(run.Out);
        Assert.Equal(8, said.RootElement.GetProperty("scenarios").GetInt32());
        Assert.InRange(said.RootElement.GetProperty("copula").GetProperty("pastDays").GetInt32(), 85, 90);

        var set = ScenarioCsv.Read(folder["s.csv"]).Value;
        Assert.Equal(8, set.Count);
        Assert.Equal(BiddingZone.DeLu.Clock.Day(new DateOnly(2026, 3, 10), TimeSpan.FromHours(1)), set.Grid);
        Assert.Equal(BiddingZone.DeLu.Clock.InstantOf(new DateOnly(2026, 3, 9), new TimeOnly(12, 0)), set.KnownAt);

        folder.Write("fleet.json", Inputs.Fleet);
        var plan = await CliRun.InAsync(folder.Path, ["optimize", "--fleet", "fleet.json", "--agent", "two", "--scenarios", "s.csv", "--output", "json"]);
        Assert.True(plan.Code == 0, plan.All);
        var validated = await CliRun.InAsync(folder.Path, ["validate", "s.csv"]);
        Assert.True(validated.Code == 0, validated.All);
    }

    [Fact]
    public async Task Generate_Twice_SameBytes_OtherSeedOthers()
    {
        using var folder = Market();
        async Task<byte[]> Bytes(string name, string seed)
        {
            var run = await CliRun.InAsync(folder.Path, ["scenarios", "generate", .. Day, "--count", "20", "--seed", seed, "--out", name]);
            Assert.True(run.Code == 0, run.All);
            return File.ReadAllBytes(folder[name]);
        }

        Assert.Equal(await Bytes("a.csv", "3"), await Bytes("b.csv", "3"));
        Assert.NotEqual(await Bytes("c.csv", "3"), await Bytes("d.csv", "4"));
    }

    [Fact]
    public async Task Generate_TwoSeriesTwoDays_OneFileEach()
    {
        using var folder = Market();
        folder.Write("market/de_lu/imbalance.csv", Synthetic(2, "imbalance_eur_per_mwh"));
        var run = await CliRun.InAsync(
            folder.Path,
            ["scenarios", "generate", .. Day, "--days", "2", "--series", "day_ahead", "--series", "imbalance_eur_per_mwh", "--count", "30", "--out", "s.csv"]);
        Assert.True(run.Code == 0, run.All);
        var (first, second) = (ScenarioCsv.Read(folder["s.csv"]).Value, ScenarioCsv.Read(folder["s.imbalance_eur_per_mwh.csv"]).Value);
        Assert.Equal(48, first.Grid.Count);
        Assert.Equal(first.Grid, second.Grid);
        Assert.Equal(first.Probabilities.ToArray(), second.Probabilities.ToArray());
    }

    [Fact]
    public async Task Generate_LaterPricesChanged_SameBytes()
    {
        using var folder = Market();
        var before = await CliRun.InAsync(folder.Path, ["scenarios", "generate", .. Day, "--out", "a.csv"]);
        var lines = File.ReadAllLines(folder["market/de_lu/day_ahead.csv"]);
        var later = lines.Select(line => string.CompareOrdinal(line, "2026-03-09T23") >= 0 && line.StartsWith("2026", StringComparison.Ordinal) ? line[..21] + "777" : line);
        folder.Write("market/de_lu/day_ahead.csv", string.Join('\n', later) + "\n");
        var after = await CliRun.InAsync(folder.Path, ["scenarios", "generate", .. Day, "--out", "b.csv"]);
        Assert.True(before.Code == 0 && after.Code == 0, before.All + after.All);
        Assert.Equal(File.ReadAllBytes(folder["a.csv"]), File.ReadAllBytes(folder["b.csv"]));
    }

    [Fact]
    public async Task Reduce_AFile_FewerScenariosAndTheDistance()
    {
        using var folder = Market();
        await CliRun.InAsync(folder.Path, ["scenarios", "generate", .. Day, "--out", "s.csv"]);
        var run = await CliRun.InAsync(folder.Path, ["scenarios", "reduce", "s.csv", "--to", "10", "--out", "r.csv", "--output", "json"]);
        Assert.True(run.Code == 0, run.All);
        using var said = JsonDocument.Parse(run.Out);
        var reduction = said.RootElement.GetProperty("reduction");
        Assert.InRange(reduction.GetProperty("distance").GetDouble(), 1e-6, reduction.GetProperty("distanceOfSingle").GetDouble());
        var reduced = ScenarioCsv.Read(folder["r.csv"]).Value;
        Assert.Equal(10, reduced.Count);
        Assert.Equal(1, reduced.Probabilities.ToArray().Sum(), 1e-9);

        var forward = await CliRun.InAsync(folder.Path, ["scenarios", "reduce", "s.csv", "--to", "10", "--method", "forward", "--order", "1", "--out", "f.csv"]);
        Assert.True(forward.Code == 0, forward.All);
        Assert.Contains("Wasserstein-1", forward.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_AFile_ALineAnIntervalInEveryForm()
    {
        using var folder = Market();
        await CliRun.InAsync(folder.Path, ["scenarios", "generate", .. Day, "--count", "40", "--out", "s.csv"]);
        var table = await CliRun.InAsync(folder.Path, ["scenarios", "show", "s.csv", "--zone", "DE_LU"]);
        Assert.True(table.Code == 0, table.All);
        Assert.Equal(24, table.Out.Split('\n').Count(line => line.StartsWith("2026-03-", StringComparison.Ordinal)));
        Assert.Contains('█', table.Out);
        var csv = await CliRun.InAsync(folder.Path, ["scenarios", "show", "s.csv", "--output", "csv"]);
        Assert.Equal(25, csv.Out.TrimEnd('\n').Split('\n').Length);
        var json = await CliRun.InAsync(folder.Path, ["scenarios", "show", "s.csv", "--output", "json"]);
        using var said = JsonDocument.Parse(json.Out);
        Assert.Equal(5, said.RootElement.GetProperty("quantiles").GetArrayLength());
    }

    [Fact]
    public async Task Report_AFile_OneSelfContainedPage()
    {
        using var folder = Market();
        await CliRun.InAsync(folder.Path, ["scenarios", "generate", .. Day, "--count", "40", "--out", "s.csv"]);
        var run = await CliRun.InAsync(folder.Path, ["scenarios", "report", "s.csv", "--actual", "market/de_lu/day_ahead.csv", "--zone", "DE_LU", "--out", "r.html"]);
        Assert.True(run.Code == 0, run.All);
        var page = File.ReadAllText(folder["r.html"]);
        Assert.Contains("Energy score", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("<svg").Length - 1);
        Assert.Equal(3, page.Split("<table").Length - 1);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordinate_FromAForecast_AsTheSameScenariosInAFileAndRerun()
    {
        using var folder = Market();
        folder.Write("fleet.json", Inputs.Fleet);
        string[] plan = ["coordinate", "--fleet", "fleet.json", "--limit", "-1..1", "--no-progress"];
        string[] asked = ["--forecast", "persistence", "--as-of", "2026-03-09T11:00:00Z", "--scenario-count", "6", "--scenario-seed", "5"];
        var drawn = await CliRun.InAsync(folder.Path, [.. plan, "--zone", "DE_LU", "--market-dir", "market", .. asked, "--out", "a"]);
        Assert.True(drawn.Code == 0, drawn.All);
        var again = await CliRun.InAsync(folder.Path, ["rerun", "a"]);
        Assert.True(again.Code == 0, again.All);
        var manifest = File.ReadAllText(Path.Combine(folder["a"], "manifest.json"));
        Assert.Contains("\"forecast\": \"persistence\"", manifest, StringComparison.Ordinal);
        Assert.Contains("../market/de_lu/day_ahead.csv", manifest, StringComparison.Ordinal);

        await CliRun.InAsync(folder.Path, ["scenarios", "generate", .. Day, "--as-of", "2026-03-09T11:00:00Z", "--to", "6", "--seed", "5", "--out", "s.csv"]);
        var fromFile = await CliRun.InAsync(folder.Path, [.. plan, "--scenarios", "s.csv", "--out", "b"]);
        Assert.True(fromFile.Code == 0, fromFile.All);
        Assert.Equal(File.ReadAllText(Path.Combine(folder["a"], "schedules.csv")), File.ReadAllText(Path.Combine(folder["b"], "schedules.csv")));

        // A price that was read has changed: the run cannot be repeated, and says which file.
        File.AppendAllText(folder["market/de_lu/day_ahead.csv"], "# changed\n");
        var changed = await CliRun.InAsync(folder.Path, ["rerun", "a"]);
        Assert.Equal(2, changed.Code);
        Assert.Contains("day_ahead.csv", changed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--as-of", "2026-03-11T00:00:00Z", "--as-of")]
    [InlineData("--series", "nonsense", "nonsense")]
    [InlineData("--day", "2031-01-01", "history")]
    [InlineData("--forecast", "no-such-model", "no-such-model")]
    public async Task Generate_BadInput_Exit2AndNothingWritten(string option, string value, string named)
    {
        using var folder = Market();
        string[] day = option == "--day" ? [] : ["--day", "2026-03-10"];
        var run = await CliRun.InAsync(folder.Path, ["scenarios", "generate", "--zone", "de_lu", "--market-dir", "market", .. day, option, value, "--out", "s.csv"]);
        Assert.True(run.Code == 2, run.All);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["s.csv"]));
    }

    [Theory]
    [InlineData("scenarios generate --zone de_lu --out s.csv", "--day")]
    [InlineData("scenarios generate --zone de_lu --day 2026-03-10 --out s.csv", "--market-dir")]
    [InlineData("optimize --fleet fleet.json --zone DE_LU --forecast persistence", "--as-of")]
    [InlineData("optimize --fleet fleet.json --prices p.csv --forecast persistence", "--forecast")]
    public async Task CommandLine_LacksSomething_Exit1(string line, string named)
    {
        using var folder = new TempFolder();
        var run = await CliRun.InAsync(folder.Path, line.Split(' '));
        Assert.True(run.Code == 1, run.All);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    private static TempFolder Market()
    {
        var folder = new TempFolder();
        folder.Write("market/de_lu/day_ahead.csv", Synthetic(1, "day_ahead_eur_per_mwh"));
        return folder;
    }

    private static string Synthetic(int seed, string column)
    {
        var prices = SyntheticPrices.Generate(BiddingZone.DeLu, new DateOnly(2025, 8, 1), new DateOnly(2026, 3, 12), TimeSpan.FromHours(1), seed);
        return Inputs.Series(column, prices.Grid.Count, t => prices.PricesPerMwh[t], prices.Grid.Start);
    }
}

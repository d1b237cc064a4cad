using System.Globalization;
using System.Text;
using System.Text.Json;
using Bess.Hosts.Tests.Support;
using Bess.TestKit;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Commands.Forecast;

public sealed class ForecastCommandTests(ITestOutputHelper output)
{
    private static readonly string[] Scores = ["mae", "rMae", "pinball", "crps", "kendallTau", "coverage80"];

    [Fact]
    public async Task Evaluate_SmallMarket_EndsWithOneObjectThatHasAllScores()
    {
        using var folder = Market();
        var run = await CliRun.InAsync(
            folder.Path, ["forecast", "evaluate", "--zone", "Test_Zone", "--clock", "central-european", "--from", "2025-03-10", "--to", "2025-03-12", "--warm-up", "30", "--output", "json"],
            environment: new Dictionary<string, string> { ["BESS_MARKET_DIR"] = "market" });
        Assert.True(run.Code == 0, run.All);
        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.All(Scores, name => Assert.True(double.IsFinite(root.GetProperty(name).GetDouble()), name));
        foreach (var baseline in new[] { "yesterday", "lastWeek", "mean7" })
            Assert.All(Scores, name => Assert.True(double.IsFinite(root.GetProperty("baselines").GetProperty(baseline).GetProperty(name).GetDouble()), name));
        Assert.Equal(3, root.GetProperty("days").GetInt32());
        Assert.Equal(24, root.GetProperty("perHourCoverage").GetArrayLength());
        Assert.Equal(0, root.GetProperty("leakage").GetProperty("changedDays").GetArrayLength());
        Assert.Equal(JsonValueKind.Object, root.GetProperty("beforeCalibration").ValueKind);
    }

    [Fact]
    public async Task TrainThenRun_SavedModel_ForecastsTheSameTwice()
    {
        using var folder = Market();
        var train = await CliRun.InAsync(
            folder.Path, ["forecast", "train", "--market-dir", "market", "--zone", "test_zone", "--clock", "utc", "--to", "2025-03-09", "--warm-up", "30", "--save", "m.bess"]);
        Assert.True(train.Code == 0, train.All);
        string[] arguments = ["forecast", "run", "--model", "m.bess", "--market-dir", "market", "--zone", "test_zone", "--clock", "utc", "--day", "2025-03-10"];
        var csv = await CliRun.InAsync(folder.Path, [.. arguments, "--output", "csv"]);
        Assert.True(csv.Code == 0, csv.All);
        Assert.Equal(24, csv.Out.Split('\n').Count(line => line.StartsWith("2025-03-10T", StringComparison.Ordinal)));
        Assert.Equal(csv.Out, (await CliRun.InAsync(folder.Path, [.. arguments, "--output", "csv"])).Out);
        var json = await CliRun.InAsync(folder.Path, [.. arguments, "--output", "json", "--as-of", "2025-03-09T11:00:00Z"]);
        Assert.True(json.Code == 0, json.All);
        Assert.Equal(24, JsonDocument.Parse(json.Out).RootElement.GetProperty("intervals").GetArrayLength());
        Assert.Equal(2, (await CliRun.InAsync(folder.Path, [.. arguments[..^1], "2025-03-01"])).Code);
    }

    [Fact]
    public async Task Evaluate_WrongInputs_AreFaultsAndUsage()
    {
        using var folder = Market();
        string[] days = ["--from", "2025-03-10", "--to", "2025-03-12"];
        Assert.Equal(2, (await CliRun.InAsync(folder.Path, ["forecast", "evaluate", "--market-dir", "market", "--zone", "nowhere", .. days])).Code);
        Assert.Equal(2, (await CliRun.InAsync(folder.Path, ["forecast", "evaluate", "--zone", "test_zone", .. days])).Code);
        Assert.Equal(1, (await CliRun.InAsync(folder.Path, ["forecast", "evaluate", "--zone", "test_zone", "--model", "oracle", .. days])).Code);
        File.WriteAllText(folder["bad.bess"], "no model");
        var run = await CliRun.InAsync(folder.Path, ["forecast", "run", "--market-dir", "market", "--zone", "test_zone", "--model", "bad.bess", "--day", "2025-03-10"]);
        Assert.Equal(2, run.Code);
        Assert.Contains("bad.bess", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_RealZone_BeatsYesterday()
    {
        if (SharedData.MarketDirectory is not { } market)
        {
            output.WriteLine(SharedData.AbsentMessage(SharedData.MarketVariable));
            return;
        }

        using var folder = new TempFolder();
        var run = await CliRun.InAsync(
            folder.Path, ["forecast", "evaluate", "--market-dir", market, "--zone", "NL", "--from", "2024-10-01", "--to", "2024-10-14", "--warm-up", "40", "--output", "json"]);
        Assert.True(run.Code == 0, run.All);
        Assert.InRange(JsonDocument.Parse(run.Out).RootElement.GetProperty("rMae").GetDouble(), 0.3, 0.95);
    }

    // Ten weeks of a made-up zone that no catalogue knows.
    private static TempFolder Market()
    {
        var folder = new TempFolder();
        var random = new Random(3);
        var text = new StringBuilder("timestamp_utc,day_ahead_eur_per_mwh\n");
        var start = new DateTimeOffset(2024, 12, 31, 23, 0, 0, TimeSpan.Zero);
        for (var t = 0; t < 72 * 24; t++)
        {
            var value = 50 + (20 * Math.Sin(2 * Math.PI * t / 24)) + (t / 24 % 7 > 4 ? -15 : 0) + (10 * random.NextDouble());
            text.Append(CultureInfo.InvariantCulture, $"{start.AddHours(t):yyyy-MM-dd'T'HH:mm:ss'Z'},{value:0.00}\n");
        }

        Directory.CreateDirectory(folder["market/test_zone"]);
        File.WriteAllText(folder["market/test_zone/day_ahead.csv"], text.ToString());
        return folder;
    }
}

using System.Globalization;
using System.Text.Json;
using Bess.Cli.Inputs;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Samples;

/// <summary>The samples with a backtest.json, through the command line; .ci/run runs every one, here the quickest.</summary>
public sealed class SampleBacktestTests
{
    private const double Tolerance = 0.01;

    public static TheoryData<string> Samples => [.. Directory.EnumerateFiles(RepositoryFolder.Of("samples"), BacktestFile.FileName, SearchOption.AllDirectories)
        .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Backtest_OfANordicSample_GivesTheExpectedOutcomeAndALedgerThatHolds()
    {
        const string Sample = "nordic-three-market";
        using var folder = new TempFolder();
        var run = await CliRun.InAsync(folder.Path, ["backtest", RepositoryFolder.Of("samples", Sample), "--out", "run", "--output", "json"]);
        Assert.True(run.Code == 0, run.All);
        var result = JsonDocument.Parse(run.Out).RootElement;
        var expected = Expected(Sample);
        string Text(string name) => result.GetProperty(name).GetString()!;
        Assert.Equal(expected["zone"], Text("zone"));
        Assert.Equal(expected["days"], $"{Text("from")} to {Text("to")}, {result.GetProperty("days").GetInt32()} days");
        Assert.Equal(expected["strategy"], Text("strategy"));
        Assert.Equal(expected["currency"], Text("currency"));
        Assert.Equal(expected["ceiling"], Text("ceilingRules"));
        Assert.Equal(expected["streams"], string.Join(", ", result.GetProperty("streamTotals").EnumerateObject().Select(stream => stream.Name)));
        Near(expected["net"], result.GetProperty("net").GetDouble());
        Near(expected["capture"].TrimEnd('%', ' '), 100 * result.GetProperty("capture").GetDouble());
        Assert.True(result.GetProperty("isSynthetic").GetBoolean() && result.GetProperty("leakage").GetProperty("isClean").GetBoolean(), run.All);

        var verdict = await CliRun.InAsync(folder.Path, ["verify", "run"]);
        Assert.True(verdict.Code == 0 && verdict.Out.StartsWith($"ledger {expected["ledger"]}:", StringComparison.Ordinal), verdict.All);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Validate_OfASample_IsABacktest(string sample)
    {
        var run = await CliRun.InAsync(RepositoryFolder.Of("samples"), ["validate", sample]);
        Assert.True(run.Code == 0 && run.Out.StartsWith("valid backtest: ", StringComparison.Ordinal), run.All);
    }

    private static void Near(string expected, double actual)
    {
        var number = double.Parse(expected, CultureInfo.InvariantCulture);
        Assert.InRange(actual, number - (Tolerance * Math.Abs(number)), number + (Tolerance * Math.Abs(number)));
    }

    // A name without spaces, then the value.
    private static Dictionary<string, string> Expected(string sample) => File.ReadLines(RepositoryFolder.Of("samples", sample, "expected", "outcome.txt"))
        .Select(line => line.Split(' ', 2)).ToDictionary(parts => parts[0], parts => parts[1].Trim());
}

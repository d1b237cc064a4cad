using System.Text.Json;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Commands;

public sealed class OtherCommandTests
{
    [Fact]
    public async Task FleetGenerate_SameSeed_SameFileWhichValidates()
    {
        using var folder = new TempFolder();
        foreach (var name in new[] { "a.json", "b.json" })
        {
            var run = await CliRun.InAsync(folder.Path, ["fleet", "generate", "--batteries", "40", "--seed", "7", "--out", name]);
            Assert.True(run.Code == 0, run.All);
        }

        Assert.Equal(File.ReadAllBytes(folder["a.json"]), File.ReadAllBytes(folder["b.json"]));
        var check = await CliRun.InAsync(folder.Path, ["fleet", "validate", "a.json", "--output", "json"]);
        Assert.Equal(40, JsonDocument.Parse(check.Out).RootElement.GetProperty("fleet").GetProperty("batteries").GetInt32());
    }

    [Theory]
    [InlineData("60", 49)]
    [InlineData("15", 193)]
    public async Task DataSynthesize_TwoDays_MarkedSyntheticAndReadable(string step, int lines)
    {
        using var folder = new TempFolder();
        var run = await CliRun.InAsync(
            folder.Path, ["data", "synthesize", "--zone", "SE3", "--from", "2026-01-01", "--to", "2026-01-02", "--seed", "4", "--step", step, "--out", "p.csv"]);

        Assert.True(run.Code == 0, run.All);
        var text = File.ReadAllLines(folder["p.csv"]);
        Assert.Contains("synthetic", text[0], StringComparison.Ordinal);
        Assert.Equal(lines, text.Count(line => !line.StartsWith('#')));
        Assert.Contains("valid prices", (await CliRun.InAsync(folder.Path, ["validate", "p.csv"])).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fleet.json", "valid fleet")]
    [InlineData("prices.csv", "valid prices")]
    [InlineData("scenarios.csv", "valid scenarios")]
    [InlineData("commitment.csv", "valid commitment")]
    [InlineData("run.json", "valid run")]
    [InlineData(".", "valid run")]
    public async Task Validate_EachKind_RecognisedAndFine(string path, string words)
    {
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        var run = await CliRun.InAsync(folder.Path, ["validate", path]);
        Assert.True(run.Code == 0, run.All);
        Assert.StartsWith(words, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Optimize_OneBattery_BoundBelowCostAndAScheduleOfTheDay()
    {
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        var run = await CliRun.InAsync(folder.Path, ["optimize", "--fleet", "fleet.json", "--agent", "two", "--scenarios-file", "scenarios.csv", "--output", "json"]);

        Assert.True(run.Code == 0, run.All);
        var plan = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("two", plan.GetProperty("agent").GetString());
        Assert.Equal(24, plan.GetProperty("powerMw").GetArrayLength());
        Assert.True(plan.GetProperty("lowerBound").GetDouble() <= plan.GetProperty("cost").GetDouble() + 1e-6);
        var csv = await CliRun.InAsync(folder.Path, ["optimize", "--fleet", "fleet.json", "--agent", "two", "--scenarios-file", "scenarios.csv", "--output", "csv"]);
        Assert.Equal(25, csv.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Otlp_NotAUrl_Usage()
    {
        using var folder = new TempFolder();
        var run = await CliRun.InAsync(folder.Path, ["validate", "x", "--otlp", "collector"]);
        Assert.Equal(1, run.Code);
        Assert.Contains("--otlp", run.Error, StringComparison.Ordinal);
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Bess.Coordination.Rounds;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Runs;

public sealed partial class RerunTests
{
    [Theory]
    [InlineData("--threads", "1")]
    [InlineData("--threads", "3")]
    [InlineData("--iterations", "4")]
    [InlineData("--algorithm", "admm")]
    public async Task Rerun_UntouchedRun_Identical(string option, string value)
    {
        using var folder = await RunAsync(option, value);
        var run = await CliRun.InAsync(folder.Path, ["rerun", "run/manifest.json"]);
        Assert.True(run.Code == 0, run.All);
        Assert.StartsWith("identical", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rerun_MovedWithItsInputs_Identical()
    {
        using var folder = await RunAsync();
        using var other = new TempFolder();
        Directory.Move(folder["run"], other["run"]);
        foreach (var file in new[] { "fleet.json", "prices.csv", "commitment.csv" })
            File.Copy(folder[file], other[file]);
        var run = await CliRun.InAsync(other.Path, ["rerun", "run"]);
        Assert.True(run.Code == 0, run.All);
    }

    [Fact]
    public async Task Rerun_ChangedInput_RefusedWithTheFile()
    {
        using var folder = await RunAsync();
        File.AppendAllText(folder["prices.csv"], "\n");
        var run = await CliRun.InAsync(folder.Path, ["rerun", "run"]);
        Assert.Equal(2, run.Code);
        Assert.Contains("manifest.json: inputs.prices: expected prices.csv with sha256", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rerun_ChangedOutput_RefusedWithTheFile()
    {
        using var folder = await RunAsync();
        File.AppendAllText(Path.Combine(folder["run"], "schedules.csv"), "x\n");
        var run = await CliRun.InAsync(folder.Path, ["rerun", "run"]);
        Assert.Equal(2, run.Code);
        Assert.Contains("outputs: expected schedules.csv", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await CliRun.InAsync(folder.Path, ["validate", "run"])).Code);
    }

    [Fact]
    public async Task Rerun_OtherAnswer_SaysWhatDiffers()
    {
        using var folder = await RunAsync();
        var run = await CliRun.InAsync(folder.Path, ["rerun", "run"], new FakePowerPlant());
        Assert.Equal(2, run.Code);
        Assert.StartsWith("different", run.Out, StringComparison.Ordinal);
        Assert.Contains("schedules.csv: line", run.Out, StringComparison.Ordinal);
        Assert.Contains("trace.ndjson", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rerun_EndedByADeadline_AsksForTheSameNumberOfIterationsWithoutADeadline()
    {
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        await CliRun.InAsync(
            folder.Path, ["coordinate", ".", "--out", "run", "--deadline", "5"], new FakePowerPlant(RoundStatus.StoppedAtDeadline));
        var plant = new FakePowerPlant(RoundStatus.StoppedAtIterationLimit);
        var run = await CliRun.InAsync(folder.Path, ["rerun", "run"], plant);

        Assert.True(run.Code == 0, run.All);
        Assert.Equal((3, null), (plant.Asked!.Options.IterationLimit, plant.Asked.Options.Deadline));
    }

    [Fact]
    public async Task Validate_RunFolder_EveryHashOfTheManifestHolds()
    {
        using var folder = await RunAsync();
        var run = await CliRun.InAsync(folder.Path, ["validate", "run"]);
        Assert.True(run.Code == 0, run.All);
        var manifest = File.ReadAllText(Path.Combine(folder["run"], "manifest.json"));
        Assert.Equal(3 + 5 + 1, Sha256().Count(manifest));
        Assert.DoesNotContain(folder.Path, manifest, StringComparison.Ordinal);
        Assert.True(DateTimeOffset.TryParseExact(
            StartedUtc().Match(manifest).Groups[1].Value, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));
    }

    private static async Task<TempFolder> RunAsync(params string[] options)
    {
        var folder = new TempFolder();
        Inputs.WriteAll(folder);
        var run = await CliRun.InAsync(folder.Path, ["coordinate", ".", "--out", "run", "--no-progress", .. options]);
        Assert.True(run.Code is 0 or 4, run.All);
        return folder;
    }

    [GeneratedRegex("\"[0-9a-f]{64}\"")]
    private static partial Regex Sha256();

    [GeneratedRegex("\"startedUtc\": \"([^\"]*)\"")]
    private static partial Regex StartedUtc();
}

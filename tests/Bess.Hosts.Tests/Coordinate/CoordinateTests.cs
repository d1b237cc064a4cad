using System.Text.Json;
using Bess.Coordination.Rounds;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Coordinate;

public sealed class CoordinateTests
{
    private static readonly string[] RunFiles = ["coupling.csv", "manifest.json", "report.html", "result.json", "schedules.csv", "trace.ndjson"];

    [Fact]
    public async Task Coordinate_SampleFolder_ConvergesAndLeavesTheWholeFolder()
    {
        using var folder = Folder();
        var run = await CliRun.InAsync(folder.Path, ["coordinate", ".", "--out", "run"]);

        Assert.True(run.Code == 0, run.All);
        Assert.StartsWith("Converged", run.Out, StringComparison.Ordinal);
        Assert.Contains("relative gap", run.Out, StringComparison.Ordinal);
        Assert.Contains("Written to run", run.Error, StringComparison.Ordinal);
        Assert.Equal(RunFiles, Directory.GetFiles(folder["run"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(1 + (2 * 24), File.ReadAllLines(Path.Combine(folder["run"], "schedules.csv")).Length);
        Assert.Equal(1 + (2 * 24), File.ReadAllLines(Path.Combine(folder["run"], "coupling.csv")).Length);
        Assert.Equal(["commitment.csv", "fleet.json", "prices.csv", "run", "run.json", "scenarios.csv"], Directory
            .GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Coordinate_CommitmentBeyondCapability_Exit3WithTheLeastViolatingPlan()
    {
        using var folder = Folder();
        folder.Write("commitment.csv", Inputs.Commitment(powerMw: 9));
        var run = await CliRun.InAsync(folder.Path, ["coordinate", "--fleet", "fleet.json", "--prices", "prices.csv", "--commitment", "commitment.csv", "--out", "run"]);

        Assert.True(run.Code == 3, run.All);
        Assert.StartsWith("Infeasible", run.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["run"], "schedules.csv")));
        var result = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["run"], "result.json"))).RootElement;
        Assert.True(result.GetProperty("certificate").GetProperty("maxViolationMw").GetDouble() > 1);
        Assert.True(result.GetProperty("verdict").GetProperty("physicallyFeasible").GetBoolean());
    }

    [Theory]
    [InlineData(RoundStatus.Converged, true, true, 0)]
    [InlineData(RoundStatus.IdleOnly, true, true, 0)]
    [InlineData(RoundStatus.Infeasible, true, false, 3)]
    [InlineData(RoundStatus.StoppedAtDeadline, true, false, 4)]
    [InlineData(RoundStatus.StoppedAtIterationLimit, true, true, 4)]
    [InlineData(RoundStatus.Stalled, true, true, 4)]
    [InlineData(RoundStatus.Cancelled, true, true, 4)]
    [InlineData(RoundStatus.Converged, false, true, 70)]
    [InlineData(RoundStatus.Converged, true, false, 70)]
    [InlineData(RoundStatus.Infeasible, false, false, 70)]
    public async Task Coordinate_EachStatus_ItsExitCodeAndAFolder(RoundStatus status, bool physics, bool coupling, int code)
    {
        using var folder = Folder();
        var run = await CliRun.InAsync(folder.Path, ["coordinate", ".", "--out", "run"], new FakePowerPlant(status, physics, coupling));

        Assert.True(run.Code == code, run.All);
        Assert.True(File.Exists(Path.Combine(folder["run"], "manifest.json")));
        var result = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["run"], "result.json"))).RootElement;
        Assert.Equal(status.ToString(), result.GetProperty("status").GetString());
        Assert.Equal(code, result.GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public async Task Coordinate_IdleOnly_WarnsOnStderr()
    {
        using var folder = Folder();
        var run = await CliRun.InAsync(folder.Path, ["coordinate", "."], new FakePowerPlant(RoundStatus.IdleOnly));
        Assert.Contains("Warning", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordinate_Cancelled_WritesTheBestPlanAndExits4()
    {
        using var folder = Folder();
        using var cancellation = new CancellationTokenSource();
        var running = CliRun.InAsync(
            folder.Path, ["coordinate", ".", "--out", "run"], new FakePowerPlant { WaitsForCancellation = true }, null, cancellation.Token);
        await cancellation.CancelAsync();
        var run = await running;

        Assert.True(run.Code == 4, run.All);
        Assert.StartsWith("Cancelled", run.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["run"], "schedules.csv")));
    }

    [Fact]
    public async Task Coordinate_ToolFails_Exit70AndNothingWritten()
    {
        using var folder = Folder();
        var run = await CliRun.InAsync(folder.Path, ["coordinate", ".", "--out", "run"], new FakePowerPlant { Throws = new InvalidOperationException("bad luck") });

        Assert.Equal(70, run.Code);
        Assert.Contains("bad luck", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(folder.Path), path => path.Contains("bess-partial", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Coordinate_Json_OneDocumentOnStdoutAndTalkOnStderr()
    {
        using var folder = Folder();
        var run = await CliRun.InAsync(folder.Path, ["coordinate", ".", "--output", "json"], new FakePowerPlant());

        var document = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(1, document.GetProperty("schemaVersion").GetInt32());
        Assert.Equal("Converged", document.GetProperty("status").GetString());
        Assert.Equal("barrier-aladin", document.GetProperty("algorithm").GetString());
        Assert.Contains("residualMW", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordinate_Ndjson_ALineAnIterationThenTheResultAndNothingInfinite()
    {
        using var folder = Folder();
        var run = await CliRun.InAsync(folder.Path, ["coordinate", ".", "--output", "ndjson", "--no-progress"], new FakePowerPlant());

        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(4, lines.Length);
        Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("lowerBound").ValueKind);
        Assert.Equal(-1260, lines[1].GetProperty("lowerBound").GetDouble());
        Assert.Equal("result", lines[3].GetProperty("kind").GetString());
        Assert.DoesNotContain("residualMW", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordinate_Csv_SchedulesOnStdout()
    {
        using var folder = Folder();
        var run = await CliRun.InAsync(folder.Path, ["coordinate", ".", "--output", "csv", "--out", "run"], new FakePowerPlant());
        Assert.Equal(File.ReadAllText(Path.Combine(folder["run"], "schedules.csv")), run.Out);
    }

    [Fact]
    public async Task Coordinate_NoReport_NoReport()
    {
        using var folder = Folder();
        await CliRun.InAsync(folder.Path, ["coordinate", ".", "--no-report", "--out", "run"], new FakePowerPlant());
        Assert.False(File.Exists(Path.Combine(folder["run"], "report.html")));
    }

    [Fact]
    public async Task Coordinate_OptionsOverRunJson_OptionsWin()
    {
        using var folder = Folder();
        var plant = new FakePowerPlant();
        var run = await CliRun.InAsync(
            folder.Path,
            ["coordinate", ".", "--algorithm", "admm", "--gap", "1e-3", "--residual", "0.01", "--iterations", "7", "--threads", "2", "--certify-every", "5",
                "--penalty", "3", "--smoothing", "0.25", "--deadline", "1.5", "--violation-price", "900", "--limit", "feeder-a=-0.5..0.5", "--scenarios", "scenarios.csv"],
            plant);

        Assert.True(run.Code == 0, run.All);
        var (asked, options) = (plant.Asked!, plant.Asked!.Options);
        Assert.Equal(CoordinationAlgorithm.Admm, options.Algorithm);
        Assert.Equal((1e-3, 0.01, 7, 2, 5), (options.GapTolerance, options.ResidualTolerance, options.IterationLimit, options.Threads, options.CertifyEvery));
        Assert.Equal((3.0, 0.25, TimeSpan.FromSeconds(1.5)), (options.Penalty, options.Smoothing, options.Deadline));
        Assert.Equal(900, asked.Coupling.ViolationPricePerMwh);
        Assert.Equal("feeder-a", Assert.Single(asked.Coupling.Limits).Group);
        Assert.Equal(2, asked.Scenarios.Count);
        Assert.Single(asked.Coupling.Commitments);
    }

    [Fact]
    public async Task Coordinate_LimitWithoutGroup_WholeFleetInEveryForm()
    {
        using var folder = Folder();
        foreach (var form in new[] { "--limit=-1.5..1", "--limit==-1.5..1" })
        {
            var plant = new FakePowerPlant();
            var run = await CliRun.InAsync(folder.Path, ["coordinate", ".", form, "--no-report", "--out", form.TrimStart('-')], plant);
            Assert.True(run.Code == 0, run.All);
            var limit = Assert.Single(plant.Asked!.Coupling.Limits);
            Assert.Null(limit.Group);
            Assert.Equal((-1.5, 1.0), (limit.LowerMw[0], limit.UpperMw[23]));
        }
    }

    [Fact]
    public async Task Coordinate_PricedCommitment_PricesReachTheRound()
    {
        using var folder = Folder();
        var rows = Inputs.Commitment().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        folder.Write("commitment.csv", string.Join('\n', rows.Select((row, i) => row + (i == 0 ? ",surplus_price_eur_per_mwh,shortfall_price_eur_per_mwh" : ",10,200"))));
        var plant = new FakePowerPlant();
        var run = await CliRun.InAsync(folder.Path, ["coordinate", "--fleet", "fleet.json", "--prices", "prices.csv", "--commitment", "feeder-a=commitment.csv"], plant);

        Assert.True(run.Code == 0, run.All);
        var commitment = Assert.Single(plant.Asked!.Coupling.Commitments);
        Assert.Equal("feeder-a", commitment.Group);
        Assert.Equal((10.0, 200.0), (commitment.SurplusPricePerMwh![5], commitment.ShortfallPricePerMwh![5]));
    }

    [Fact]
    public async Task Coordinate_DayOfASeries_HistoryOfTwentyDaysByDefault()
    {
        using var folder = Folder();
        folder.Write("prices.csv", Inputs.Prices(days: 30));
        var plant = new FakePowerPlant();
        var run = await CliRun.InAsync(
            folder.Path, ["coordinate", "--fleet", "fleet.json", "--prices", "prices.csv", "--zone", "DE_LU", "--day", "2026-03-10", "--limit", "-1..1"], plant);

        Assert.True(run.Code == 0, run.All);
        Assert.Equal(20, plant.Asked!.Scenarios.Count);
        Assert.Equal(24, plant.Asked.Scenarios.Grid.Count);
        Assert.Contains("20 days before 2026-03-10", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordinate_WarmStart_MultipliersOfTheEarlierRun()
    {
        using var folder = Folder();
        folder.Write("run.json", Inputs.Run.Replace(",\n  \"limits\": [{ \"lowerMw\": -2, \"upperMw\": 2 }]", "", StringComparison.Ordinal));
        await CliRun.InAsync(folder.Path, ["coordinate", ".", "--out", "earlier"], new FakePowerPlant());
        var plant = new FakePowerPlant();
        var run = await CliRun.InAsync(folder.Path, ["coordinate", ".", "--warm-start", "earlier"], plant);

        Assert.True(run.Code == 0, run.All);
        Assert.Equal(42, plant.Asked!.Options.WarmStart!.MultipliersPerMwh[0][7]);
    }

    [Fact]
    public async Task Coordinate_NamesOfRuns_NeverTheSameTwice()
    {
        using var folder = Folder();
        for (var i = 0; i < 3; i++)
            Assert.Equal(0, (await CliRun.InAsync(folder.Path, ["coordinate", ".", "--no-report"], new FakePowerPlant())).Code);
        Assert.Equal(3, Directory.GetDirectories(folder["runs"]).Length);
    }

    private static TempFolder Folder()
    {
        var folder = new TempFolder();
        Inputs.WriteAll(folder);
        return folder;
    }
}

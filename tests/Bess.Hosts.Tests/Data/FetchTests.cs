using System.Diagnostics;
using System.Text.Json;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Data;

public sealed class FetchTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private PlayedPublisher _publisher = null!;

    public async Task InitializeAsync() => _publisher = await PlayedPublisher.StartAsync();

    public async Task DisposeAsync() => await _publisher.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fetch_FourMonths_RequestAMonthThenNone()
    {
        var first = await FetchAsync();
        Assert.True(first.Code == 0, first.All);
        Assert.Equal(4, _publisher.Requests.Count);
        Assert.Contains("SE3/day_ahead_eur_per_mwh from energy-charts: 4 requests, 2879 new, 0 revised, 0 unchanged; 100 %", first.Out, StringComparison.Ordinal);

        var again = await FetchAsync();
        Assert.True(again.Code == 0, again.All);
        Assert.Equal(4, _publisher.Requests.Count);
        Assert.Contains(": 0 requests, 0 new", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_Refresh_RevisionsKeptBesideTheOldValues()
    {
        await FetchAsync();
        _publisher.ValueAt = at => at.Hour == 12 ? -10 : Math.Round(50 + (at.Hour * 1.25) - (at.Day / 3.0), 2);
        var refreshed = await FetchAsync("--refresh");
        Assert.True(refreshed.Code == 0, refreshed.All);
        Assert.Contains("120 revised", refreshed.Out, StringComparison.Ordinal);
        var show = await RunAsync("show", "--from", "2025-02-01", "--to", "2025-02-01", "--output", "csv", "--as-of", "2025-03-01T00:00:00Z");
        Assert.DoesNotContain(",-10,", show.Out, StringComparison.Ordinal);
        show = await RunAsync("show", "--from", "2025-02-01", "--to", "2025-02-01", "--output", "csv");
        Assert.Contains(",-10,", show.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_ToolKilledInTheMiddle_TheSameAgainGoesOn()
    {
        _publisher.HangsAt = 3;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "bess.dll"), .. Arguments()])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using (var process = Process.Start(start)!)
        {
            await Task.WhenAny(_publisher.Hanging.Task, process.WaitForExitAsync());
            Assert.False(process.HasExited);
            process.Kill();
            await process.WaitForExitAsync();
        }

        _publisher.HangsAt = 0;
        var rest = await FetchAsync();
        Assert.True(rest.Code == 0, rest.All);
        Assert.Contains(": 2 requests", rest.Out, StringComparison.Ordinal);
        Assert.Equal(5, _publisher.Requests.Count);
        Assert.Equal(_publisher.Requests[2], _publisher.Requests[3]);
        Assert.Contains("100 %, 2879 of 2879", (await RunAsync("coverage")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_PublisherFails_KeptSoFarAndEndsWithFour()
    {
        _publisher.StatusOf = number => number <= 2 ? 200 : 503;
        var run = await FetchAsync();
        Assert.True(run.Code == 4, run.All);
        Assert.Contains("not fetched:", run.Error, StringComparison.Ordinal);
        Assert.Contains("503", run.Error, StringComparison.Ordinal);
        Assert.Contains("missing [2025-03-31T22:00:00Z, 2025-05-31T22:00:00Z)", run.Out, StringComparison.Ordinal);
        _publisher.StatusOf = _ => 200;
        Assert.Equal(0, (await FetchAsync()).Code);
    }

    [Fact]
    public async Task Fetch_Json_OneObjectWithGaps()
    {
        _publisher.Lacks = at => at is { Month: 2, Day: 7, Hour: 4 or 5 };
        var run = await FetchAsync("--output", "json");
        Assert.True(run.Code == 0, run.All);
        var series = JsonDocument.Parse(run.Out).RootElement.GetProperty("series")[0];
        Assert.Equal(2877, series.GetProperty("added").GetInt32());
        var gap = series.GetProperty("missing")[0];
        Assert.Equal(("2025-02-07T04:00:00Z", "2025-02-07T06:00:00Z"), (gap.GetProperty("start").GetString(), gap.GetProperty("end").GetString()));
    }

    [Fact]
    public async Task Fetch_KeyInTheEnvironment_NeverPrinted()
    {
        var environment = new Dictionary<string, string> { ["BESS_IEX_TOKEN"] = "very-secret-key" };
        _publisher.StatusOf = _ => 401;
        var run = await CliRun.InAsync(
            _folder.Path,
            ["data", "fetch", "--source", "iex", "--zone", "IN_IEX", "--series", "dam_inr_per_mwh", "--from", "2025-02-01", "--to", "2025-02-02", "--base-address", _publisher.Url],
            environment: environment);
        Assert.True(run.Code == 4, run.All);
        Assert.NotEmpty(_publisher.Requests);
        Assert.DoesNotContain("very-secret-key", run.All, StringComparison.Ordinal);
    }

    private Task<CliRun> FetchAsync(params string[] more) => CliRun.InAsync(_folder.Path, [.. Arguments(), .. more]);

    private Task<CliRun> RunAsync(string command, params string[] more) => CliRun.InAsync(_folder.Path, ["data", command, .. more]);

    // 1 February to 31 May by the local clock: 120 days, one of them an hour short.
    private string[] Arguments() =>
    [
        "data", "fetch", "--source", "energy-charts", "--zone", "se3", "--series", "day_ahead_eur_per_mwh", "--from", "2025-02-01", "--to", "2025-05-31",
        "--base-address", _publisher.Url,
    ];
}

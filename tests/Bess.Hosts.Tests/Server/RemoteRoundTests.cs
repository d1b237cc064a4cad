using Bess.Coordination;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;
using Bess.Hosts.Tests.Server.Documents;

namespace Bess.Hosts.Tests.Server;

/// <summary>Rounds over HTTP against rounds in this process.</summary>
public sealed class RemoteRoundTests
{
    [Theory]
    [InlineData("community-3")]
    [InlineData("feeder-limited")]
    [InlineData("vpp-50")]
    public async Task Coordinate_ASample_SameBitsAsInProcess(string sample)
    {
        var request = SampleRounds.Request(sample);
        using var local = new LocalVirtualPowerPlant();
        var expected = (await local.CoordinateAsync(request)).Value;
        await using var server = await TestServer.StartAsync();
        using var remote = new RemoteVirtualPowerPlant(server.Desk());
        var seen = new Seen();
        var actual = (await remote.CoordinateAsync(request, seen)).Value;

        SameBits.Assert(expected, actual, SampleRounds.Times);
        Assert.Equal(request.Id, actual.RoundId);
        SameBits.Assert(actual.Trace, seen.All);
    }

    [Fact]
    public async Task Launch_Order_AnswersWithTheRoundAndItsAddress()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(SampleRounds.Order(id: "r-1")));
        Assert.Equal(202, answer.Status);
        Assert.Equal("/api/v1/rounds/r-1", answer.Location?.OriginalString);
        var view = RoundViewDocument.Read(answer.Body).Value;
        Assert.Equal(("r-1", "community-3", "operator"), (view.Id, view.PowerPlant, view.LaunchedBy));

        using var desk = server.Desk("viewer");
        var events = await AllAsync(desk.FollowAsync("r-1"));
        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(happened => happened.Number));
        Assert.Equal([RoundPhase.Created, RoundPhase.Gathering, RoundPhase.Iterating, RoundPhase.Finalising, RoundPhase.Done], events.Select(happened => happened.Phase).Distinct());
        var result = await desk.ResultAsync("r-1");
        SameBits.Assert(result!.Trace, events.Where(happened => happened.Iteration is not null).Select(happened => happened.Iteration!).ToArray());
        var done = await desk.RoundAsync("r-1");
        Assert.Equal((RoundPhase.Done, RoundStatus.Converged, result.Trace[^1].Iteration), (done!.Phase, done.Status, done.Iterations));
        Assert.Equal(["r-1"], (await desk.RoundsAsync("community-3")).Select(round => round.Id));
        var committed = await desk.ScheduleAsync("community-3", result.Schedules[0].Agent);
        SameBits.Assert(new CommittedSchedule("r-1", result.Schedules[0]), committed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Follow_LineCutAgainAndAgain_LosesAndRepeatsNothing(int seed)
    {
        await using var server = await TestServer.StartAsync(configure: options => options.CallsAtOnce = 100_000);
        await using var proxy = new CuttingProxy(server.Address, seed);
        using var remote = new RemoteVirtualPowerPlant(server.Desk(address: proxy.Address));
        var seen = new Seen();
        var result = (await remote.CoordinateAsync(SampleRounds.Request("vpp-50"), seen)).Value;

        Assert.True(proxy.Cuts >= 3, $"{proxy.Cuts} cuts");
        SameBits.Assert(result.Trace, seen.All);
    }

    [Fact]
    public async Task Follow_ServerThatIsGone_IsAFaultAfterTheLimit()
    {
        var server = await TestServer.StartAsync();
        var options = new RemoteOptions { Server = server.Address, ApiKey = server.Key("operator"), FirstPause = TimeSpan.FromMilliseconds(5), OutageLimit = TimeSpan.FromMilliseconds(200) };
        using var remote = new RemoteVirtualPowerPlant(new RemoteRoundDesk(options));
        var seen = new Seen(server.DisposeAsync);
        var outcome = await remote.CoordinateAsync(SampleRounds.Endless(), seen, CancellationToken.None);
        var fault = Assert.Single(outcome.Faults);
        Assert.Equal("events", fault.Field);
        await seen.Reaction;
    }

    [Fact]
    public async Task Launch_TwoAtOnce_OneRoundAndOneRefusalThatNamesIt()
    {
        await using var server = await TestServer.StartAsync();
        using var desk = server.Desk();
        var launches = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => desk.LaunchAsync(SampleRounds.Endless($"r-{i}"), "-")));
        var accepted = Assert.Single(launches, launch => launch.RoundId is not null);
        Assert.All(launches.Where(launch => launch != accepted), launch => Assert.Equal(accepted.RoundId, launch.Running?.Id));

        using var remote = new RemoteVirtualPowerPlant(server.Desk());
        var fault = Assert.Single((await remote.CoordinateAsync(SampleRounds.Request("vpp-50"))).Faults);
        Assert.Contains($"'{accepted.RoundId}'", fault.Actual, StringComparison.Ordinal);
        Assert.Contains("launched by operator", fault.Actual, StringComparison.Ordinal);

        // Another plant is free, the same identity is the same round.
        Assert.Equal("c-1", (await desk.LaunchAsync(SampleRounds.Order(id: "c-1"), "-")).RoundId);
        Assert.Equal(accepted.RoundId, (await desk.LaunchAsync(SampleRounds.Endless(accepted.RoundId), "-")).RoundId);
        Assert.True(await desk.CancelAsync(accepted.RoundId!));
    }

    [Fact]
    public async Task Cancel_RunningRound_ResultButNoCommitment()
    {
        await using var server = await TestServer.StartAsync();
        using var remote = new RemoteVirtualPowerPlant(server.Desk());
        using var cancellation = new CancellationTokenSource();
        var seen = new Seen(() =>
        {
            cancellation.Cancel();
            return ValueTask.CompletedTask;
        });
        var result = (await remote.CoordinateAsync(SampleRounds.Endless("endless"), seen, cancellation.Token)).Value;
        Assert.Equal(RoundStatus.Cancelled, result.Status);
        Assert.Equal(50, result.Schedules.Count);

        using var desk = server.Desk();
        Assert.Equal(RoundPhase.Cancelled, (await desk.RoundAsync(remote.RoundId!))!.Phase);
        Assert.Null(await desk.ScheduleAsync("vpp-50", result.Schedules[0].Agent));
        Assert.False(await desk.CancelAsync(remote.RoundId!));
        var again = await server.CallAsync("POST", $"/api/v1/rounds/{remote.RoundId}/cancel", "operator");
        again.IsProblem(409, "round-ended");
    }

    [Fact]
    public async Task Coordinate_WrongOrNoServer_FaultsThatSaySo()
    {
        await using var server = await TestServer.StartAsync();
        using var viewer = new RemoteVirtualPowerPlant(server.Desk("viewer"));
        Assert.Equal("api key", Assert.Single((await viewer.CoordinateAsync(SampleRounds.Request())).Faults).Field);
        using var stranger = new RemoteVirtualPowerPlant(server.Desk(key: null));
        Assert.Equal("a valid key", Assert.Single((await stranger.CoordinateAsync(SampleRounds.Request())).Faults).Expected);
        using var nobody = new RemoteVirtualPowerPlant(server.Desk(address: new Uri("http://127.0.0.1:9")));
        Assert.Equal("a server that answers", Assert.Single((await nobody.CoordinateAsync(SampleRounds.Request())).Faults).Expected);
        var request = SampleRounds.Request();
        using var plant = new RemoteVirtualPowerPlant(server.Desk());
        var faults = (await plant.CoordinateAsync(request with { Options = request.Options with { GapTolerance = 2 } })).Faults;
        Assert.Equal("gapTolerance", Assert.Single(faults).Field);
    }

    [Fact]
    public async Task Events_Silence_BlankLinesKeepTheLineAlive()
    {
        await using var server = await TestServer.StartAsync(configure: options => options.Heartbeat = TimeSpan.FromMilliseconds(1));
        using var desk = server.Desk();
        await desk.LaunchAsync(SampleRounds.Endless("endless"), "-");
        using var stream = await server.Client.SendAsync(Get(server, "/api/v1/rounds/endless/events?from=1000000"), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("application/x-ndjson", stream.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync());
        for (var i = 0; i < 3; i++)
            Assert.Equal("", await reader.ReadLineAsync());
        await desk.CancelAsync("endless");
    }

    [Fact]
    public async Task Follow_Many_EachSeesAll()
    {
        await using var server = await TestServer.StartAsync(configure: options => options.CallsAtOnce = 1000);
        using var desk = server.Desk();
        await desk.LaunchAsync(SampleRounds.Order("feeder-limited", "r-1"), "-");
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => AllAsync(desk.FollowAsync("r-1", i % 3))));
        var count = all[0].Count;
        Assert.All(all.Select((events, i) => (events, i)), one => Assert.Equal(count - (one.i % 3), one.events.Count));
    }

    private static HttpRequestMessage Get(TestServer server, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Api-Key", server.Key("viewer"));
        return request;
    }

    private static async Task<List<RoundEvent>> AllAsync(IAsyncEnumerable<RoundEvent> events)
    {
        var all = new List<RoundEvent>();
        await foreach (var happened in events)
            all.Add(happened);
        return all;
    }

    /// <summary>Keeps what it is told, and reacts to the first.</summary>
    private sealed class Seen(Func<ValueTask>? reaction = null) : IProgress<IterationTrace>
    {
        public List<IterationTrace> All { get; } = [];

        public Task Reaction { get; private set; } = Task.CompletedTask;

        public void Report(IterationTrace value)
        {
            All.Add(value);
            if (All.Count == 1 && reaction is not null)
                Reaction = Task.Run(async () => await reaction());
        }
    }
}

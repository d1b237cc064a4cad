using System.Diagnostics;
using System.Globalization;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.Dashboard;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>A long trace: how long it takes to open is told, not judged.</summary>
[Collection(BrowserTests.Name)]
public sealed class LongTraceTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private const int Iterations = 1000;
    private const int Steps = 96;

    [Fact]
    public async Task Round_OfAThousandIterations_Opens()
    {
        await using var visit = await Visit.StartAsync(fixture, output, start: () => TestServer.StartAsync(Create));
        if (visit is null)
            return;
        await visit.GoAsync("");
        for (var i = 0; i < 3; i++)
        {
            await visit.Page.GotoAsync("about:blank");
            var watch = Stopwatch.StartNew();
            await visit.Page.GotoAsync("/#/round/long");
            var seen = await (await visit.Page.WaitForFunctionAsync("() => performance.getEntriesByType('mark').find(one => one.name.startsWith('seen: Multipliers'))?.startTime")).JsonValueAsync<double>();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Iterations} iterations x {Steps} intervals: residual, gap and multipliers seen {seen:F0} ms after the page was asked for ({watch.ElapsedMilliseconds} ms for the test)"));
        }

        Assert.Equal(1, await visit.Page.Locator(".heat canvas").CountAsync());
        await visit.Page.GetByText($"after {Iterations} iterations").First.WaitForAsync();
        await visit.PictureAsync("round-long");
        visit.AssertNoComplaints();
    }

    /// <summary>A host with one round and nothing else: neither lists nor prices nor backtests.</summary>
    internal static WebApplication Create(TempFolder folder, Action<BessApiOptions> keys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IRoundDesk>(new OneLongRound());
        builder.Services.AddBessApi(options =>
        {
            keys(options);
            options.Open = true;
        });
        var app = builder.Build();
        app.MapBessApi();
        app.MapBessPages();
        return app;
    }

    /// <summary>A desk with one round that has ended.</summary>
    private sealed class OneLongRound : IRoundDesk
    {
        private static readonly RoundView View = new("long", "pair", RoundPhase.Done, DateTimeOffset.UnixEpoch, "test", Iterations, "made up for a test", RoundStatus.Converged);
        private readonly RoundResult _result;

        public OneLongRound()
        {
            using var folder = new TempFolder();
            var request = LoadedRounds.Pair(folder).Request;
            var some = FakePowerPlant.Result(request, RoundStatus.Converged);
            _result = some with
            {
                Schedules = [],
                Coupling = [],
                Trace = [.. Enumerable.Range(1, Iterations).Select(k => some.Trace[0] with
                {
                    Iteration = k,
                    ResidualMw = Math.Pow(10, -k / 150.0),
                    RelativeGap = Math.Pow(10, -k / 200.0),
                    MultipliersPerMwh = [[.. Enumerable.Range(0, Steps).Select(t => 50 * Math.Sin((t / 8.0) + (k / 90.0)))]],
                })],
            };
        }

        public Task<RoundView?> RoundAsync(string roundId, CancellationToken cancellationToken = default) => Task.FromResult<RoundView?>(View);

        public Task<RoundResult?> ResultAsync(string roundId, CancellationToken cancellationToken = default) => Task.FromResult<RoundResult?>(_result);

        public Task<IReadOnlyList<RoundView>> RoundsAsync(string powerPlant, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<RoundView>>([View]);

        public Task<Launch> LaunchAsync(RoundOrder order, string launchedBy, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<RoundEvent> FollowAsync(string roundId, int from = 0, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> CancelAsync(string roundId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<Fault>> SetGroupsAsync(string powerPlant, IReadOnlyList<FleetGroup> groups, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<Fault>> JoinAsync(string powerPlant, IReadOnlyList<FleetMember> members, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<Fault>> AdmitAsync(string powerPlant, RosterEntry entry, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> LeaveAsync(string powerPlant, AgentId agent, string reason, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<Roster?> RosterAsync(string powerPlant, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<CommittedSchedule?> ScheduleAsync(string powerPlant, AgentId agent, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}

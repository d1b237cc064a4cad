using Bess.Hosts.Tests.Backtests;
using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Support;
using static Bess.Hosts.Tests.Dashboard.Backtests.BacktestServer;

namespace Bess.Hosts.Tests.Dashboard.Backtests;

/// <summary>One runs, others wait; what a person or the end of the process cuts off can be gone on with.</summary>
public sealed class BacktestQueueTests
{
    // Long enough that it is not over before it is cancelled: a plan over seven days for each day, and a leakage check.
    private static readonly string Long = Order("2025-01-08", "2025-05-28").Replace("yesterday", "multi-day", StringComparison.Ordinal);

    [Fact]
    public async Task Cancel_OfTheOneThatRunsAndOneThatWaits_ThenResume()
    {
        using var market = SmallMarket.Make(days: 150);
        await using var server = await StartAsync(market);
        var running = await BeginAsync(server, Long);
        var waiting = await BeginAsync(server, Order());
        Assert.Equal(1, (await server.CallAsync("GET", $"{Api}/{waiting}", "viewer")).Json.GetProperty("waitingBefore").GetInt32());
        (await server.CallAsync("POST", $"{Api}/{waiting}/resume", "operator")).IsProblem(409, "backtest-running");
        (await server.CallAsync("GET", $"{Api}/{running}/result", "viewer")).IsProblem(404, "no-result");
        Assert.Equal(202, (await server.CallAsync("POST", $"{Api}/{running}/cancel", "operator")).Status);
        Assert.Equal("cancelled", (await EventsAsync(server, running))[^1].GetProperty("state").GetString());
        Assert.Equal("done", (await EventsAsync(server, waiting))[^1].GetProperty("state").GetString());
        (await server.CallAsync("POST", $"{Api}/{waiting}/cancel", "operator")).IsProblem(409, "backtest-ended");
        (await server.CallAsync("POST", $"{Api}/{waiting}/resume", "operator")).IsProblem(409, "backtest-ended");
        Assert.Contains("cancelled by operator", (await server.CallAsync("GET", $"{Api}/{running}", "viewer")).Json.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_MoreThanMayWait_429()
    {
        using var market = SmallMarket.Make(days: 150);
        await using var server = await StartAsync(market);
        await BeginAsync(server, Long);
        Answer? refused = null;
        for (var i = 0; i < 20 && refused is null; i++)
        {
            var answer = await server.CallAsync("POST", Api, "operator", Long);
            refused = answer.Status == 202 ? null : answer;
        }

        Assert.NotNull(refused);
        refused.IsProblem(429, "queue-full");
        foreach (var run in (await server.CallAsync("GET", Api, "viewer")).Json.GetProperty("backtests").EnumerateArray())
            await server.CallAsync("POST", $"{Api}/{run.GetProperty("id").GetString()}/cancel", "operator");
    }

    [Fact]
    public async Task Restart_InTheMiddle_InterruptedThenResumedWithTheSameLedger()
    {
        using var market = SmallMarket.Make(days: 60);
        using var folder = new TempFolder();
        var order = Order("2025-01-08", "2025-02-20");
        string reference, cut;
        await using (var server = await StartAsync(market))
        {
            reference = await DoneAsync(server, order);
            reference = await File.ReadAllTextAsync(Path.Combine(server.Folder, "backtests", reference, "run", "ledger.ndjson"));
        }

        await using (var first = await TestServer.StartAsync((_, keys) => Create(folder.Path, market["market"], null, keys)))
        {
            cut = await BeginAsync(first, order);
            await foreach (var closed in DeskOf(first).FollowAsync(cut, 0))
            {
                if (closed.Day is not null)
                    break;
            }
        }

        await using var second = await TestServer.StartAsync((_, keys) => Create(folder.Path, market["market"], null, keys));
        var view = (await second.CallAsync("GET", $"{Api}/{cut}", "viewer")).Json;
        // A process that is fast enough to finish while it is stopped has nothing to resume.
        if (view.GetProperty("state").GetString() != "done")
        {
            Assert.Equal("interrupted", view.GetProperty("state").GetString());
            var seen = await EventsAsync(second, cut);
            Assert.Equal("interrupted", seen[^1].GetProperty("state").GetString());
            Assert.Equal(202, (await second.CallAsync("POST", $"{Api}/{cut}/resume", "operator")).Status);
            var later = await EventsAsync(second, cut, seen.Length);
            Assert.Equal(seen.Length, later[0].GetProperty("number").GetInt32());
            Assert.Equal("done", later[^1].GetProperty("state").GetString());
        }

        Assert.Equal(reference, await File.ReadAllTextAsync(folder[$"backtests/{cut}/run/ledger.ndjson"]));
    }

    [Fact]
    public async Task Restart_AfterAKill_TornFilesAreReadAndTheRunIsInterrupted()
    {
        using var market = SmallMarket.Make(days: 30);
        using var folder = new TempFolder();
        string id;
        await using (var first = await TestServer.StartAsync((_, keys) => Create(folder.Path, market["market"], null, keys)))
            id = await DoneAsync(first, Order("2025-01-10", "2025-01-14"));
        // As a kill in the middle leaves it: the file still says that it runs, the last event is torn, result and part of the ledger are not there.
        var place = folder[$"backtests/{id}"];
        var file = Path.Combine(place, "run.json");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"Done\"", "\"Running\"", StringComparison.Ordinal));
        var events = Path.Combine(place, "events.ndjson");
        await File.WriteAllTextAsync(events, (await File.ReadAllTextAsync(events))[..^20]);
        var ledger = Path.Combine(place, "run", "ledger.ndjson");
        var whole = await File.ReadAllTextAsync(ledger);
        await File.WriteAllTextAsync(ledger, whole[..(whole.Length * 2 / 3)]);
        File.Delete(Path.Combine(place, "run", "result.json"));
        await using var second = await TestServer.StartAsync((_, keys) => Create(folder.Path, market["market"], null, keys));
        var view = (await second.CallAsync("GET", $"{Api}/{id}", "viewer")).Json;
        Assert.Equal("interrupted", view.GetProperty("state").GetString());
        Assert.False((await second.CallAsync("GET", $"{Api}/{id}/days", "viewer")).Json.GetProperty("isFinal").GetBoolean());
        Assert.Equal(202, (await second.CallAsync("POST", $"{Api}/{id}/resume", "operator")).Status);
        Assert.Equal("done", (await EventsAsync(second, id))[^1].GetProperty("state").GetString());
        Assert.Equal(whole, await File.ReadAllTextAsync(ledger));
    }
}

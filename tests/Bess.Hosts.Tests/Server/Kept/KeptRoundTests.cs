using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.Hosts.Tests.Server.Documents;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Server.Kept;

/// <summary>Rounds of a desk with a folder after the desk is gone.</summary>
public sealed class KeptRoundTests
{
    [Fact]
    public async Task Ended_AnotherDesk_HasAllOfIt()
    {
        using var folder = new TempFolder();
        var order = BadOrders.Good();
        List<RoundEvent> events;
        RoundResult? result;
        await using (var desk = KeptRound.Desk(folder))
        {
            await desk.LaunchAsync(order, "test");
            events = await KeptRound.FollowAsync(desk, "good");
            result = await desk.ResultAsync("good");
        }

        await using var again = KeptRound.Desk(folder);
        SameBits.Assert(events, await KeptRound.FollowAsync(again, "good"));
        SameBits.Assert(events.Skip(3).ToList(), await KeptRound.FollowAsync(again, "good", from: 3));
        SameBits.Assert(result, await again.ResultAsync("good"), "Clock");
        SameBits.Assert(order, await again.OrderAsync("good"), "Clock", "Threads");
        var view = Assert.Single(await again.RecentRoundsAsync());
        Assert.Equal((RoundPhase.Done, "test", RoundStatus.Converged), (view.Phase, view.LaunchedBy, view.Status));
        Assert.False(await again.CancelAsync("good"));
        Assert.Equal("good", (await again.LaunchAsync(order, "test")).RoundId);
        Assert.Equal("good", (await again.ScheduleAsync("pair", result!.Schedules[0].Agent))!.RoundId);
        Assert.DoesNotContain(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories), path => path.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CutOff_AfterAnyEvent_GoesOnToTheSameEnd()
    {
        using var round = await KeptRound.RunAsync(SampleRounds.Order("feeder-limited", "cut"));
        var iterations = round.Events.Count(one => one.Iteration is not null);
        Assert.True(iterations > 3, $"{iterations} iterations");
        int[] cuts = [0, 1, 3, 2 + (iterations / 2), round.Events.Count - 1];
        foreach (var cut in cuts)
        {
            var folder = round.CutAfter(cut);
            await using var desk = KeptRound.Desk(folder);
            var events = await KeptRound.FollowAsync(desk, "cut");
            SameBits.Assert(round.Events.Take(cut).ToList(), events.Take(cut).ToList());
            Assert.Equal(cut > 0, events.Any(one => one.Text.StartsWith("resumed:", StringComparison.Ordinal)));
            SameBits.Assert(IterationsOf(round.Events), IterationsOf(events), SampleRounds.Times);
            SameBits.Assert(round.Result, await desk.ResultAsync("cut"), SampleRounds.Times);
            Assert.Equal(RoundPhase.Done, (await desk.RoundAsync("cut"))!.Phase);
            Assert.Single(events, one => one.Phase == RoundPhase.Finalising && one.Text.Length == 0);
            // What the follower was told is what is kept.
            await desk.DisposeAsync();
            await using var last = KeptRound.Desk(folder);
            SameBits.Assert(events, await KeptRound.FollowAsync(last, "cut"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("not json\n{}\n")]
    public async Task CutOff_AnyTail_IsTakenAway(string tail)
    {
        using var round = await KeptRound.RunAsync(BadOrders.Good("cut"));
        await using var desk = KeptRound.Desk(round.CutAfter(4, System.Text.Encoding.UTF8.GetBytes(tail)));
        SameBits.Assert(IterationsOf(round.Events), IterationsOf(await KeptRound.FollowAsync(desk, "cut")), SampleRounds.Times);
    }

    [Fact]
    public async Task CutOff_BeforeItsNote_HasEnded()
    {
        using var round = await KeptRound.RunAsync(BadOrders.Good("cut"));
        var folder = round.CutAfter(round.Events.Count, []);
        await using var desk = KeptRound.Desk(folder);
        Assert.Equal(RoundPhase.Done, (await desk.RoundAsync("cut"))!.Phase);
        SameBits.Assert(round.Events, await KeptRound.FollowAsync(desk, "cut"));
    }

    [Fact]
    public async Task Launch_NeverAnswered_IsThrownAway()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(Path.Combine(folder["rounds"], "half"));
        File.WriteAllText(Path.Combine(folder["rounds"], "half", "order.json"), "{");
        await using var desk = KeptRound.Desk(folder);
        Assert.Empty(await desk.RecentRoundsAsync());
        Assert.Empty(Directory.GetDirectories(folder["rounds"]));
    }

    [Fact]
    public async Task Dispose_WithARunningRound_TheNextDeskGoesOn()
    {
        using var folder = new TempFolder();
        var desk = KeptRound.Desk(folder);
        await desk.LaunchAsync(SampleRounds.Endless("long"), "test");
        await ReachAsync(desk, 3);
        await desk.DisposeAsync();
        await using var next = KeptRound.Desk(folder);
        Assert.False((await next.RoundAsync("long"))!.HasEnded);
        Assert.NotNull((await next.LaunchAsync(SampleRounds.Endless("other"), "test")).Running);
        await ReachAsync(next, 6);
        Assert.True(await next.CancelAsync("long"));
        var events = await KeptRound.FollowAsync(next, "long");
        Assert.Equal(RoundPhase.Cancelled, events[^1].Phase);
        var iterations = IterationsOf(events);
        Assert.Equal(Enumerable.Range(1, iterations.Count), iterations.Select(one => one.Iteration));
        Assert.Equal(iterations.Count, (await next.ResultAsync("long"))!.Trace.Count);
    }

    [Fact]
    public async Task Folder_OfAnotherProcess_IsRefused()
    {
        using var folder = new TempFolder();
        await using (KeptRound.Desk(folder))
            Assert.Throws<IOException>(() => KeptRound.Desk(folder));
        await using (KeptRound.Desk(folder))
        {
        }
    }

    [Fact]
    public async Task Rounds_MoreThanKept_TheirFilesAreGone()
    {
        using var folder = new TempFolder();
        await using var desk = KeptRound.Desk(folder);
        for (var i = 0; i < LocalRoundDesk.RoundsKept + 2; i++)
        {
            await desk.LaunchAsync(BadOrders.Good($"r-{i}"), "test");
            await KeptRound.FollowAsync(desk, $"r-{i}");
        }

        Assert.Equal(LocalRoundDesk.RoundsKept, Directory.GetDirectories(folder["rounds"]).Length);
    }

    internal static List<IterationTrace> IterationsOf(IEnumerable<RoundEvent> events) => [.. events.Where(one => one.Iteration is not null).Select(one => one.Iteration!)];

    private static async Task ReachAsync(LocalRoundDesk desk, int iteration)
    {
        await foreach (var happened in desk.FollowAsync("long"))
        {
            if (happened.Iteration?.Iteration >= iteration)
                break;
        }
    }
}

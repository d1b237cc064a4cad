using System.Text.Json.Nodes;
using Bess.Coordination.Desk;
using Bess.Coordination.Fleets;
using Bess.Coordination.Rounds;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Hosts.Tests.Server.Documents;
using Bess.Hosts.Tests.Support;
using Bess.TestKit;

namespace Bess.Hosts.Tests.Server.Kept;

/// <summary>Rounds that were cut off while people, the clock or damage had a hand in them.</summary>
public sealed class InterruptedRoundTests
{
    private static readonly Fleet Fleet = FleetGenerator.Generate(6, 3, "pair", feeders: 2);

    [Fact]
    public async Task CutOff_BatteriesCameAndWent_TheyDoSoAgainAtTheSameMoments()
    {
        var newcomer = FleetGenerator.Generate(7, 3, "pair", feeders: 2).Members[^1];
        using var round = await KeptRound.RunAsync(
            // Long enough that whoever follows comes in time.
            Long("cut") with { Options = Long("cut").Options with { IterationLimit = 120 } },
            async (desk, happened) =>
            {
                if (happened.Iteration?.Iteration == 3)
                    Assert.Empty(await desk.JoinAsync("pair", [newcomer]));
                if (happened.Iteration?.Iteration == 6)
                    Assert.True(await desk.LeaveAsync("pair", new AgentId("b-001"), "sold"));
            },
            async desk =>
            {
                Assert.Empty(await desk.SetGroupsAsync("pair", Fleet.Groups));
                Assert.Empty(await desk.JoinAsync("pair", Fleet.Members));
            });
        Assert.Contains(round.Events, one => one.Text == "b-007 joins");
        Assert.Contains(round.Events, one => one.Text == "b-001 leaves: sold");
        foreach (var cut in new[] { round.Events.Count / 2, round.Events.Count - 2 })
        {
            await using var desk = KeptRound.Desk(round.CutAfter(cut));
            var events = await KeptRound.FollowAsync(desk, "cut");
            SameBits.Assert(KeptRoundTests.IterationsOf(round.Events), KeptRoundTests.IterationsOf(events), SampleRounds.Times);
            SameBits.Assert(round.Result, await desk.ResultAsync("cut"), SampleRounds.Times);
        }
    }

    [Fact]
    public async Task CutOff_DeadlinePassedMeanwhile_EndsAfterWhatWasTold()
    {
        using var round = await KeptRound.RunAsync(Long("cut") with { Fleet = Fleet, Options = Long("cut").Options with { Deadline = TimeSpan.FromMinutes(30) } });
        var folder = round.CutAfter(8);
        var late = new ManualTimeProvider((await LaunchedAtAsync(round, folder)).AddHours(1));
        await using var desk = KeptRound.Desk(folder, late);
        var events = await KeptRound.FollowAsync(desk, "cut");
        var told = KeptRoundTests.IterationsOf(round.Events.Take(8));
        SameBits.Assert(told, KeptRoundTests.IterationsOf(events));
        var result = (await desk.ResultAsync("cut"))!;
        Assert.Equal(RoundStatus.StoppedAtDeadline, result.Status);
        Assert.Equal(told.Count, result.Trace.Count);
        Assert.True(result.Verdict.PhysicallyFeasible);
        Assert.True(double.IsFinite(result.Certificate.LowerBound));
    }

    [Fact]
    public async Task CutOff_WhileBeingCancelled_EndsAfterWhatWasTold()
    {
        using var round = await KeptRound.RunAsync(Long("cut") with { Fleet = Fleet });
        var folder = round.CutAfter(8);
        Change(round.FileOf(folder, "round.json"), note => note["isCancelled"] = true);
        await using var desk = KeptRound.Desk(folder);
        var events = await KeptRound.FollowAsync(desk, "cut");
        Assert.Equal(RoundPhase.Cancelled, events[^1].Phase);
        var result = (await desk.ResultAsync("cut"))!;
        Assert.Equal(KeptRoundTests.IterationsOf(events).Count, result.Trace.Count);
        Assert.Equal(KeptRoundTests.IterationsOf(round.Events.Take(8)).Count, result.Trace.Count);
    }

    [Fact]
    public async Task CutOff_ComesOutDifferently_IsInterruptedWithItsLastPlan()
    {
        using var round = await KeptRound.RunAsync(Long("cut") with { Fleet = Fleet });
        var folder = round.CutAfter(12);
        var file = round.FileOf(folder, "events.ndjson");
        var lines = File.ReadAllText(file).Split('\n');
        var changed = JsonNode.Parse(lines[6])!;
        changed["iteration"]!["value"] = 1234.5;
        lines[6] = changed.ToJsonString();
        File.WriteAllText(file, string.Join('\n', lines));
        await using var desk = KeptRound.Desk(folder);
        var events = await KeptRound.FollowAsync(desk, "cut");
        Assert.Equal(RoundPhase.Interrupted, events[^1].Phase);
        Assert.Contains("came out differently", events[^1].Text, StringComparison.Ordinal);
        var result = (await desk.ResultAsync("cut"))!;
        Assert.Equal(RoundStatus.Cancelled, result.Status);
        Assert.Equal(6, result.Schedules.Count);
        Assert.True(result.Verdict.PhysicallyFeasible);
        Assert.True(result.Certificate.LowerBound <= result.Certificate.PlanCost);
        var view = (await desk.RoundAsync("cut"))!;
        Assert.Equal((RoundPhase.Interrupted, true), (view.Phase, view.HasEnded));
    }

    [Fact]
    public async Task CutOff_AgainAndAgainWithoutANewIteration_IsInterrupted()
    {
        using var round = await KeptRound.RunAsync(BadOrders.Good("cut"));
        var folder = round.CutAfter(4);
        Change(round.FileOf(folder, "round.json"), note => (note["starts"], note["round"]!["iterations"]) = (3, KeptRoundTests.IterationsOf(round.Events.Take(4)).Count));
        await AssertInterruptedAsync(folder, "the server was lost 3 times without a new iteration");
    }

    [Fact]
    public async Task CutOff_OrderDamaged_IsInterrupted()
    {
        using var round = await KeptRound.RunAsync(BadOrders.Good("cut"));
        var folder = round.CutAfter(4);
        Change(round.FileOf(folder, "order.json"), order => order["schemaVersion"] = 99);
        await AssertInterruptedAsync(folder, "its order cannot be run any more");
    }

    private static async Task AssertInterruptedAsync(TempFolder folder, string reason)
    {
        for (var i = 0; i < 2; i++)
        {
            await using var desk = KeptRound.Desk(folder);
            var events = await KeptRound.FollowAsync(desk, "cut");
            Assert.Equal((5, RoundPhase.Interrupted), (events.Count, events[^1].Phase));
            Assert.Contains(reason, events[^1].Text, StringComparison.Ordinal);
            Assert.Null(await desk.ResultAsync("cut"));
        }
    }

    private static RoundOrder Long(string id) => BadOrders.Good(id) with
    {
        Fleet = null,
        Options = new RoundOptions { Algorithm = CoordinationAlgorithm.Admm, GapTolerance = 1e-300, ResidualTolerance = 1e-300, IterationLimit = 40 },
    };

    private static async Task<DateTimeOffset> LaunchedAtAsync(KeptRound round, TempFolder folder)
    {
        var note = JsonNode.Parse(await File.ReadAllTextAsync(round.FileOf(folder, "round.json")))!;
        return DateTimeOffset.Parse((string)note["round"]!["launchedAtUtc"]!, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Change(string file, Action<JsonNode> change)
    {
        var document = JsonNode.Parse(File.ReadAllText(file))!;
        change(document);
        File.WriteAllText(file, document.ToJsonString());
    }
}

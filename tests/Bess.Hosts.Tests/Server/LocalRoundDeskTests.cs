using Bess.Coordination.Desk;
using Bess.Coordination.Fleets;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Hosts.Tests.Server.Documents;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Server;

public sealed class LocalRoundDeskTests
{
    private static readonly Fleet Fleet = FleetGenerator.Generate(6, 3, "pair", feeders: 2);

    [Fact]
    public async Task Enrolled_WithAFolder_SurviveTheDesk()
    {
        using var folder = new TempFolder();
        Roster before;
        CommittedSchedule committed;
        await using (var desk = await EnrolledAsync(folder.Path))
        {
            await RunAsync(desk, EnrolledOrder("r-1"));
            Assert.True(await desk.LeaveAsync("pair", new AgentId("b-002"), "sold"));
            before = (await desk.RosterAsync("pair"))!;
            committed = (await desk.ScheduleAsync("pair", new AgentId("b-001")))!;
        }

        await using var again = new LocalRoundDesk(folder.Path);
        SameBits.Assert(before, await again.RosterAsync("pair"));
        SameBits.Assert(committed, await again.ScheduleAsync("pair", new AgentId("b-001")));
        Assert.Equal(5, before.Entries.Count);
        Assert.Equal("r-1", committed.RoundId);
        Assert.DoesNotContain(Directory.GetFiles(folder.Path), path => path.EndsWith(".part", StringComparison.Ordinal));
        Assert.Null(await again.RoundAsync("r-1"));
    }

    [Fact]
    public async Task Folder_DamagedFile_IsRefusedWithItsName()
    {
        using var folder = new TempFolder();
        await using (await EnrolledAsync(folder.Path))
        {
        }

        var file = Directory.GetFiles(folder.Path).Single();
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"isEnrolled\":true", "\"isEnrolled\":1", StringComparison.Ordinal));
        var refused = Assert.Throws<BessDataException>(() => new LocalRoundDesk(folder.Path));
        Assert.Equal("isEnrolled", Assert.Single(refused.Faults).Field);
        Assert.StartsWith(Path.GetFileName(file), refused.Faults[0].Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrolled_ARound_SameBitsAsWithItsFleet()
    {
        await using var desk = await EnrolledAsync();
        var enrolled = await RunAsync(desk, EnrolledOrder("r-1"));
        var sent = await RunAsync(desk, EnrolledOrder("r-2") with { Fleet = Fleet });
        SameBits.Assert(sent, enrolled, SampleRounds.Times);
    }

    [Fact]
    public async Task Join_Faults_NobodyIsEnrolled()
    {
        await using var desk = await EnrolledAsync();
        var before = await desk.RosterAsync("pair");
        var stray = new FleetMember(Fleet.Members[0].Battery, Fleet.Members[0].InitialEnergy, Fleet.Members[0].Terminal, Fleet.Members[0].Risk, "nowhere");
        Assert.NotEmpty(await desk.JoinAsync("pair", [Fleet.Members[1], stray]));
        Assert.NotEmpty(await desk.JoinAsync("pair", [Fleet.Members[1], Fleet.Members[1]]));
        Assert.NotEmpty(await desk.JoinAsync("pair", []));
        Assert.NotEmpty(await desk.SetGroupsAsync("pair", []));
        Assert.NotEmpty(await desk.JoinAsync("a/b", [.. FleetGenerator.Generate(1, 1, "x").Members]));
        Assert.NotEmpty(await desk.AdmitAsync("pair", new RosterEntry(new AgentId("mine"), null, 1, "me")));
        SameBits.Assert(before, await desk.RosterAsync("pair"));
        Assert.Null(await desk.RosterAsync("a/b"));
        Assert.False(await desk.LeaveAsync("pair", new AgentId("nobody"), ""));
    }

    [Fact]
    public async Task JoinAndLeave_InMidRound_TakePartAndAreTold()
    {
        await using var desk = await EnrolledAsync();
        var endless = EnrolledOrder("r-1") with { Options = SampleRounds.Endless().Options };
        await desk.LaunchAsync(endless, "test");
        var events = new List<RoundEvent>();
        var newcomer = FleetGenerator.Generate(7, 3, "pair", feeders: 2).Members[^1];
        await foreach (var happened in desk.FollowAsync("r-1"))
        {
            events.Add(happened);
            if (happened.Iteration?.Iteration == 2)
            {
                Assert.Empty(await desk.JoinAsync("pair", [newcomer]));
                Assert.True(await desk.LeaveAsync("pair", new AgentId("b-001"), "sold"));
            }

            if (happened.Iteration is { Agents: 6 } later && events.Any(one => one.Text == "b-001 leaves: sold") && later.Iteration > 20)
                await desk.CancelAsync("r-1");
        }

        Assert.Contains(events, happened => happened.Text == "b-007 joins");
        Assert.Contains(events, happened => happened.Text == "b-001 leaves: sold");
        var result = (await desk.ResultAsync("r-1"))!;
        Assert.Contains(result.Schedules, schedule => schedule.Agent.Value == "b-007");
        Assert.DoesNotContain(result.Schedules, schedule => schedule.Agent.Value == "b-001");
        Assert.Null(await desk.ScheduleAsync("pair", newcomer.Battery.Id));
    }

    [Fact]
    public async Task Rounds_MoreThanKept_TheOldestAreForgotten()
    {
        await using var desk = new LocalRoundDesk();
        for (var i = 0; i < LocalRoundDesk.RoundsKept + 3; i++)
            await RunAsync(desk, BadOrders.Good($"r-{i}"));
        Assert.Equal(LocalRoundDesk.RoundsKept, (await desk.RoundsAsync("pair")).Count);
        Assert.Equal($"r-{LocalRoundDesk.RoundsKept + 2}", (await desk.RoundsAsync("pair"))[0].Id);
        Assert.Null(await desk.RoundAsync("r-0"));
        Assert.Empty(await AllAsync(desk, "r-0"));
    }

    [Fact]
    public async Task Launch_NothingThatFits_TellsAllFaults()
    {
        await using var desk = new LocalRoundDesk();
        var order = BadOrders.Good() with { Id = "a b", PowerPlant = "a/b", Options = new RoundOptions { GapTolerance = 3 } };
        var launch = await desk.LaunchAsync(order, "test");
        Assert.Null(launch.RoundId);
        Assert.Equal(["gapTolerance", "id", "powerPlant"], launch.Faults.Select(fault => fault.Field).Order());
        Assert.Equal("id", Assert.Single((await OtherPlantAsync(desk)).Faults).Field);
    }

    [Fact]
    public async Task Launch_WithoutIdentity_GivesOneThatIsAllowed()
    {
        await using var desk = new LocalRoundDesk();
        var id = (await desk.LaunchAsync(BadOrders.Good() with { Id = null }, "test")).RoundId;
        Assert.True(DeskNames.IsRoundId(id), id);
        Assert.NotEmpty(await AllAsync(desk, id!));
    }

    [Fact]
    public async Task Dispose_WithARunningRound_EndsIt()
    {
        var desk = new LocalRoundDesk();
        await desk.LaunchAsync(SampleRounds.Endless("r-1"), "test");
        await desk.DisposeAsync();
        Assert.Equal(RoundPhase.Cancelled, (await desk.RoundAsync("r-1"))!.Phase);
    }

    private static async Task<Launch> OtherPlantAsync(LocalRoundDesk desk)
    {
        await RunAsync(desk, BadOrders.Good("same"));
        return await desk.LaunchAsync(BadOrders.Good("same", "other"), "test");
    }

    private static RoundOrder EnrolledOrder(string id) => BadOrders.Good(id) with { Fleet = null };

    private static async Task<LocalRoundDesk> EnrolledAsync(string? folder = null)
    {
        var desk = new LocalRoundDesk(folder);
        Assert.Empty(await desk.SetGroupsAsync("pair", Fleet.Groups));
        Assert.Empty(await desk.JoinAsync("pair", Fleet.Members));
        return desk;
    }

    private static async Task<RoundResult> RunAsync(LocalRoundDesk desk, RoundOrder order)
    {
        var launch = await desk.LaunchAsync(order, "test");
        Assert.True(launch.RoundId is not null, string.Join('\n', launch.Faults));
        await AllAsync(desk, launch.RoundId);
        return (await desk.ResultAsync(launch.RoundId))!;
    }

    private static async Task<List<RoundEvent>> AllAsync(LocalRoundDesk desk, string roundId)
    {
        var all = new List<RoundEvent>();
        await foreach (var happened in desk.FollowAsync(roundId))
            all.Add(happened);
        return all;
    }
}

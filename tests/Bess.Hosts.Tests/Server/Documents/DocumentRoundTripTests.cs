using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;

namespace Bess.Hosts.Tests.Server.Documents;

public sealed class DocumentRoundTripTests
{
    [Fact]
    public void Result_RandomValues_ReadsBackToTheSameBitsAndBytes() => ForSeeds(200, random =>
    {
        var result = random.Result();
        var bytes = RoundResultDocument.Write(result);
        var read = RoundResultDocument.Read(bytes).Value;
        SameBits.Assert(result, read);
        Assert.Equal(bytes, RoundResultDocument.Write(read));
        Assert.DoesNotContain((byte)'\n', bytes);
    });

    [Fact]
    public void Order_RandomValues_ReadsBackToTheSameBitsAndBytes() => ForSeeds(200, random =>
    {
        var order = random.Order();
        var bytes = RoundOrderDocument.Write(order);
        var read = RoundOrderDocument.Read(bytes).Value;
        SameBits.Assert(order, read);
        Assert.Equal(bytes, RoundOrderDocument.Write(read));
    });

    [Fact]
    public void Event_RandomValues_ReadsBackToTheSameBitsOnOneLine() => ForSeeds(200, random =>
    {
        var happened = random.Event();
        var bytes = RoundEventDocument.Write(happened);
        SameBits.Assert(happened, RoundEventDocument.Read(bytes).Value);
        Assert.DoesNotContain((byte)'\n', bytes);
    });

    [Fact]
    public void View_RandomValues_ReadsBackToTheSameBits() => ForSeeds(100, random =>
    {
        RoundView[] views = [random.View(), random.View()];
        SameBits.Assert(views[0], RoundViewDocument.Read(RoundViewDocument.Write(views[0])).Value);
        SameBits.Assert(views, RoundViewDocument.ReadList(RoundViewDocument.WriteList(views)).Value);
    });

    [Fact]
    public void Roster_RandomValues_ReadsBackToTheSameBits() => ForSeeds(100, random =>
    {
        var roster = random.Roster();
        SameBits.Assert(roster, RosterDocument.Read(RosterDocument.Write(roster)).Value);
        SameBits.Assert(roster.Groups, RosterDocument.ReadGroups(RosterDocument.WriteGroups(roster.Groups)).Value);
        foreach (var entry in roster.Entries)
            SameBits.Assert(entry, RosterDocument.ReadEntry(RosterDocument.WriteEntry(entry)).Value);
    });

    [Fact]
    public void Schedule_RandomValues_ReadsBackToTheSameBits() => ForSeeds(100, random =>
    {
        var schedule = random.Schedule(random.Grid());
        var committed = new CommittedSchedule("round-1", schedule);
        SameBits.Assert(schedule, ScheduleDocument.Read(ScheduleDocument.Write(schedule)).Value);
        SameBits.Assert(committed, ScheduleDocument.ReadCommitted(ScheduleDocument.WriteCommitted(committed)).Value);
    });

    [Fact]
    public void SameBits_AChangedNumber_IsADifference()
    {
        var result = new RandomDocuments(1).Result();
        var changed = result with { Timing = result.Timing with { AgentSeconds = Math.BitIncrement(1) } };
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => SameBits.Assert(result, changed));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => SameBits.Assert(new RoundTiming(0.0, 1, 1, 1), new RoundTiming(-0.0, 1, 1, 1)));
    }

    private static void ForSeeds(int count, Action<RandomDocuments> check)
    {
        for (var seed = 0; seed < count; seed++)
            check(new RandomDocuments(seed));
    }
}

using Bess.Coordination.Privacy;
using Bess.Domain.Assets;

namespace Bess.Coordination.Tests.Privacy;

public sealed class MaskRosterTests
{
    [Fact]
    public void Create_MembersInAnyOrder_SameFingerprintAndGraph()
    {
        var members = Members(20);
        var roster = MaskRoster.Create("r", members).Value;
        var reversed = MaskRoster.Create("r", members.Reverse()).Value;
        Assert.Equal(Convert.ToHexString(roster.Fingerprint.Span), Convert.ToHexString(reversed.Fingerprint.Span));
        Assert.All(Enumerable.Range(0, 20), place => Assert.Equal(roster.Graph.NeighboursOf(place), reversed.Graph.NeighboursOf(place)));
        Assert.Equal((7, -1), (roster.PlaceOf(members[7].Agent), roster.PlaceOf(new AgentId("stranger"))));
    }

    [Fact]
    public void Create_AnythingChanged_OtherFingerprint()
    {
        var members = Members(20);
        MaskRoster[] rosters =
        [
            MaskRoster.Create("r", members).Value,
            MaskRoster.Create("s", members).Value,
            MaskRoster.Create("r", members[1..]).Value,
            MaskRoster.Create("r", members, new MaskOptions { Neighbours = 6 }).Value,
            MaskRoster.Create("r", members, new MaskOptions { FewestAnswers = 5 }).Value,
            MaskRoster.Create("r", [members[0] with { PublicKey = Key(30) }, .. members[1..]]).Value,
        ];
        Assert.Equal(rosters.Length, rosters.Select(roster => Convert.ToHexString(roster.Fingerprint.Span)).Distinct().Count());
    }

    [Fact]
    public void Create_FaultyMembers_AllNamed()
    {
        var good = Members(3);
        var offCurve = Key(9).ToArray();
        offCurve[64] ^= 1;
        var compressed = Key(10).ToArray()[..33];
        var wrongForm = Key(11).ToArray();
        wrongForm[0] = 6;
        var tooLarge = Key(12).ToArray();
        tooLarge.AsSpan(1, 32).Fill(0xff);
        var roster = MaskRoster.Create("r",
        [
            .. good,
            good[0] with { PublicKey = Key(5) },
            new(new AgentId("copy"), good[1].PublicKey),
            new(new AgentId("off"), offCurve),
            new(new AgentId("short"), compressed),
            new(new AgentId("form"), wrongForm),
            new(new AgentId("large"), tooLarge),
            new(new AgentId("zero"), new byte[65]),
        ]);
        Assert.False(roster.IsValid);
        Assert.Equal(
            ["battery-000", "copy.publicKey", "form.publicKey", "large.publicKey", "off.publicKey", "short.publicKey", "zero.publicKey"],
            roster.Faults.Select(fault => fault.Field).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1, null, null, "members")]
    [InlineData(8, 3, null, "neighbours")]
    [InlineData(8, 0, null, "neighbours")]
    [InlineData(8, -2, null, "neighbours")]
    [InlineData(8, null, 1, "fewestAnswers")]
    [InlineData(8, null, 9, "fewestAnswers")]
    public void Create_OptionOutOfRange_Named(int members, int? neighbours, int? fewest, string field)
    {
        var roster = MaskRoster.Create("r", Members(members), new MaskOptions { Neighbours = neighbours, FewestAnswers = fewest });
        Assert.Equal(field, Assert.Single(roster.Faults).Field);
    }

    [Fact]
    public void PairMasks_RosterThatIsNotTheAgents_Named()
    {
        using var keys = MaskedLeaf.KeysOf(0);
        var members = Members(4);
        Assert.Equal("roundId", FaultOf(MaskRoster.Create("another", members).Value));
        Assert.Equal("battery-000", FaultOf(MaskRoster.Create(MaskedLeaf.Round, members[1..]).Value));
        Assert.Equal("battery-000", FaultOf(MaskRoster.Create(MaskedLeaf.Round, [members[0] with { PublicKey = Key(9) }, .. members[1..]]).Value));

        string FaultOf(MaskRoster roster) => Assert.Single(PairMasks.Create(keys, roster).Faults).Field;
    }

    private static MaskMember[] Members(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new MaskMember(new AgentId($"battery-{i:000}"), Key(i)))];

    private static ReadOnlyMemory<byte> Key(int agent)
    {
        using var keys = MaskedLeaf.KeysOf(agent);
        return keys.PublicKey;
    }
}

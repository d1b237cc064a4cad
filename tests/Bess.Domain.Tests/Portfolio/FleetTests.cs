using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Units;

namespace Bess.Domain.Tests.Portfolio;

public sealed class FleetTests
{
    private static readonly Battery Base = new(Build.Specification());

    [Theory]
    [InlineData(-0.1, false)]
    [InlineData(0, true)]
    [InlineData(0.1, true)]
    [InlineData(2.0, true)]
    [InlineData(2.01, false)]
    public void Member_InitialEnergy_WithinCapacityNotWindow(double initialMwh, bool accepted)
    {
        var result = FleetMember.Create(Base, new Energy(initialMwh), new TerminalCondition.None(), RiskPreference.Neutral, null);
        Assert.Equal(accepted, result.IsValid);
    }

    [Fact]
    public void Member_WrongStartTerminalAndGroup_AllFaultsTogether()
    {
        var refused = FleetMember.Create(Base, new Energy(3), new TerminalCondition.Fixed(new Energy(1.9)), RiskPreference.Neutral, "a b");
        Assert.Equal(["initialEnergyMwh", "terminal.energyMwh", "group"], refused.Faults.Select(fault => fault.Field));
    }

    [Theory]
    [InlineData(-0.1, false)]
    [InlineData(0, true)]
    [InlineData(1.8, true)]
    [InlineData(1.81, false)]
    public void Member_TerminalFloor_AtMostCeiling(double floorMwh, bool accepted)
    {
        var terminal = new TerminalCondition.Floor(new Energy(floorMwh));
        Assert.Equal(accepted, FleetMember.Create(Base, new Energy(1), terminal, RiskPreference.Neutral, null).IsValid);
    }

    [Fact]
    public void MembersOf_Tree_IncludesSubGroups()
    {
        var fleet = new Fleet(
            "vpp",
            [Build.Member("a", "feeder-1"), Build.Member("b"), Build.Member("c", "feeder-2"), Build.Member("d", "north"), Build.Member("e", "south")],
            [new FleetGroup("feeder-1", "north"), new FleetGroup("feeder-2", "north"), new FleetGroup("north"), new FleetGroup("south"), new FleetGroup("empty")]);
        Assert.Equal([0, 2, 3], fleet.MembersOf("north"));
        Assert.Equal([2], fleet.MembersOf("feeder-2"));
        Assert.Equal([4], fleet.MembersOf("south"));
        Assert.Empty(fleet.MembersOf("empty"));
        Assert.Equal(3, fleet.IndexOf(new AgentId("d")));
        Assert.Equal(-1, fleet.IndexOf(new AgentId("z")));
        Assert.Contains("north", Assert.Throws<ArgumentException>(() => fleet.MembersOf("west")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_Empty_Refused()
    {
        Assert.Equal("batteries", Assert.Single(Fleet.Create("vpp", []).Faults).Field);
        Assert.Throws<BessDataException>(() => new Fleet("vpp", []));
    }

    [Fact]
    public void Create_DuplicatesUnknownGroupAndCycle_AllFaultsTogether()
    {
        var refused = Fleet.Create(
            " ",
            [Build.Member("a"), Build.Member("a"), Build.Member("b", "nowhere")],
            [new FleetGroup("g"), new FleetGroup("g"), new FleetGroup("x", "y"), new FleetGroup("y", "x"), new FleetGroup("s", "s"), new FleetGroup("o", "gone")]);
        Assert.Equal(
            ["name", "batteries[1].id", "groups[1].name", "groups[2].parent", "groups[3].parent", "groups[4].parent", "groups[5].parent", "batteries[2].group"],
            refused.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Create_GroupBelowACycle_OnlyCycleIsBlamed()
    {
        var refused = Fleet.Create(
            "vpp", [Build.Member("a")], [new FleetGroup("x", "y"), new FleetGroup("y", "x"), new FleetGroup("leaf", "x")]);
        Assert.Equal(["groups[0].parent", "groups[1].parent"], refused.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Construct_ListChangedAfterwards_FleetKeepsItsOwn()
    {
        var members = new List<FleetMember> { Build.Member("a") };
        var fleet = new Fleet("vpp", members);
        members.Add(Build.Member("b"));
        Assert.Single(fleet.Members);
    }

    [Fact]
    public void Group_WrongNames_AllFaultsTogether() =>
        Assert.Equal(["name", "parent"], FleetGroup.Create("", "a b").Faults.Select(fault => fault.Field));
}

using Bess.Coordination.Fleets;
using Bess.Domain.Assets;

namespace Bess.Coordination.Tests.Fleets;

public sealed class FleetGeneratorTests
{
    [Fact]
    public void Generate_SameArguments_GiveTheSameText()
    {
        var text = FleetFile.ToJson(FleetGenerator.Generate(50, 7, "fifty", feeders: 3));

        Assert.Equal(text, FleetFile.ToJson(FleetGenerator.Generate(50, 7, "fifty", feeders: 3)));
        Assert.NotEqual(text, FleetFile.ToJson(FleetGenerator.Generate(50, 8, "fifty", feeders: 3)));
    }

    [Fact]
    public void Generate_MoreBatteries_KeepsTheFirst() =>
        Assert.Equal(FleetGenerator.Generate(10, 3, "a").Members, FleetGenerator.Generate(25, 3, "b").Members.Take(10));

    [Fact]
    public void Generate_TenThousand_LieInTheirRangesAndSurviveTheFile()
    {
        var fleet = FleetGenerator.Generate(10_000, 11, "many", feeders: 7);

        Assert.All(fleet.Members, member =>
        {
            var battery = member.Battery;
            var capacity = battery.Capacity.Mwh;
            // Rounding to four significant digits moves a number by at most 5e-4 of itself.
            AssertWithin(0.01, 10, capacity);
            AssertWithin(0.25, 1, battery.ChargeLimit.Mw / capacity);
            AssertWithin(0.8, 1.2, battery.DischargeLimit / battery.ChargeLimit);
            AssertWithin(0.80, 0.97, battery.ChargeEfficiency.Value);
            AssertWithin(0.85, 0.97, battery.DischargeEfficiency.Value);
            AssertWithin(0.1, 0.1, battery.MinimumEnergy.Mwh / capacity);
            AssertWithin(0.9, 0.9, battery.MaximumEnergy.Mwh / capacity);
            AssertWithin(0.15, 0.85, member.InitialEnergy.Mwh / capacity);
            AssertWithin(1, 6, battery.DegradationCost.PerMwh);
            AssertWithin(0, 2, member.Risk.Lambda);
            Assert.Equal(0.05, member.Risk.TailShare);
            if (member.Terminal is TerminalCondition.Value(var price))
                AssertWithin(40, 70, price.PerMwh / battery.DischargeEfficiency.Value);
            else
                Assert.Equal(member.InitialEnergy, Assert.IsType<TerminalCondition.Fixed>(member.Terminal).Target);
        });
        Assert.Equal(5000, fleet.Members.Count(member => member.Terminal is TerminalCondition.Fixed));
        Assert.InRange(fleet.MembersOf("feeder-01").Count(i => fleet.Members[i].Terminal is TerminalCondition.Fixed), 600, 830);
        Assert.Equal(fleet.Members, FleetFile.Parse(FleetFile.ToJson(fleet), "many.json").Value.Members);
    }

    [Fact]
    public void Generate_NumbersOfTheFile_HaveFourDigits()
    {
        var fleet = FleetGenerator.Generate(100, 2, "short");

        Assert.All(fleet.Members, member => Assert.InRange(Digits(member.Battery.Capacity.Mwh), 1, 4));
        Assert.All(fleet.Members, member => Assert.InRange(Digits(member.InitialEnergy.Mwh), 1, 4));
    }

    [Fact]
    public void Generate_Misuse_NamesTheArgument()
    {
        Assert.Throws<ArgumentOutOfRangeException>("batteries", () => FleetGenerator.Generate(0, 1, "none"));
        Assert.Throws<ArgumentOutOfRangeException>("feeders", () => FleetGenerator.Generate(1, 1, "none", -1));
        Assert.Throws<ArgumentException>("name", () => FleetGenerator.Generate(1, 1, " "));
    }

    private static void AssertWithin(double low, double high, double value) =>
        Assert.InRange(value, low * (1 - 1.1e-3), high * (1 + 1.1e-3));

    private static int Digits(double value) =>
        value.ToString("R", System.Globalization.CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length;
}

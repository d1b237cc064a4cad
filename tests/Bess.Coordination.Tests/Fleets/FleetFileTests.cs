using System.Text;
using Bess.Coordination.Fleets;
using Bess.Domain.Assets;

namespace Bess.Coordination.Tests.Fleets;

public sealed class FleetFileTests
{
    [Fact]
    public void Parse_GoodText_ReadsEveryField()
    {
        var fleet = FleetFile.Parse(FleetTexts.Good, "fleet.json").Value;

        Assert.Equal("two", fleet.Name);
        Assert.Equal(["zone", "feeder-a"], fleet.Groups.Select(group => group.Name));
        Assert.Equal("zone", fleet.Groups[1].Parent);
        var first = fleet.Members[0];
        Assert.Equal("b-001", first.Battery.Id.Value);
        Assert.Equal(2, first.Battery.Capacity.Mwh);
        Assert.Equal(1, first.Battery.ChargeLimit.Mw);
        Assert.Equal(0.9, first.Battery.DischargeLimit.Mw);
        Assert.Equal(0.95, first.Battery.ChargeEfficiency.Value);
        Assert.Equal(0.94, first.Battery.DischargeEfficiency.Value);
        Assert.Equal(0.2, first.Battery.MinimumEnergy.Mwh);
        Assert.Equal(1.8, first.Battery.MaximumEnergy.Mwh);
        Assert.Equal(1, first.InitialEnergy.Mwh);
        Assert.Null(first.Battery.RampLimit);
        Assert.Equal(0, first.Battery.DegradationCost.PerMwh);
        Assert.Equal(0.5, Assert.IsType<TerminalCondition.Floor>(first.Terminal).Minimum.Mwh);
        Assert.Equal(new RiskPreference(1.5, 0.05), first.Risk);
        Assert.Equal("feeder-a", first.Group);
        var second = fleet.Members[1];
        Assert.Equal(0.5, second.Battery.RampLimit!.Value.Mw);
        Assert.Equal(3, second.Battery.DegradationCost.PerMwh);
        Assert.IsType<TerminalCondition.None>(second.Terminal);
        Assert.Equal(RiskPreference.Neutral, second.Risk);
        Assert.Null(second.Group);
        Assert.Equal([0], fleet.MembersOf("zone"));
    }

    [Theory]
    [InlineData("""{ "kind": "value", "pricePerMwh": -4.5 }""")]
    [InlineData("""{ "kind": "fixed", "energyMwh": 1.25 }""")]
    [InlineData("""{ "energyMwh": 0, "kind": "floor" }""")]
    [InlineData("""{ "kind": "none" }""")]
    public void ToJson_EachTerminalKind_IsReadBackTheSame(string terminal)
    {
        var fleet = FleetFile.Parse(FleetTexts.With("""{ "kind": "floor", "energyMwh": 0.5 }""", terminal), "fleet.json").Value;

        var again = FleetFile.Parse(FleetFile.ToJson(fleet), "again.json").Value;

        Assert.Equal(fleet.Members, again.Members);
        Assert.Equal(fleet.Groups, again.Groups);
        Assert.Equal(fleet.Name, again.Name);
    }

    [Fact]
    public void ToJson_NumbersWithManyDigits_AreReadBackInEveryBit()
    {
        var fleet = FleetFile.Parse(
            FleetTexts.With("\"chargeLimitMw\": 1,", "\"chargeLimitMw\": 0.30000000000000004,")
                .Replace("\"lambda\": 1.5", "\"lambda\": 1e-300, \"tailShare\": 0.1", StringComparison.Ordinal)
                .Replace("\"two\"", "\"Größe ‘½’ \\\"x\\\"\"", StringComparison.Ordinal), "fleet.json").Value;

        var text = FleetFile.ToJson(fleet);

        Assert.Contains("Größe ‘½’", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        var again = FleetFile.Parse(text, "again.json").Value;
        Assert.Equal(fleet.Members, again.Members);
        Assert.Equal(fleet.Name, again.Name);
        Assert.Equal(text, FleetFile.ToJson(again));
    }

    [Fact]
    public void Parse_ByteOrderMarkAndSchemaName_AreAccepted()
    {
        var json = FleetTexts.With("\"schemaVersion\"", "\"$schema\": \"fleet.schema.json\", \"schemaVersion\"");
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(json)];

        Assert.True(FleetFile.Parse(bytes, "fleet.json").IsValid);
    }

    [Fact]
    public void Write_ExistingFile_IsReplacedAndNothingElseIsLeft()
    {
        var folder = Directory.CreateTempSubdirectory("bess-fleet-");
        try
        {
            var path = Path.Combine(folder.FullName, "fleet.json");
            File.WriteAllText(path, "old");
            var fleet = FleetGenerator.Generate(5, 1, "five", feeders: 2);

            FleetFile.Write(fleet, path);

            Assert.Equal([path], Directory.GetFiles(folder.FullName));
            Assert.Equal(FleetFile.ToJson(fleet), File.ReadAllText(path));
            Assert.Equal(fleet.Members, FleetFile.Read(path).Value.Members);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Read_MissingFileOrFolder_IsALocatedFault()
    {
        var folder = Directory.CreateTempSubdirectory("bess-fleet-");
        try
        {
            var path = Path.Combine(folder.FullName, "none.json");

            Assert.Equal($"{path}: expected a fleet file, was no such file", Assert.Single(FleetFile.Read(path).Faults).ToString());
            var fault = Assert.Single(FleetFile.Read(folder.FullName).Faults);
            Assert.Equal(folder.FullName, fault.Location);
            Assert.Equal("a readable fleet file", fault.Expected);
        }
        finally
        {
            folder.Delete();
        }
    }
}

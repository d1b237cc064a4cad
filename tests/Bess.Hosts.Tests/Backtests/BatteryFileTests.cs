using Bess.Backtesting.Desk;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Backtests;

public sealed class BatteryFileTests
{
    private const string Bare = """
        {
          "energyCapacityMwh": 4,
          "chargeLimitMw": 2, "dischargeLimitMw": 2,
          "chargeEfficiency": 0.9, "dischargeEfficiency": 0.9,
          "minimumEnergyMwh": 0.4,
          "maximumEnergyMwh": 3.6
        }
        """;

    [Fact]
    public void Parse_BareObject_WhatIsLeftOutHasADefault()
    {
        var member = BatteryFile.Parse(Bare, "battery.json").Value;
        Assert.Equal("battery", member.Battery.Id.Value);
        Assert.Equal(2.0, member.InitialEnergy.Mwh);
        Assert.Equal(2.0, member.Battery.DischargeLimit.Mw);
    }

    [Fact]
    public void Parse_FleetOfOne_ThatBattery()
    {
        var fleet = $$"""{ "schemaVersion": 1, "name": "one", "batteries": [ {{Bare.Replace("\"energyCapacityMwh\"", "\"id\": \"x\", \"initialEnergyMwh\": 3, \"terminal\": { \"kind\": \"none\" }, \"energyCapacityMwh\"", StringComparison.Ordinal)}} ] }""";
        var member = BatteryFile.Parse(fleet, "fleet.json").Value;
        Assert.Equal(("x", 3.0), (member.Battery.Id.Value, member.InitialEnergy.Mwh));
    }

    [Fact]
    public void Parse_FleetOfTwo_Refused()
    {
        var fault = Assert.Single(BatteryFile.Parse(Inputs.Fleet, "fleet.json").Faults);
        Assert.Contains("one battery", fault.Expected, StringComparison.Ordinal);
        Assert.StartsWith("2", fault.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_BareWithFaults_AllOfThemWithLineAndField()
    {
        var text = Bare.Replace("\"energyCapacityMwh\": 4", "\"energyCapacityMwh\": -4", StringComparison.Ordinal)
            .Replace("\"dischargeEfficiency\": 0.9", "\"dischargeEfficiency\": 1.9, \"colour\": 3", StringComparison.Ordinal);
        var faults = BatteryFile.Parse("\uFEFF" + text, "battery.json").Faults;
        Assert.Contains(faults, fault => fault is { Location: "battery.json: line 2", Field: "energyCapacityMwh" });
        Assert.Contains(faults, fault => fault is { Location: "battery.json: line 4", Field: "dischargeEfficiency" });
        Assert.Contains(faults, fault => fault is { Location: "battery.json: line 4", Field: "colour" });
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{} ] }")]
    [InlineData("null")]
    public void Parse_NoBattery_Refused(string text) => Assert.NotEmpty(BatteryFile.Parse(text, "battery.json").Faults);

    [Fact]
    public void ToJson_Default_ReadsBackTheSame()
    {
        var member = BatteryFile.Parse(BatteryFile.DefaultText, "default").Value;
        Assert.Equal(member.Battery, BatteryFile.Parse(BatteryFile.ToJson(member), "again").Value.Battery);
    }
}

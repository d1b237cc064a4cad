using Bess.Domain.Assets;

namespace Bess.Domain.Tests.Assets;

public sealed class BatteryTests
{
    [Fact]
    public void Create_BaseBattery_KeepsNumbers()
    {
        var battery = Battery.Create(Build.Specification()).Value;
        Assert.Equal(1.8, battery.ChargeLimit.Mw);
        Assert.Equal(0.765, battery.RoundTripEfficiency, 15);
        Assert.Null(battery.RampLimit);
        Assert.Equal(new Battery(Build.Specification()), battery);
    }

    public static TheoryData<string, BatterySpecification> Wrong
    {
        get
        {
            var good = Build.Specification();
            var cases = new TheoryData<string, BatterySpecification>
            {
                { "id", good with { Id = "" } },
                { "id", good with { Id = "a b" } },
                { "id", good with { Id = new string('x', 65) } },
                { "energyCapacityMwh", good with { EnergyCapacityMwh = -2 } },
                { "maximumEnergyMwh", good with { EnergyCapacityMwh = 1.5 } },
                { "minimumEnergyMwh", good with { MinimumEnergyMwh = 1.8 } },
                { "minimumEnergyMwh", good with { MinimumEnergyMwh = -0.1 } },
                { "rampLimitMw", good with { RampLimitMw = 0 } },
                { "degradationCostPerMwh", good with { DegradationCostPerMwh = -1 } },
                { "chargeEfficiency", good with { ChargeEfficiency = 1.01 } },
                { "dischargeEfficiency", good with { DischargeEfficiency = 0 } },
                { "chargeLimitMw", good with { ChargeLimitMw = 0 } },
                { "dischargeLimitMw", good with { DischargeLimitMw = -1 } },
            };
            foreach (var bad in new[] { double.NaN, double.PositiveInfinity })
            {
                cases.Add("energyCapacityMwh", good with { EnergyCapacityMwh = bad });
                cases.Add("chargeLimitMw", good with { ChargeLimitMw = bad });
                cases.Add("dischargeLimitMw", good with { DischargeLimitMw = bad });
                cases.Add("chargeEfficiency", good with { ChargeEfficiency = bad });
                cases.Add("dischargeEfficiency", good with { DischargeEfficiency = bad });
                cases.Add("minimumEnergyMwh", good with { MinimumEnergyMwh = bad });
                cases.Add("maximumEnergyMwh", good with { MaximumEnergyMwh = bad });
                cases.Add("rampLimitMw", good with { RampLimitMw = bad });
                cases.Add("degradationCostPerMwh", good with { DegradationCostPerMwh = bad });
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Create_OneWrongNumber_RefusedWithThatFieldOnly(string field, BatterySpecification specification)
    {
        var fault = Assert.Single(Battery.Create(specification, "here").Faults);
        Assert.Equal(field, fault.Field);
        Assert.Equal("here", fault.Location);
        Assert.Throws<BessDataException>(() => new Battery(specification));
    }

    [Fact]
    public void Create_EverythingWrong_AllFaultsTogether()
    {
        var wrong = new BatterySpecification
        {
            Id = "",
            EnergyCapacityMwh = -1,
            ChargeLimitMw = 0,
            DischargeLimitMw = double.NaN,
            ChargeEfficiency = 2,
            DischargeEfficiency = -1,
            MinimumEnergyMwh = -1,
            MaximumEnergyMwh = 0,
            RampLimitMw = -1,
            DegradationCostPerMwh = -1,
        };
        var refused = Battery.Create(wrong);
        Assert.False(refused.IsValid);
        Assert.Equal(10, refused.Faults.Count);
        var error = Assert.Throws<BessDataException>(() => refused.Value);
        Assert.All(refused.Faults, fault => Assert.Contains(fault.ToString(), error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void ToString_Fault_TellsLocationFieldExpectedActual()
    {
        var fault = Battery.Create(Build.Specification() with { EnergyCapacityMwh = -2 }, "fleet.json: line 12").Faults[0].Below("batteries[3]");
        Assert.Equal("fleet.json: line 12: batteries[3].energyCapacityMwh: expected a number > 0, was -2", fault.ToString());
    }

    [Theory]
    [InlineData(-1, 0.05)]
    [InlineData(double.NaN, 0.05)]
    [InlineData(double.PositiveInfinity, 0.05)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(1, double.NaN)]
    public void RiskPreference_OutsideRange_Refused(double lambda, double tailShare) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RiskPreference(lambda, tailShare));

    [Fact]
    public void RiskPreference_Default_IsNeutral()
    {
        Assert.Equal(new RiskPreference(0, 0.05), default);
        Assert.Equal(0.05, default(RiskPreference).TailShare);
    }

    [Fact]
    public void AgentId_Default_IsEmptyAndNotValid()
    {
        Assert.Equal("", default(AgentId).Value);
        Assert.Throws<ArgumentException>(() => new AgentId("ä"));
        Assert.Throws<ArgumentException>(() => new AgentId(null!));
        Assert.True(new AgentId("a") < new AgentId("b"));
        Assert.NotEqual(new AgentId("a"), new AgentId("A"));
    }
}

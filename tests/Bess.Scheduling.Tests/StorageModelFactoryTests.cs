using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Units;
using Bess.TestKit.Central;

namespace Bess.Scheduling.Tests;

public sealed class StorageModelFactoryTests
{
    private static readonly ScenarioSet Prices = RandomFleet.Scenarios([10, -70, 50, 20, 30, 60], [0.25, 0.75], 3, 0.5);

    [Fact]
    public void Create_Member_CarriesEveryNumber()
    {
        var model = StorageModelFactory.Create(Member(1, new TerminalCondition.Value(new EnergyPrice(33))), Prices).Value;
        Assert.Equal([1.5, 1.5, 1.5], model.ChargeLimitMw);
        Assert.Equal([1.2, 1.2, 1.2], model.DischargeLimitMw);
        Assert.Equal([0.2, 0.2, 0.2], model.LowerEnergyMwh);
        Assert.Equal([1.8, 1.8, 1.8], model.UpperEnergyMwh);
        Assert.Equal((0.85, 0.9, 1.0), (model.ChargeEfficiency, model.DischargeEfficiency, model.InitialEnergyMwh));
        Assert.Equal((33.0, 2.0, 0.7, 0.1), (model.TerminalValuePerMwh, model.DegradationPerMwh, model.RiskWeight, model.TailShare));
        Assert.Equal(0.9, model.RampLimitMw);
        Assert.Null(model.TerminalEnergyMwh);
        Assert.Equal((0, 0.0, 0.0), (model.SoftSign, model.SoftBoundMwh, model.SoftPricePerMwh));
        Assert.Equal([0.0, 0.0], model.BaselineProfit);
        Assert.Equal(-70, model.Prices.PricePerMwh(0, 1), 12);
        Assert.Equal(60, model.Prices.PricePerMwh(1, 2), 12);
        Assert.Equal(0.5, model.Prices.TimeStepHours);
        Assert.Equal([0.25, 0.75], model.Prices.Probabilities.ToArray());
    }

    [Theory]
    [InlineData(0.05, 1, 0.2, 0.05, 1.8)]
    [InlineData(1.9, -1, 1.8, 0.2, 1.9)]
    public void Create_StartOutsideWindow_SoftensThatSideOnly(double start, int sign, double bound, double lower, double upper)
    {
        var model = StorageModelFactory.Create(Member(start, new TerminalCondition.None()), Prices).Value;
        Assert.Equal((sign, bound, 700.0), (model.SoftSign, model.SoftBoundMwh, model.SoftPricePerMwh));
        Assert.All(model.LowerEnergyMwh, value => Assert.Equal(lower, value));
        Assert.All(model.UpperEnergyMwh, value => Assert.Equal(upper, value));
    }

    [Fact]
    public void Create_Floor_RaisesTheLastLowerBoundOnly()
    {
        var model = StorageModelFactory.Create(Member(1, new TerminalCondition.Floor(new Energy(1.1))), Prices).Value;
        Assert.Equal([0.2, 0.2, 1.1], model.LowerEnergyMwh);
        Assert.Equal(0.2, StorageModelFactory.Create(Member(1, new TerminalCondition.Floor(new Energy(0.1))), Prices).Value.LowerEnergyMwh[2]);
    }

    [Fact]
    public void Create_Fixed_SetsTheTerminalEnergy() =>
        Assert.Equal(0.9, StorageModelFactory.Create(Member(1, new TerminalCondition.Fixed(new Energy(0.9))), Prices).Value.TerminalEnergyMwh);

    // One and a half hours at 1.5 MW and 0.85 store 1.9125 MWh; at 1.2 MW and 0.9 they take 2 MWh.
    [Theory]
    [InlineData(0.0, 1.8, true, true)]
    [InlineData(0.0, 1.8, false, true)]
    [InlineData(2.0, 0.2, true, true)]
    public void Create_TerminalWithinReach_IsAccepted(double start, double end, bool isFixed, bool expected) =>
        Assert.Equal(expected, StorageModelFactory.Create(Member(start, Terminal(isFixed, end)), Prices).IsValid);

    [Theory]
    [InlineData(0.0, 1.8, true, "terminal.energyMwh")]
    [InlineData(0.0, 1.8, false, "terminal.minimumEnergyMwh")]
    [InlineData(2.0, 0.2, true, "terminal.energyMwh")]
    public void Create_TerminalOutOfReach_IsNamed(double start, double end, bool isFixed, string field)
    {
        var prices = RandomFleet.Scenarios([10.0, 20.0], [1.0], 2, 0.5);
        var fault = Assert.Single(StorageModelFactory.Create(Member(start, Terminal(isFixed, end)), prices).Faults);
        Assert.Equal(("b", field), (fault.Location, fault.Field));
        Assert.False(BatteryScheduler.Optimise(Member(start, Terminal(isFixed, end)), prices).IsValid);
    }

    private static TerminalCondition Terminal(bool isFixed, double end) =>
        isFixed ? new TerminalCondition.Fixed(new Energy(end)) : new TerminalCondition.Floor(new Energy(end));

    private static FleetMember Member(double start, TerminalCondition terminal) => new(
        new Battery(new BatterySpecification
        {
            Id = "b",
            EnergyCapacityMwh = 2,
            ChargeLimitMw = 1.5,
            DischargeLimitMw = 1.2,
            ChargeEfficiency = 0.85,
            DischargeEfficiency = 0.9,
            MinimumEnergyMwh = 0.2,
            MaximumEnergyMwh = 1.8,
            RampLimitMw = 0.9,
            DegradationCostPerMwh = 2,
        }),
        new Energy(start), terminal, new RiskPreference(0.7, 0.1), null);
}

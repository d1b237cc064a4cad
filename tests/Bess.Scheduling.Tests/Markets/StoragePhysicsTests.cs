using Bess.Scheduling.Checking;

namespace Bess.Scheduling.Tests.Markets;

/// <summary>The British physics tests with the seed's error corrected: the round trip ends at 0.948684, not at 0.9474.</summary>
public sealed class StoragePhysicsTests
{
    private const double HalfHour = 0.5;

    [Fact]
    public void After_LosslessHalfHourOfCharge_StoresHalf() =>
        Assert.Equal(1.5, StoragePhysics.After(MarketInstances.Battery(2, 1, 1, 1, 0, 2), 1.0, -1, HalfHour), 12);

    [Fact]
    public void After_RoundTrip_EndsWhereTheLossesSay()
    {
        var battery = MarketInstances.Battery(2, 1, 0.95, 0.95, 0, 2);
        var charged = StoragePhysics.After(battery, 1.0, -1, HalfHour);
        Assert.Equal(1.475, charged, 12);
        Assert.Equal(0.948684, StoragePhysics.After(battery, charged, 1, HalfHour), 6);
        Assert.Equal(0.9025, battery.RoundTripEfficiency, 12);
    }

    [Fact]
    public void Allowed_NearlyFull_StopsAtTheCeiling()
    {
        var battery = MarketInstances.Battery(2, 1, 0.95, 0.95, 0, 2);
        var power = StoragePhysics.Allowed(battery, 1.95, -1, HalfHour);
        Assert.Equal(-0.05 / (HalfHour * 0.95), power, 12);
        Assert.Equal(2.0, StoragePhysics.After(battery, 1.95, power, HalfHour), 12);
    }

    [Fact]
    public void Profit_ChargeThenDischargeAtHundred_IsFiftyEachWayAndOneOfWear()
    {
        var request = MarketInstances.Traded(1) with
        {
            Plant = new() { Battery = MarketInstances.Battery(2, 1, 0.95, 0.95, 0, 2, 2), InitialEnergyMwh = 1 },
            DayAhead = HalfHours(100),
            RealTime = HalfHours(100),
            DayAheadFeePerMwh = 0,
            RealTimeFeePerMwh = 0,
            DeviationCostPerMwh = 0,
        };
        Assert.Equal(-50 - 1, TwoStage.TwoStageMoney.Profit(request, 0, [-1], [-1]), 12);
        Assert.Equal(50 - 1, TwoStage.TwoStageMoney.Profit(request, 0, [1], [1]), 12);
    }

    private static Domain.Prices.ScenarioSet HalfHours(double price) => TestKit.Central.RandomFleet.Scenarios([price], [1.0], 1, HalfHour);
}

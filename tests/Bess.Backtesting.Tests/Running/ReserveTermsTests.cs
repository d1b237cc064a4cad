using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Domain.Assets;
using Bess.Domain.Reserve;
using Bess.Domain.Time;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Tests.Running;

public sealed class ReserveTermsTests
{
    [Fact]
    public void Blocks_OfBritishResponse_BeginAtElevenInTheEvening()
    {
        var day = MarketClock.GreatBritain.Day(new DateOnly(2026, 7, 1), TimeSpan.FromHours(1));

        var blocks = RunTerms.Blocks(ReserveProducts.DcLow, day);

        int[] changes = [.. Enumerable.Range(1, 23).Where(t => blocks[t] != blocks[t - 1])];
        Assert.Equal([3, 7, 11, 15, 19, 23], changes);
    }

    [Fact]
    public void Run_ReserveAboveTheDischargeLimit_IsHeldByAPlantThatCharges()
    {
        var battery = new Battery(new BatterySpecification
        {
            Id = "b",
            EnergyCapacityMwh = 4,
            ChargeLimitMw = 1,
            DischargeLimitMw = 1,
            ChargeEfficiency = 0.9,
            DischargeEfficiency = 0.9,
            MinimumEnergyMwh = 0,
            MaximumEnergyMwh = 4,
        });
        var plant = new RealPlant(new StoragePlant { Battery = battery, InitialEnergyMwh = 2 }, PlantSettings.Ideal);
        var sold = new ReserveCommitment(ReserveProducts.FcrDUp, 1.4);

        var (_, step) = plant.Run(plant.At(2), -0.5, [sold], 1, new DateOnly(2026, 3, 10), 0);

        Assert.Equal(1, step.HeldShare);
        Assert.Equal(-0.5, step.MeteredMw, 12);
    }
}

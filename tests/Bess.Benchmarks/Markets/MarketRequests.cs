using Bess.Domain.Assets;
using Bess.Domain.Reserve;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;

namespace Bess.Benchmarks.Markets;

/// <summary>What the market case asks the planners for.</summary>
internal static class MarketRequests
{
    /// <summary>A deliverable day-ahead schedule with deliverable recourse, fees on traded volume, CVaR.</summary>
    public static TwoStageRequest TwoStage(SyntheticMarket market, int day, int scenarios, int hours = 24)
    {
        var (dayAhead, realTime) = market.Scenarios(day, scenarios, hours);
        return new TwoStageRequest
        {
            Plant = new StoragePlant { Battery = SyntheticMarket.Battery, InitialEnergyMwh = 100, End = new EndOfHorizon { FloorMwh = 100 } },
            DayAhead = dayAhead,
            RealTime = realTime,
            Risk = new RiskPreference(0.3, 0.05),
            DayAheadFeePerMwh = 1,
            RealTimeFeePerMwh = 3,
        };
    }

    /// <summary>1 MW and 2 MWh in the day-ahead market, FCR-N and FCR-D up and down; bids are rounded.</summary>
    public static MultiMarketRequest Reserve(SyntheticMarket market, int day, double startMwh) => new()
    {
        Plant = new StoragePlant { Battery = Nordic, InitialEnergyMwh = startMwh, End = EndOfHorizon.Worth(55) },
        Venues = [new EnergyVenue { Name = "day-ahead", Prices = market.Realised(day) }],
        Reserves =
        [
            new ReserveOffer { Product = ReserveProducts.FcrN, PricePerMwHour = market.Capacity(day, 0, 30) },
            new ReserveOffer { Product = ReserveProducts.FcrDUp, PricePerMwHour = market.Capacity(day, 1, 8) },
            new ReserveOffer { Product = ReserveProducts.FcrDDown, PricePerMwHour = market.Capacity(day, 2, 14) },
        ],
    };

    private static Battery Nordic { get; } = new(new BatterySpecification
    {
        Id = "nordic",
        EnergyCapacityMwh = 2,
        ChargeLimitMw = 1,
        DischargeLimitMw = 1,
        ChargeEfficiency = 0.93,
        DischargeEfficiency = 0.93,
        MinimumEnergyMwh = 0.2,
        MaximumEnergyMwh = 1.8,
        DegradationCostPerMwh = 5,
    });
}

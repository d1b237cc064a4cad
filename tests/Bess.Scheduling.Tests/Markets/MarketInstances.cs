using Bess.Domain.Assets;
using Bess.Domain.Prices;
using Bess.Domain.Reserve;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;
using Bess.TestKit.Central;
using Bess.TestKit.Golden;

namespace Bess.Scheduling.Tests.Markets;

/// <summary>Requests from golden files and from seeds.</summary>
internal static class MarketInstances
{
    public static Battery Battery(
        double capacity, double power, double charge, double discharge, double floor, double ceiling, double wear = 0, double? ramp = null) =>
        new(new BatterySpecification
        {
            Id = "b",
            EnergyCapacityMwh = capacity,
            ChargeLimitMw = power,
            DischargeLimitMw = power,
            ChargeEfficiency = charge,
            DischargeEfficiency = discharge,
            MinimumEnergyMwh = floor,
            MaximumEnergyMwh = ceiling,
            DegradationCostPerMwh = wear,
            RampLimitMw = ramp,
        });

    public static StoragePlant Plant(GoldenData data, double? start = null) => new()
    {
        Battery = Battery(
            data.Number("cap"), data.Number("pmax"), data.Number("eta_c"), data.Number("eta_d"), data.Number("e_min"), data.Number("e_max"), data.Number("c_deg")),
        InitialEnergyMwh = start ?? data.Number("e0"),
        End = new EndOfHorizon { FloorMwh = data.OptionalNumber("eT_min") },
    };

    public static TwoStageRequest FamilyC(GoldenData data)
    {
        var dayAhead = data.Matrix("price_da");
        var probabilities = data.Probabilities(dayAhead.Length);
        return new TwoStageRequest
        {
            Plant = Plant(data),
            DayAhead = RandomFleet.Scenarios([.. dayAhead.SelectMany(row => row)], probabilities, data.Count("T")),
            RealTime = RandomFleet.Scenarios([.. data.Matrix("price_rt").SelectMany(row => row)], probabilities, data.Count("T")),
            Risk = new RiskPreference(data.Number("lam"), data.Number("alpha")),
            RealTimeFeePerMwh = data.Number("fee"),
            DeviationLimitMw = data.Number("r_max"),
            IsDayAheadDeliverable = false,
            Exclusivity = Formulations.ExclusivityMode.Relaxed,
        };
    }

    public static ConnectionRequest FamilyD(GoldenData data)
    {
        var price = data.Vector("price");
        return new ConnectionRequest
        {
            Plant = Plant(data),
            Grid = One(price).Grid,
            ImportPricePerMwh = [.. price.Select(p => p + data.Number("grid_fee"))],
            ExportPricePerMwh = price,
            SolarMw = data.Vector("pv"),
            LoadMw = data.Vector("load"),
            ImportLimitMw = data.Number("imp_max"),
            ExportLimitMw = data.Number("exp_max"),
        };
    }

    public static MultiMarketRequest FamilyE(GoldenFamilyE.Day day)
    {
        var data = day.Fields;
        return new MultiMarketRequest
        {
            Plant = Plant(data, day.InitialEnergy) with { End = EndOfHorizon.Worth(day.FinalValue) },
            Venues = [new EnergyVenue { Name = "day-ahead", Prices = One(day.Price) }],
            Reserves =
            [
                Offer("FCR-N", ReserveDirection.Symmetric, data.Number("fcrn_hours"), day.FcrN, data.Number("fcrn_act")),
                Offer("FCR-D up", ReserveDirection.Up, data.Number("fcrd_hours"), day.FcrDUp, 0),
                Offer("FCR-D down", ReserveDirection.Down, data.Number("fcrd_hours"), day.FcrDDown, 0),
            ],
            Endurance = EnduranceRule.EndOfStep,
            Exclusivity = Formulations.ExclusivityMode.Relaxed,
        };
    }

    /// <summary>A Nordic day of 1 MW and 2 MWh with the market's real rules.</summary>
    public static MultiMarketRequest Nordic(int seed, int steps = 24, double hours = 1, double price = 1)
    {
        var random = new Random(seed);
        double[] Prices(double mean, double spread) => [.. Enumerable.Range(0, steps).Select(_ => price * (mean + (spread * random.NextDouble())))];
        return new MultiMarketRequest
        {
            Plant = new StoragePlant
            {
                Battery = Battery(2, 1, 0.93, 0.93, 0.2, 1.8, 5),
                InitialEnergyMwh = 0.6 + (0.8 * random.NextDouble()),
                End = EndOfHorizon.Worth(40),
            },
            Venues =
            [
                new EnergyVenue { Name = "day-ahead", Prices = RandomFleet.Scenarios(seed, steps, 1, hours) },
                new EnergyVenue { Name = "intraday", Prices = RandomFleet.Scenarios(seed + 1, steps, 1, hours), FeePerMwh = 1, VolumeLimitMw = 0.4 },
            ],
            Reserves =
            [
                new ReserveOffer { Product = ReserveProducts.FcrN, PricePerMwHour = Prices(10, 30) },
                new ReserveOffer { Product = ReserveProducts.FcrDUp, PricePerMwHour = Prices(3, 20) },
                new ReserveOffer { Product = ReserveProducts.FcrDDown, PricePerMwHour = Prices(3, 25) },
                new ReserveOffer { Product = ReserveProducts.DcLow with { MinimumBidMw = 0, BidStepMw = 0.1 }, PricePerMwHour = Prices(-5, 15) },
            ],
        };
    }

    public static ConnectionRequest Sunny(int seed, int steps = 48, double hours = 1)
    {
        var random = new Random(seed);
        var price = RandomFleet.Scenarios(seed, steps, 1, hours, mean: 20).PricesPerMwh(0).ToArray();
        return new ConnectionRequest
        {
            Plant = new StoragePlant
            {
                Battery = Battery(2, 1, 0.9, 0.9, 0.1, 1.9, 2, ramp: 1.6),
                InitialEnergyMwh = 1,
                End = new EndOfHorizon { FloorMwh = 0.8 },
            },
            Grid = RandomFleet.Scenarios(seed, steps, 1, hours).Grid,
            ImportPricePerMwh = [.. price.Select(p => p + 5)],
            ExportPricePerMwh = price,
            SolarMw = [.. Enumerable.Range(0, steps).Select(t => Math.Max(0, 2 * Math.Sin((t * hours % 24 / 12 * Math.PI) - (Math.PI / 2))))],
            LoadMw = [.. Enumerable.Range(0, steps).Select(_ => 0.3 + (0.5 * random.NextDouble()))],
            ImportLimitMw = 2,
            ExportLimitMw = 1.2,
        };
    }

    public static TwoStageRequest Traded(int seed, int steps = 24, int scenarios = 8, double fee = 1, double mean = 50) => new()
    {
        Plant = new StoragePlant
        {
            Battery = Battery(4, 2, 0.92, 0.92, 0.4, 3.6, 2),
            InitialEnergyMwh = 2,
            End = EndOfHorizon.Worth(0.8 * mean),
        },
        DayAhead = RandomFleet.Scenarios(seed, steps, scenarios, mean: mean),
        RealTime = RandomFleet.Scenarios(
            [.. Enumerable.Range(0, scenarios).SelectMany(s => RandomFleet.Scenarios(seed, steps, scenarios, mean: mean).PricesPerMwh(s).ToArray()).Select((p, i) => p + (15 * Math.Sin(7.0 * (i + seed))))],
            RandomFleet.Scenarios(seed, steps, scenarios).Probabilities.ToArray(), steps),
        Risk = new RiskPreference(0.3, 0.1),
        DayAheadFeePerMwh = fee,
        RealTimeFeePerMwh = fee,
        DeviationCostPerMwh = 0.5,
    };

    public static ScenarioSet One(double[] prices) => RandomFleet.Scenarios(prices, [1.0], prices.Length);

    private static ReserveOffer Offer(string name, ReserveDirection direction, double hours, double[] prices, double throughput) => new()
    {
        Product = new ReserveProduct { Name = name, Direction = direction, EnduranceHours = hours, ThroughputPerSoldMw = throughput },
        PricePerMwHour = prices,
    };
}

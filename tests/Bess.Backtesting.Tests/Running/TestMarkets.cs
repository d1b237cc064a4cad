using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;
using Bess.Forecasting.Scenarios;
using Bess.Markets.Synthetic;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Tests.Running;

/// <summary>Small markets, batteries and runs for tests.</summary>
internal static class TestMarkets
{
    public static readonly SeriesId DayAhead = new("DE_LU", "day_ahead_eur_per_mwh");
    public static readonly SeriesId RealTime = new("DE_LU", "imbalance_eur_per_mwh");
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    public static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    public static BacktestMarket Of(IEnumerable<Observation> dayAhead, IEnumerable<Observation>? realTime = null, MarketFees? fees = null)
    {
        var series = new Dictionary<SeriesId, ObservedSeries> { [DayAhead] = Series(DayAhead, dayAhead) };
        if (realTime is not null)
            series[RealTime] = Series(RealTime, realTime);
        return new BacktestMarket
        {
            Zone = "DE_LU",
            Clock = MarketClock.CentralEuropean,
            Currency = Currency.Eur,
            Gate = DecisionRule.GateClosureOf(MarketClock.CentralEuropean),
            DayAhead = DayAhead,
            RealTime = realTime is null ? null : RealTime,
            Fees = fees ?? new MarketFees(),
            Series = series,
        };
    }

    /// <summary>A synthetic year or part of it; real time is day-ahead with noise of its own.</summary>
    public static BacktestMarket Synthetic(DateOnly from, DateOnly to, int seed, bool hasRealTime = false, TimeSpan? step = null, MarketFees? fees = null)
    {
        var dayAhead = Prices(from.AddDays(-8), to, seed, step ?? Hour).ToArray();
        var chance = new Random(seed);
        var realTime = dayAhead.Select(one => one with { Value = Math.Round(one.Value + (60 * (chance.NextDouble() - 0.5)), 2), KnownAt = one.End + Hour });
        return Of(dayAhead, hasRealTime ? realTime.ToArray() : null, fees);
    }

    public static IEnumerable<Observation> Prices(DateOnly from, DateOnly to, int seed, TimeSpan step)
    {
        var made = SyntheticPrices.Generate(BiddingZone.DeLu, from, to, step, seed);
        return Enumerable.Range(0, made.Grid.Count).Select(t => new Observation(made.Grid.StartOf(t), step, made.PricesPerMwh[t], KnownAt(made.Grid.StartOf(t))));
    }

    /// <summary>Prices of one day from a list, published at 12:45 of the day before; NaN is left out.</summary>
    public static IEnumerable<Observation> Day(DateOnly day, TimeSpan step, params double[] prices)
    {
        var grid = MarketClock.CentralEuropean.Day(day, step);
        Assert.Equal(grid.Count, prices.Length);
        return Enumerable.Range(0, grid.Count).Where(t => double.IsFinite(prices[t]))
            .Select(t => new Observation(grid.StartOf(t), step, prices[t], KnownAt(grid.StartOf(t))));
    }

    public static DateTimeOffset KnownAt(DateTimeOffset start) =>
        MarketClock.CentralEuropean.InstantOf(MarketClock.CentralEuropean.LocalDate(start).AddDays(-1), new TimeOnly(12, 45));

    public static StoragePlant Battery(double initialMwh = 1, double wearPerMwh = 0, double? cycles = null, double floorMwh = 0.2) => new()
    {
        Battery = new Domain.Assets.Battery(new BatterySpecification
        {
            Id = "test",
            EnergyCapacityMwh = 2,
            ChargeLimitMw = 1,
            DischargeLimitMw = 1,
            ChargeEfficiency = 0.9,
            DischargeEfficiency = 0.9,
            MinimumEnergyMwh = floorMwh,
            MaximumEnergyMwh = 1.8,
            DegradationCostPerMwh = wearPerMwh,
        }),
        InitialEnergyMwh = initialMwh,
        CyclesPerDay = cycles,
    };

    public static BacktestRequest Request(BacktestMarket market, DateOnly from, DateOnly to, StoragePlant? plant = null, PlantSettings? reality = null) => new()
    {
        Market = market,
        Plant = plant ?? Battery(),
        Reality = reality ?? PlantSettings.Ideal,
        From = from,
        To = to,
        Strategy = "test",
    };

    public static BacktestParts Parts(Func<BacktestMarket, IStrategy> strategy) =>
        new(market => Validated<IStrategy>.FromValue(strategy(market)), _ => _ => new NoForecasts());

    public static BacktestOutcome Run(BacktestRequest request, Func<BacktestMarket, IStrategy> strategy, string? ledger = null) =>
        Backtester.Run(request, Parts(strategy), ledger).Value;

    private static ObservedSeries Series(SeriesId id, IEnumerable<Observation> values) => new(id, values, new Provenance("test", null, Synthetic: true));

    private sealed class NoForecasts : IDayForecasts
    {
        public QuantileForecast? Of(SeriesId series, TimeGrid grid) => null;

        public JointScenarios? Paths(IReadOnlyList<SeriesId> series, TimeGrid grid, int count) => null;
    }
}

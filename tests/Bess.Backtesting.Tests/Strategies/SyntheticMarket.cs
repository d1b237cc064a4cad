using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Strategies;
using Bess.Domain.Assets;
using Bess.Domain.Prices;
using Bess.Domain.Reserve;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Forecasting.Features;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Tests.StrategyRuns;

/// <summary>A made-up market of half a year with all that is hard: both clock changes, quarter hours from October on, negative noons, spikes.</summary>
internal static class SyntheticMarket
{
    public static readonly SeriesId DayAhead = new("SE3", "day_ahead_eur_per_mwh");
    public static readonly SeriesId RealTime = new("SE3", "imbalance_eur_per_mwh");
    public static readonly SeriesId FcrN = new("SE", "fcr_n_eur_per_mw_h");
    public static readonly SeriesId FcrDUp = new("SE", "fcr_d_up_eur_per_mw_h");
    public static readonly MarketClock Clock = MarketClock.CentralEuropean;

    private static readonly DateOnly QuartersFrom = new(2025, 10, 1);
    private static readonly Provenance Made = new("test", "sine and noise", Synthetic: true);

    /// <summary>The market from 2025-01-01 to 2025-11-10.</summary>
    public static BacktestMarket Of(bool hasRealTime = true, bool hasReserve = true)
    {
        var random = new Random(7);
        List<Observation> dayAhead = [], realTime = [], normal = [], upward = [];
        for (var day = new DateOnly(2025, 1, 1); day <= new DateOnly(2025, 11, 10); day = day.AddDays(1))
        {
            var grid = GridOf(day);
            var level = 60 + (25 * random.NextDouble());
            for (var t = 0; t < grid.Count; t++)
            {
                var start = grid.StartOf(t);
                var local = Clock.LocalTime(start);
                var hour = local.TimeOfDay.TotalHours;
                var price = level + (35 * Math.Sin((hour - 13) * Math.PI / 6)) - (hour is > 11 and < 15 ? 70 : 0) + (10 * random.NextDouble()) + (random.NextDouble() < 0.005 ? 900 : 0);
                dayAhead.Add(new Observation(start, grid.Step, price, Clock.InstantOf(day.AddDays(-1), new TimeOnly(12, 45))));
                realTime.Add(new Observation(start, grid.Step, price + (25 * (random.NextDouble() - 0.4)), start + grid.Step));
            }

            var hours = Clock.Day(day, TimeSpan.FromHours(1));
            for (var t = 0; t < hours.Count; t++)
            {
                var known = Clock.InstantOf(day.AddDays(-1), new TimeOnly(21, 0));
                normal.Add(new Observation(hours.StartOf(t), hours.Step, 20 + (10 * random.NextDouble()), known));
                upward.Add(new Observation(hours.StartOf(t), hours.Step, (8 * random.NextDouble()) - 1, known));
            }
        }

        ObservedSeries[] all = [new(DayAhead, dayAhead, Made), new(RealTime, realTime, Made), new(FcrN, normal, Made), new(FcrDUp, upward, Made)];
        return new BacktestMarket
        {
            Zone = "SE3",
            Clock = Clock,
            Currency = Currency.Eur,
            Gate = new DecisionRule(Clock, new TimeOnly(12, 0)),
            DayAhead = DayAhead,
            RealTime = hasRealTime ? RealTime : null,
            Reserves = hasReserve ? [new ReserveMarket(ReserveProducts.FcrN, FcrN), new ReserveMarket(ReserveProducts.FcrDUp, FcrDUp)] : [],
            Fees = new MarketFees(0.1, 0.2),
            Series = all.ToDictionary(one => one.Id),
        };
    }

    public static TimeGrid GridOf(DateOnly day) => Clock.Day(day, day < QuartersFrom ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(15));

    public static StoragePlant Plant(double startMwh = 1, double minimumMwh = 0.2) => new()
    {
        Battery = new Battery(new BatterySpecification
        {
            Id = "b",
            EnergyCapacityMwh = 2,
            ChargeLimitMw = 1,
            DischargeLimitMw = 1,
            ChargeEfficiency = 0.95,
            DischargeEfficiency = 0.94,
            MinimumEnergyMwh = minimumMwh,
            MaximumEnergyMwh = 1.9,
            DegradationCostPerMwh = 2,
        }),
        InitialEnergyMwh = startMwh,
    };

    /// <summary>A book without training.</summary>
    public static ForecastBook Book(BacktestMarket market, DateOnly day) => ForecastBook.Make(market, day, day, new ForecastBookOptions
    {
        Needs = ForecastNeeds.DayAhead | ForecastNeeds.RealTime | ForecastNeeds.Reserves | ForecastNeeds.Paths,
        UsesModel = false,
    });

    public static DayContext Context(BacktestMarket market, DateOnly day, IStrategy strategy, StrategySettings? settings = null, StoragePlant? plant = null) => new()
    {
        Day = day,
        Grid = GridOf(day),
        Market = MarketRules.Of(market),
        Known = market.AsOf(market.Gate.DecisionOn(day)),
        Forecasts = Book(market, day).For(day),
        Plant = plant ?? Plant(),
        Settings = settings ?? new StrategySettings { Scenarios = 40, KeptScenarios = 6 },
        Foresight = strategy.SeesFuture ? market.AsOf(DateTimeOffset.MaxValue) : null,
    };

    /// <summary>The market with every value that was published after an instant given another number.</summary>
    public static BacktestMarket ChangedAfter(BacktestMarket market, DateTimeOffset instant)
    {
        var random = new Random(3);
        return market.Select(series => series.Select(one => one.KnownAt > instant ? one with { Value = 500 * random.NextDouble() } : one));
    }
}

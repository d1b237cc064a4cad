using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Boosting;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;
using Bess.Forecasting.Regression;

namespace Bess.Forecasting.Tests.Support;

/// <summary>A made-up market: prices with a daily and a weekly shape, moved by wind that lasts for days, and by noise.</summary>
internal static class SyntheticMarket
{
    public static readonly MarketClock Clock = MarketClock.CentralEuropean;

    /// <summary>Small settings: a training takes a fraction of a second.</summary>
    public static ForecastOptions Quick { get; } = new()
    {
        WarmUpDays = 35,
        Lear = new LearOptions { WindowDays = [28, 56], EveryDays = 7, PathLength = 12 },
        Boosting = new BoostingOptions { MostTrees = 20, EveryDays = 28 },
        Averaging = new AveragingOptions { EveryDays = 14 },
    };

    public static MarketData Data(DateOnly from, int days, int seed = 1, int stepMinutes = 60)
    {
        var random = new Random(seed);
        var step = TimeSpan.FromMinutes(stepMinutes);
        var grid = Clock.Days(from, from.AddDays(days - 1), step);
        var (price, wind, load) = (new List<Observation>(), new List<Observation>(), new List<Observation>());
        var (state, perHour) = (0.0, 60 / stepMinutes);
        for (var t = 0; t < grid.Count; t++)
        {
            var local = Clock.LocalTime(grid.StartOf(t));
            var hour = local.TimeOfDay.TotalHours;
            var weekend = local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 0;
            state += ((random.NextDouble() - 0.5) - (0.02 * state)) / perHour;
            var expected = 45 + (4 * Math.Sin(2 * Math.PI * hour / 24));
            var value = 60 + (25 * Math.Sin(4 * Math.PI * (hour - 5) / 24)) - (20 * weekend) - (8 * state) + (10 * (random.NextDouble() - 0.5));
            var start = grid.StartOf(t);
            price.Add(new Observation(start, step, value, DayBefore(start, 12, 45)));
            wind.Add(new Observation(start, step, 20 + (5 * state), start + step + TimeSpan.FromHours(1)));
            load.Add(new Observation(start, step, expected, DayBefore(start, 10, 0)));
        }

        return new MarketData(
            Series("day_ahead_eur_per_mwh", price), [Series("wind_onshore_actual_mw", wind), Series("load_forecast_da_mw", load)],
            DecisionRule.GateClosureOf(Clock));
    }

    public static ObservedSeries Series(string name, IEnumerable<Observation> observations) =>
        new(new SeriesId("DE_LU", name), observations, new Provenance("test", null, Synthetic: true));

    public static DateTimeOffset DayBefore(DateTimeOffset start, int hour, int minute) =>
        Clock.InstantOf(Clock.LocalDate(start).AddDays(-1), new TimeOnly(hour, minute));

    public static long[] Bits(QuantileForecast forecast) =>
        [.. Enumerable.Range(0, forecast.Grid.Count).SelectMany(t => forecast.At(t).ToArray()).Select(BitConverter.DoubleToInt64Bits)];
}

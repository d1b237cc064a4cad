using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Sites;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Scheduling.Plants;
using static Bess.Backtesting.Tests.Running.TestMarkets;

namespace Bess.Backtesting.Tests.Sites;

/// <summary>Small sites and their markets for tests.</summary>
internal static class TestSites
{
    public static readonly SeriesId Solar = new("DE_LU", "solar_actual_mw");
    public static readonly SeriesId Load = new("DE_LU", "load_actual_mw");

    /// <summary>A battery of 1 MW, a roof of 1.5 MW and a load of at most 0.6 MW behind 1 MW in and 0.8 MW out.</summary>
    public static Site Small(StoragePlant? plant = null) => new()
    {
        Plant = plant ?? Battery(wearPerMwh: 2),
        ImportLimitMw = 1,
        ExportLimitMw = 0.8,
        ImportFeePerMwh = 15,
        ExportFeePerMwh = 2,
        Solar = new SiteProfile(Solar, 1.5, 1000),
        Load = new SiteProfile(Load, 0.6, 500),
    };

    /// <summary>Seeded prices, sun and load; sun and load are published an hour after each step.</summary>
    public static BacktestMarket Market(DateOnly from, DateOnly to, int seed, TimeSpan? step = null)
    {
        var market = Synthetic(from, to, seed, step: step);
        var chance = new Random(seed);
        var (first, last) = (from.AddDays(-12), to);
        var sun = Hourly(first, last, hour => Math.Clamp(1000 * Math.Sin((hour - 6) / 12.0 * Math.PI), 0, 1000) * (0.3 + (0.7 * chance.NextDouble())));
        var load = Hourly(first, last, hour => 250 + (hour is > 7 and < 21 ? 200 : 0) + (50 * chance.NextDouble()));
        return With(market, sun, load);
    }

    public static BacktestMarket With(BacktestMarket market, IEnumerable<Observation> sun, IEnumerable<Observation> load) => market with
    {
        Series = new Dictionary<SeriesId, ObservedSeries>(market.Series)
        {
            [Solar] = new(Solar, sun, new Provenance("test", null, true)),
            [Load] = new(Load, load, new Provenance("test", null, true)),
        },
    };

    public static IEnumerable<Observation> Hourly(DateOnly first, DateOnly last, Func<int, double> valueOfLocalHour)
    {
        var grid = MarketClock.CentralEuropean.Days(first, last, Hour);
        for (var t = 0; t < grid.Count; t++)
        {
            var local = MarketClock.CentralEuropean.LocalTime(grid.StartOf(t));
            yield return new Observation(grid.StartOf(t), Hour, valueOfLocalHour(local.Hour), grid.StartOf(t) + (2 * Hour));
        }
    }

    public static SiteRequest RequestOf(
        BacktestMarket market, DateOnly from, DateOnly to, string strategy = SiteStrategies.Rolling, Site? site = null, PlantSettings? reality = null) => new()
        {
            Market = market,
            Site = site ?? Small(),
            From = from,
            To = to,
            Strategy = strategy,
            Reality = reality ?? new PlantSettings(),
        };

    public static SiteOutcome Run(SiteRequest request, string? ledger = null) => SiteBacktester.Run(request, ledger).Value;
}

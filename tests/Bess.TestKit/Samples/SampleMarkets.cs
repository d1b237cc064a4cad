using System.Globalization;
using System.Text;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Markets.Synthetic;

namespace Bess.TestKit.Samples;

/// <summary>Made-up market folders of the samples that backtest, in the layout of real ones.</summary>
/// <remarks>Shapes and sizes resemble the markets; not one number was traded. Rounded to cents or tenths of a MW.</remarks>
internal static class SampleMarkets
{
    private static readonly DateOnly First = new(2026, 1, 10);
    private static readonly DateOnly Last = new(2026, 3, 15);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    /// <summary>An exchange with a day-ahead auction of hours and a real-time market of quarters, both below a ceiling of 10,000.</summary>
    public static IReadOnlyList<SampleFile> India()
    {
        const double rupeesPerUnit = 55, ceiling = 10_000, floor = 1_200;
        var hours = Hourly(BiddingZone.InIex, 41);
        double Dam(int t) => Math.Clamp(rupeesPerUnit * hours.PricesPerMwh[t], floor, ceiling);
        var random = new Random(42);
        var departure = 0.0;
        return
        [
            Table("market/in_iex/dam_hourly.csv", hours.Grid, ["dam_inr_per_mwh"], t => [Math.Round(Dam(t), 2)]),
            Table("market/in_iex/rtm_quarter_hourly.csv", Finer(hours.Grid, Quarter), ["rtm_inr_per_mwh"], t =>
            {
                departure = (0.92 * departure) + (280 * Normal(random));
                return [Math.Round(Math.Clamp(Dam(t / 4) + departure, floor, ceiling), 2)];
            }),
        ];
    }

    /// <summary>Day-ahead hours, cash-out of half hours and blocks of dynamic response, some of them below zero.</summary>
    public static IReadOnlyList<SampleFile> Britain()
    {
        var hours = Hourly(BiddingZone.Gb, 43);
        var random = new Random(44);
        var departure = 0.0;
        string[] products = ["dch", "dcl", "dmh", "dml", "drh", "drl"];
        double[] level = [2.1, 1.4, 2.8, 2.2, 3.6, 4.1];
        return
        [
            Table("market/gb/day_ahead_hourly.csv", hours.Grid, ["day_ahead_gbp_per_mwh"], t => [Math.Round(0.86 * hours.PricesPerMwh[t], 2)]),
            Table("market/gb/system_price_half_hourly.csv", Finer(hours.Grid, HalfHour), ["system_price_gbp_per_mwh"], t =>
            {
                departure = (0.8 * departure) + (11 * Normal(random));
                return [Math.Round((0.86 * hours.PricesPerMwh[t / 2]) + departure, 2)];
            }),
            // Blocks begin at 23:00 local, in winter 23:00 UTC.
            Table(
                "market/gb/eac_response_4h.csv", new TimeGrid(hours.Grid.Start - Hour, 4 * Hour, hours.Grid.Count / 4), [.. products.Select(name => $"{name}_gbp_per_mw_h")],
                block => [.. level.Select((mean, k) => Math.Round(mean * (0.7 + (0.5 * Math.Abs(Normal(random)))) - (k < 3 && (block % 6) is 1 or 2 ? 2.6 : 0), 2))]),
        ];
    }

    /// <summary>Day-ahead prices with what sun and load did in the zone, after which a site's roof and load are scaled.</summary>
    public static IReadOnlyList<SampleFile> Germany()
    {
        var hours = Hourly(BiddingZone.DeLu, 45);
        var random = new Random(46);
        var clouds = 0.5;
        var load = 0.0;
        return
        [
            Table("market/de_lu/day_ahead_hourly.csv", hours.Grid, ["day_ahead_eur_per_mwh"], t => [hours.PricesPerMwh[t]]),
            Table("market/de_lu/load_solar_actual_hourly.csv", hours.Grid, ["load_actual_mw", "solar_actual_mw"], t =>
            {
                var hour = LocalHour(BiddingZone.DeLu, hours.Grid, t);
                clouds = Math.Clamp((0.9 * clouds) + (0.1 * random.NextDouble()) + (0.12 * Normal(random)), 0, 1);
                load = (0.9 * load) + (700 * Normal(random));
                var demand = 52_000 + (9_000 * Bell(hour, 11, 3.5)) + (8_000 * Bell(hour, 19, 2)) - (6_000 * Bell(hour, 3, 2.5)) + load;
                return [Math.Round(demand, 1), Math.Round(32_000 * (1 - (0.75 * clouds)) * Bell(hour, 12.8, 1.9), 1)];
            }),
        ];
    }

    /// <summary>Day-ahead hours and three reserve capacities, dear in the night when few batteries are free.</summary>
    public static IReadOnlyList<SampleFile> Sweden()
    {
        var hours = Hourly(BiddingZone.Se3, 47);
        var random = new Random(48);
        var (normal, up, down) = (0.0, 0.0, 0.0);
        return
        [
            Table("market/se3/day_ahead_hourly.csv", hours.Grid, ["day_ahead_eur_per_mwh"], t => [Math.Round(0.6 * hours.PricesPerMwh[t], 2)]),
            Table("market/se/fcr_capacity_hourly.csv", hours.Grid, ["fcr_n_eur_per_mw_h", "fcr_d_up_eur_per_mw_h", "fcr_d_down_eur_per_mw_h"], t =>
            {
                var night = Bell((LocalHour(BiddingZone.Se3, hours.Grid, t) + 21) % 24, 0, 4) + Bell((LocalHour(BiddingZone.Se3, hours.Grid, t) + 21) % 24, 24, 4);
                normal = (0.9 * normal) + (0.12 * Normal(random));
                up = (0.9 * up) + (0.15 * Normal(random));
                down = (0.9 * down) + (0.2 * Normal(random));
                return [Math.Round(22 * Math.Exp(normal) * (0.8 + (0.5 * night)), 2), Math.Round(5 * Math.Exp(up), 2), Math.Round(9 * Math.Exp(down) * (0.8 + (0.6 * night)), 2)];
            }),
        ];
    }

    private static PriceSeries Hourly(BiddingZone zone, int seed) => SyntheticPrices.Generate(zone, First, Last, Hour, seed);

    private static TimeGrid Finer(TimeGrid grid, TimeSpan step) => new(grid.Start, step, (int)((grid.End - grid.Start) / step));

    private static double LocalHour(BiddingZone zone, TimeGrid grid, int t) => (zone.Clock.LocalTime(grid.StartOf(t)).TimeOfDay + (grid.Step / 2)).TotalHours;

    private static double Bell(double hour, double centre, double width) => Math.Exp(-0.5 * Math.Pow((hour - centre) / width, 2));

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static SampleFile Table(string name, TimeGrid grid, string[] columns, Func<int, double[]> row)
    {
        var text = new StringBuilder("# synthetic: made up by a seeded program, never traded\n").Append("timestamp_utc,").AppendJoin(',', columns).Append('\n');
        for (var t = 0; t < grid.Count; t++)
        {
            // Adding zero turns a rounded -0 into 0.
            text.Append(UtcText.Of(grid.StartOf(t)));
            foreach (var value in row(t))
                text.Append(CultureInfo.InvariantCulture, $",{value + 0.0:0.##}");
            text.Append('\n');
        }

        return new SampleFile(name, text.ToString());
    }
}

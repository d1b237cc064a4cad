using Bess.Backtesting.Attribution;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Running;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Forecasting.Features;
using Bess.Scheduling.Plants;

namespace Bess.Hosts.Tests.Backtests;

/// <summary>Finished runs made by hand: the money is right by construction, nothing was computed.</summary>
internal static class SampleOutcomes
{
    private static readonly SeriesId DayAhead = new("TEST", "day_ahead_eur_per_mwh");
    private static readonly SeriesId RealTime = new("TEST", "imbalance_eur_per_mwh");

    /// <summary>A run over days that hold both clock changes when they are many.</summary>
    /// <param name="days">How many.</param>
    /// <param name="strategy">Name of the strategy.</param>
    /// <param name="leaks">Whether a day leaks.</param>
    public static BacktestOutcome Of(int days = 40, string strategy = "rolling", bool leaks = false)
    {
        var from = new DateOnly(2025, 3, 1);
        DayOutcome[] all = [.. Enumerable.Range(0, days).Select(k => Day(from.AddDays(k), k))];
        return new BacktestOutcome
        {
            Request = Request(from, from.AddDays(days - 1), strategy),
            Days = all,
            Ceiling = new Ceiling("day-ahead and real time, deliverable, no fees", [.. all.Select(day => day.Net + 20m)]),
            Leakage = new LeakageCertificate("All later values were permuted.", [from, from.AddDays(days - 1)], leaks ? [from] : []),
            LedgerHash = new string('a', 64),
        };
    }

    /// <summary>The run with its figures.</summary>
    public static FinishedBacktest Data(BacktestOutcome outcome) => new(outcome, BacktestSummary.Of(outcome).Value)
    {
        Tail = TailDrivers.Of(outcome).Value,
        Notes = ["a note <with> markup"],
    };

    private static BacktestRequest Request(DateOnly from, DateOnly to, string strategy) => new()
    {
        Market = new BacktestMarket
        {
            Zone = "TEST",
            Clock = MarketClock.CentralEuropean,
            Currency = Currency.Eur,
            Gate = DecisionRule.GateClosureOf(MarketClock.CentralEuropean),
            DayAhead = DayAhead,
            RealTime = RealTime,
            Series = new Dictionary<SeriesId, ObservedSeries>
            {
                [DayAhead] = new(DayAhead, [], new Provenance("made by hand", null, Synthetic: true)),
                [RealTime] = new(RealTime, [], new Provenance("made by hand", null, Synthetic: true)),
            },
        },
        Plant = StoragePlant.From(BatteryFile.Parse(BatteryFile.DefaultText, "default").Value),
        From = from,
        To = to,
        Strategy = strategy,
    };

    // The second half of the days has quarter hours, as the auction did in October 2025.
    private static DayOutcome Day(DateOnly day, int k)
    {
        var grid = MarketClock.CentralEuropean.Day(day, TimeSpan.FromMinutes(k < 20 ? 60 : 15));
        double[] Curve(Func<double, double> of) => [.. Enumerable.Range(0, grid.Count).Select(t => of(2 * Math.PI * t / grid.Count))];
        var money = Math.Round(40m + (10m * (decimal)Math.Sin(k)) - (k == 7 ? 90m : 0), 2);
        var streams = new Dictionary<string, decimal>
        {
            [StreamName.DayAhead] = money + 30m,
            [StreamName.RealTime] = -5.25m,
            [StreamName.Imbalance] = -0.75m,
            [StreamName.Fees] = -4m,
            [StreamName.Wear] = -20m,
            [StreamName.Reserve("FCR-N")] = 12.34m,
        };
        return new DayOutcome
        {
            Day = day,
            Grid = grid,
            DayAheadPricePerMwh = k == 9 ? [.. Curve(_ => double.NaN)] : Curve(x => 60 - (30 * Math.Cos(2 * x)) - (k == 11 ? 120 : 0)),
            RealTimePricePerMwh = Curve(x => 62 - (35 * Math.Cos(2 * x))),
            PositionMw = Curve(x => -Math.Cos(2 * x)),
            SetpointMw = Curve(x => -0.9 * Math.Cos(2 * x)),
            MeteredMw = Curve(x => -0.88 * Math.Cos(2 * x)),
            StartEnergyMwh = 1,
            EnergyMwh = Curve(x => 1 + (0.7 * Math.Sin(2 * x))),
            Reserves = [],
            Streams = streams,
            Net = streams.Values.Sum(),
            ExpectedNet = k % 10 == 0 ? double.NaN : (double)money + 15,
            Rules = k == 9 ? ["no day-ahead price: nothing is sold"] : [],
        };
    }
}

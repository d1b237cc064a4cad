using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Domain.Assets;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Forecasting.Features;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Tests.Attribution;

/// <summary>Outcomes made by hand: a battery of 2 MW and 4 MWh with a window of 3.2 MWh in central Europe.</summary>
internal static class HandMade
{
    public const double PowerMw = 2;
    public const double DischargeEfficiency = 0.8;

    public static DateOnly First { get; } = new(2025, 1, 1);

    public static MarketClock Clock => MarketClock.CentralEuropean;

    public static BacktestRequest Request(string zone = "DE_LU", string strategy = "deterministic", int days = 1, double powerMw = PowerMw) => new()
    {
        Market = new BacktestMarket
        {
            Zone = zone,
            Clock = Clock,
            Currency = Currency.Eur,
            Gate = new DecisionRule(Clock, new TimeOnly(12, 0)),
            DayAhead = new SeriesId(zone, "day_ahead_eur_per_mwh"),
            Series = Market,
        },
        Plant = new StoragePlant { Battery = Battery(powerMw), InitialEnergyMwh = 1 },
        Reality = PlantSettings.Ideal,
        From = First,
        To = First.AddDays(days - 1),
        Strategy = strategy,
    };

    /// <summary>A run with these daily nets, all of them of the day-ahead stream; every step still.</summary>
    public static BacktestOutcome Outcome(IReadOnlyList<decimal> nets, IReadOnlyList<decimal>? ceiling = null, BacktestRequest? request = null) =>
        Outcome([.. nets.Select((net, i) => Day(First.AddDays(i), new Dictionary<string, decimal> { [StreamName.DayAhead] = net }))], ceiling, request);

    public static BacktestOutcome Outcome(IReadOnlyList<DayOutcome> days, IReadOnlyList<decimal>? ceiling = null, BacktestRequest? request = null) => new()
    {
        Request = request ?? Request(days: days.Count),
        Days = days,
        Ceiling = new Ceiling("by hand", ceiling ?? [.. days.Select(_ => 100m)]),
        Leakage = new LeakageCertificate("none", [], []),
        LedgerHash = "",
    };

    public static DayOutcome Day(DateOnly day, IReadOnlyDictionary<string, decimal> streams)
    {
        var grid = Clock.Day(day, TimeSpan.FromHours(1));
        return new DayOutcome
        {
            Day = day,
            Grid = grid,
            DayAheadPricePerMwh = new double[grid.Count],
            RealTimePricePerMwh = [],
            PositionMw = new double[grid.Count],
            SetpointMw = new double[grid.Count],
            MeteredMw = new double[grid.Count],
            StartEnergyMwh = 1,
            EnergyMwh = new double[grid.Count],
            Streams = streams,
            Net = streams.Values.Sum(),
        };
    }

    /// <summary>An autoregressive path with mean zero and standard deviation one.</summary>
    public static double[] Path(int days, double memory, Random random)
    {
        var path = new double[days];
        var value = Normal(random);
        for (var i = 0; i < days; i++)
        {
            path[i] = value;
            value = (memory * value) + (Math.Sqrt(1 - (memory * memory)) * Normal(random));
        }

        return path;
    }

    /// <summary>Random amounts to the cent between −200 and 300.</summary>
    public static decimal[] Nets(int days, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, days).Select(_ => random.Next(-20_000, 30_000) / 100m)];
    }

    private static Dictionary<SeriesId, ObservedSeries> Market { get; } = [];

    private static Battery Battery(double powerMw) => new(new BatterySpecification
    {
        Id = "battery",
        EnergyCapacityMwh = 4,
        ChargeLimitMw = powerMw,
        DischargeLimitMw = powerMw,
        ChargeEfficiency = 0.9,
        DischargeEfficiency = DischargeEfficiency,
        MinimumEnergyMwh = 0.4,
        MaximumEnergyMwh = 3.6,
    });

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Models;
using Bess.Forecasting.Scenarios;
using Bess.Markets.Sources.Csv;

namespace Bess.Benchmarks.Scenarios;

/// <summary>Series of a market folder and the scenarios of their days, by persistence quantiles and copula.</summary>
internal sealed class MarketDays
{
    private const int PastDays = 90;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly ObservedSeries[] _series;
    private readonly double _noise;

    private MarketDays(string name, MarketClock clock, ObservedSeries[] series, double noise) => (Name, Clock, _series, _noise) = (name, clock, series, noise);

    public string Name { get; }

    public MarketClock Clock { get; }

    /// <summary>Opens series of zones of one clock.</summary>
    /// <param name="name">For the table.</param>
    /// <param name="folder">The market folder.</param>
    /// <param name="noise">Standard deviation of normal noise that makes a second market out of the first; 0 for none.</param>
    /// <param name="columns">Zone and column of each series.</param>
    public static MarketDays Open(string name, string folder, double noise, params (string Zone, string Column)[] columns)
    {
        var zones = columns.Select(one => ZoneFolder.Read(folder, one.Zone, clock: null, column => column == one.Column).Value).ToArray();
        return new MarketDays(name, zones[0].Clock, [.. zones.Select(zone => zone.Series[0])], noise);
    }

    /// <summary>Forecasts of a day and their past, decided at noon of the day before.</summary>
    public (QuantileForecast[] Forecasts, MarketPast[] Past) Forecast(DateOnly day)
    {
        var decision = Clock.InstantOf(day.AddDays(-1), new TimeOnly(12, 0));
        var target = Clock.Day(day, Hour);
        var near = new DeliveryInterval(Clock.StartOfDay(day.AddDays(-PastDays - 90)), target.End);
        var known = _series.Select(series => series.Within(near).AsOf(decision)).ToArray();
        return (
            [.. known.Select(series => PersistenceQuantiles.Forecast(series, target, Clock, decision).Value)],
            [.. known.Select(series => new MarketPast(PersistenceQuantiles.Roll(series, target, Clock, decision, PastDays), series))]);
    }

    /// <summary>Joint paths of a day.</summary>
    public JointScenarios Draw(DateOnly day, int count)
    {
        var (forecasts, past) = Forecast(day);
        var drawn = ScenarioGenerator.Generate(forecasts, past, Clock, count, seed: day.DayNumber).Value;
        return _noise > 0 ? WithNoise(drawn, day.DayNumber) : drawn;
    }

    // The second market of the golden files: the first with independent normal noise.
#pragma warning disable CA5394 // A benchmark's noise.
    private JointScenarios WithNoise(JointScenarios drawn, int seed)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[] first = [.. Enumerable.Range(0, drawn.Count).SelectMany(s => drawn.Values(0, s).ToArray())];
        double[] second = [.. first.Select(value => value + (_noise * Normal()))];
        return new JointScenarios(
            [drawn.Markets[0], new JointMarket(new SeriesId(drawn.Markets[0].Series.Zone, "made_up_real_time"), drawn.Markets[0].Grid)], [first, second], drawn.Probabilities,
            drawn.DecidedAt, new Provenance(drawn.Provenance.Source, "real time made up", Synthetic: true));
    }
#pragma warning restore CA5394
}

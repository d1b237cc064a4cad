using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Models;
using MathNet.Numerics.Distributions;

namespace Bess.Forecasting.Tests.Copula;

/// <summary>Markets whose law is known: what comes is drawn from the forecasts by a copula of our own.</summary>
internal static class MadeUpMarket
{
    public static readonly MarketClock Clock = MarketClock.CentralEuropean;
    public static readonly double[] Levels = [0.05, 0.25, 0.5, 0.75, 0.95];
    public static readonly Provenance Source = new("made up", null, true);

    /// <summary>Normal quantiles around a level that depends on the interval.</summary>
    public static QuantileForecast Forecast(
        string name, DateOnly first, int days, int stepMinutes = 60, double level = 50, double deviation = 10, DateTimeOffset? decidedAt = null)
    {
        var grid = Clock.Days(first, first.AddDays(days - 1), TimeSpan.FromMinutes(stepMinutes));
        var values = Enumerable.Range(0, grid.Count)
            .SelectMany(t => Levels.Select(tau => level + (t % 24) + Normal.InvCDF(0, deviation, tau))).ToArray();
        return new QuantileForecast(
            new SeriesId("TEST", name), grid, Levels, values, decidedAt ?? Clock.InstantOf(first.AddDays(-1), new TimeOnly(9, 0)), Source);
    }

    /// <summary>What came, known at noon of the day before.</summary>
    public static ObservedSeries Observed(SeriesId id, TimeGrid grid, IReadOnlyList<double> values) => new(
        id,
        values.Select((value, t) => new Observation(
            grid.StartOf(t), grid.Step, value, Clock.InstantOf(Clock.LocalDate(grid.StartOf(t)).AddDays(-1), new TimeOnly(12, 45)))),
        Source);

    public static QuantileMarginal Marginal(QuantileForecast forecast, int t) => new(forecast.Levels, forecast.At(t));

    /// <summary>Numbers in [0, 1) of a seed.</summary>
#pragma warning disable CA5394 // Test data.
    public static IEnumerable<double> Uniforms(int seed)
    {
        var random = new Random(seed);
        while (true)
            yield return random.NextDouble();
    }
#pragma warning restore CA5394
}

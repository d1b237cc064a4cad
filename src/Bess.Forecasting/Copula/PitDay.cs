using Bess.Domain.Time;
using Bess.Forecasting.Models;
using Bess.Forecasting.Scenarios;

namespace Bess.Forecasting.Copula;

/// <summary>Where in their forecast distributions the values of one past local day came to lie.</summary>
/// <param name="DecidedAt">Instant of the forecast.</param>
/// <param name="Lead">Which day of the forecast it is, from 0.</param>
/// <param name="Date">The local day.</param>
/// <param name="Step">Step of the forecast.</param>
/// <param name="Values">One number in [0, 1] a wall-clock slot; a repeated hour gives the mean of both, a skipped one lies between its neighbours.</param>
public sealed record PitDay(DateTimeOffset DecidedAt, int Lead, DateOnly Date, TimeSpan Step, IReadOnlyList<double> Values)
{
    /// <summary>The transforms of all whole days whose values were all known at an instant.</summary>
    /// <remarks>
    /// A forecast decided after the instant does not count, nor does a value published after it: so nothing later can change the answer.
    /// </remarks>
    /// <param name="past">Forecasts and what came.</param>
    /// <param name="clock">Clock of the local days.</param>
    /// <param name="knownAt">The instant of the decision.</param>
    /// <param name="seed">Seed of the spread over atoms; a number depends on it and on the start of the interval.</param>
    /// <returns>The days, by forecast and then by lead.</returns>
    public static IReadOnlyList<PitDay> Of(MarketPast past, MarketClock clock, DateTimeOffset knownAt, int seed)
    {
        ArgumentNullException.ThrowIfNull(past);
        ArgumentNullException.ThrowIfNull(clock);
        var used = past.Forecasts.Where(forecast => forecast.DecidedAt <= knownAt).OrderBy(forecast => forecast.DecidedAt).ToArray();
        if (used.Length == 0)
            return [];
        var span = new DeliveryInterval(used.Min(forecast => forecast.Grid.Start).AddDays(-1), used.Max(forecast => forecast.Grid.End));
        var actual = past.Actual.Within(span).AsOf(knownAt);
        return [.. used.SelectMany(forecast => DaysOf(forecast, actual.On(forecast.Grid), clock, seed))];
    }

    private static IEnumerable<PitDay> DaysOf(QuantileForecast forecast, double[] actual, MarketClock clock, int seed)
    {
        var grid = forecast.Grid;
        var first = clock.LocalDate(grid.Start);
        var last = clock.LocalDate(grid.End - TimeSpan.FromTicks(1));
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            var day = clock.Day(date, grid.Step);
            var offset = grid.OffsetOf(day);
            if (offset < 0 || actual.AsSpan(offset, day.Count).ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
                continue;
            var values = new double[day.Count];
            for (var t = 0; t < day.Count; t++)
            {
                var marginal = new QuantileMarginal(forecast.Levels, forecast.At(offset + t));
                values[t] = marginal.Transform(actual[offset + t], SeededUniform.Of(seed, day.StartOf(t).Ticks));
            }

            yield return new PitDay(forecast.DecidedAt, date.DayNumber - first.DayNumber, date, grid.Step, DayShape.Of(day, values, clock));
        }
    }
}

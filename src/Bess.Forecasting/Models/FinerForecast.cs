using Bess.Domain.Time;
using Bess.Forecasting.Features;

namespace Bess.Forecasting.Models;

/// <summary>Lays a forecast of hours on the finer intervals of a market.</summary>
public static class FinerForecast
{
    /// <summary>A forecast in finer steps: the hour's, all quantiles moved by the mean shape of the finer values of the last four weeks.</summary>
    /// <param name="hourly">A forecast of a whole local day in hours.</param>
    /// <param name="data">The data with the target; what became known after the forecast was decided is not read.</param>
    /// <param name="step">A divisor of the hour; the hour itself changes nothing.</param>
    /// <returns>The forecast of the same day in steps.</returns>
    /// <exception cref="ArgumentException">When the forecast is not of hours, or the step no divisor of the hour.</exception>
    public static QuantileForecast Of(QuantileForecast hourly, MarketData data, TimeSpan step)
    {
        ArgumentNullException.ThrowIfNull(hourly);
        ArgumentNullException.ThrowIfNull(data);
        if (hourly.Grid.Step != TimeSpan.FromHours(1))
            throw new ArgumentException($"Expected a forecast of hours, was {hourly.Grid}.", nameof(hourly));
        if (step <= TimeSpan.Zero || TimeSpan.TicksPerHour % step.Ticks != 0)
            throw new ArgumentException($"Expected a divisor of the hour, was {step:c}.", nameof(step));
        if (step == hourly.Grid.Step)
            return hourly;
        var clock = data.Decision.Clock;
        // A forecast of a later day was decided before that day's own decision.
        var shape = StepShape.Known(data, clock.LocalDate(hourly.Grid.Start).DayNumber, step, hourly.DecidedAt);
        var perHour = (int)(TimeSpan.TicksPerHour / step.Ticks);
        var grid = new TimeGrid(hourly.Grid.Start, step, hourly.Grid.Count * perHour);
        var levels = hourly.Levels.Length;
        var values = new double[grid.Count * levels];
        for (var t = 0; t < grid.Count; t++)
        {
            var shift = shape[(int)(clock.LocalTime(grid.StartOf(t)).TimeOfDay.Ticks / step.Ticks)];
            var quantiles = hourly.At(t / perHour);
            for (var q = 0; q < levels; q++)
                values[(t * levels) + q] = quantiles[q] + shift;
        }

        return new QuantileForecast(hourly.Series, grid, hourly.Levels, values, hourly.DecidedAt, hourly.Provenance);
    }
}

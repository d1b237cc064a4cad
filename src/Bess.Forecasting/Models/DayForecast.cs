using Bess.Domain.Prices;
using Bess.Forecasting.Features;

namespace Bess.Forecasting.Models;

/// <summary>Lays the quantiles of the wall-clock hours on the intervals of a day.</summary>
internal static class DayForecast
{
    public static QuantileForecast Of(MarketData data, int day, double[] levels, double[] quantiles, ModelKind kind, TimeSpan step)
    {
        var clock = data.Decision.Clock;
        var date = DateOnly.FromDayNumber(day);
        var decision = data.Decision.DecisionOn(date);
        var grid = clock.Day(date, step);
        var shape = step < TimeSpan.FromHours(1) ? StepShape.Known(data, day, step) : null;
        var values = new double[grid.Count * levels.Length];
        for (var t = 0; t < grid.Count; t++)
        {
            var local = clock.LocalTime(grid.StartOf(t)).TimeOfDay;
            var shift = shape is null ? 0 : shape[(int)(local.Ticks / step.Ticks)];
            for (var q = 0; q < levels.Length; q++)
                values[(t * levels.Length) + q] = quantiles[(local.Hours * levels.Length) + q] + shift;
        }

        return new QuantileForecast(
            data.Target.Id, grid, levels, values, decision,
            new Provenance($"bess forecast, model {kind}", $"from {data.Target.Provenance}", data.Target.Provenance.Synthetic));
    }
}

using Bess.Domain.Time;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Curves;

/// <summary>Between the intervals of a grid and the 24 hours of the wall clock.</summary>
internal static class DayHours
{
    public static int HourOf(TimeGrid grid, int index, MarketClock clock) => clock.LocalTime(grid.StartOf(index)).Hour;

    /// <summary>A value of each interval laid on the hours: the mean of those in an hour; an hour that the day skips takes the hour before.</summary>
    public static double[] Of(TimeGrid grid, ReadOnlySpan<double> values, MarketClock clock)
    {
        var hours = new double[WholeDays.Hours];
        var counts = new int[hours.Length];
        for (var t = 0; t < grid.Count; t++)
        {
            var hour = HourOf(grid, t, clock);
            hours[hour] += values[t];
            counts[hour]++;
        }

        for (var h = 0; h < hours.Length; h++)
            hours[h] = counts[h] > 0 ? hours[h] / counts[h] : h > 0 ? hours[h - 1] : values[0];
        return hours;
    }

    /// <summary>Quantiles of hours [hour][level] on a grid.</summary>
    public static QuantileForecast Forecast(
        Domain.Series.SeriesId series, TimeGrid grid, double[] levels, double[][] quantiles, DateTimeOffset decidedAt, MarketClock clock, Domain.Prices.Provenance provenance)
    {
        var values = new double[grid.Count * levels.Length];
        for (var t = 0; t < grid.Count; t++)
            quantiles[HourOf(grid, t, clock)].CopyTo(values.AsSpan(t * levels.Length));
        return new QuantileForecast(series, grid, levels, values, decidedAt, provenance);
    }
}

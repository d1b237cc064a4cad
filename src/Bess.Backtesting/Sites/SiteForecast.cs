using Bess.Backtesting.Knowledge;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Backtesting.Sites;

/// <summary>What a site reckons with for days that it does not know: the mean of the same hours of the last seven days; without a past, of the days that are known ahead.</summary>
internal static class SiteForecast
{
    private const int Days = 7;

    // Actuals of the last day or two may not be published yet.
    private const int SpareDays = 3;

    /// <summary>A series on a grid: what is known of it, else the mean of the last seven known values of the same local hour, else of those known on the grid.</summary>
    /// <param name="known">What is known.</param>
    /// <param name="series">The series.</param>
    /// <param name="grid">Whole local days.</param>
    /// <param name="clock">Clock of the days.</param>
    /// <returns>Values, one a step; NaN where nothing was ever known of the hour.</returns>
    public static double[] Of(MarketView known, SeriesId series, TimeGrid grid, MarketClock clock)
    {
        var values = known.Read(series, grid);
        if (Array.TrueForAll(values, double.IsFinite))
            return values;
        var back = grid.Step * ((Days + SpareDays) * (int)(TimeSpan.FromDays(1) / grid.Step));
        var past = new TimeGrid(grid.Start - back, grid.Step, (int)(back / grid.Step));
        var means = MeanBySlot(past, known.Read(series, past), clock);
        var ahead = MeanBySlot(grid, values, clock);
        for (var t = 0; t < values.Length; t++)
        {
            var slot = Slot(grid.StartOf(t), clock);
            if (double.IsNaN(values[t]))
                values[t] = means.TryGetValue(slot, out var mean) ? mean : ahead.GetValueOrDefault(slot, double.NaN);
        }

        return values;
    }

    private static Dictionary<TimeSpan, double> MeanBySlot(TimeGrid past, double[] values, MarketClock clock)
    {
        var lists = new Dictionary<TimeSpan, List<double>>();
        for (var t = past.Count - 1; t >= 0; t--)
        {
            var slot = Slot(past.StartOf(t), clock);
            if (!lists.TryGetValue(slot, out var list))
                lists[slot] = list = [];
            if (double.IsFinite(values[t]) && list.Count < Days)
                list.Add(values[t]);
        }

        return lists.Where(pair => pair.Value.Count > 0).ToDictionary(pair => pair.Key, pair => pair.Value.Average());
    }

    private static TimeSpan Slot(DateTimeOffset start, MarketClock clock) => clock.LocalTime(start).TimeOfDay;
}

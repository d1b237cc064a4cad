using Bess.Backtesting.Knowledge;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Backtesting.Strategies.Planning;

/// <summary>Prices and powers of whole past days on the slots of the wall clock, as they were known at the decision of a day.</summary>
internal static class KnownCurves
{
    // A day with a few intervals missing is still a day; a skipped hour is one of them.
    private const double LeastShare = 0.9;

    /// <summary>The last days before the day of delivery of which the price was known, the latest first.</summary>
    public static IReadOnlyList<double[]> Last(DayContext context, SeriesId series, TimeSpan step, int count, int reach) =>
        Last(context.Known, context.Market.Clock, context.Day, series, step, count, reach);

    /// <summary>The last days before a day of which a series was known, the latest first.</summary>
    public static IReadOnlyList<double[]> Last(MarketView known, MarketClock clock, DateOnly before, SeriesId series, TimeSpan step, int count, int reach)
    {
        if (!known.Has(series))
            return [];
        var span = clock.Days(before.AddDays(-reach), before.AddDays(-1), step);
        var values = known.Read(series, span);
        var curves = new List<double[]>();
        for (var back = 1; back <= reach && curves.Count < count; back++)
        {
            var day = clock.Day(before.AddDays(-back), step);
            if (OnSlots(day, values.AsSpan(span.OffsetOf(day), day.Count), clock) is { } curve)
                curves.Add(curve);
        }

        return curves;
    }

    /// <summary>The mean of curves of one length.</summary>
    public static double[] MeanOf(IReadOnlyList<double[]> curves) =>
        [.. Enumerable.Range(0, curves[0].Length).Select(slot => curves.Average(curve => curve[slot]))];

    /// <summary>A curve of slots laid on the intervals of a grid of the same step.</summary>
    public static double[] On(TimeGrid grid, double[] curve, MarketClock clock) =>
        [.. Enumerable.Range(0, grid.Count).Select(t => curve[SlotOf(grid, t, clock)])];

    /// <summary>The slot of the wall clock in which an interval begins.</summary>
    public static int SlotOf(TimeGrid grid, int index, MarketClock clock) => (int)(clock.LocalTime(grid.StartOf(index)).TimeOfDay.Ticks / grid.Step.Ticks);

    private static double[]? OnSlots(TimeGrid day, ReadOnlySpan<double> values, MarketClock clock)
    {
        var sums = new double[(int)(TimeSpan.TicksPerDay / day.Step.Ticks)];
        var counts = new int[sums.Length];
        for (var t = 0; t < day.Count; t++)
        {
            if (double.IsNaN(values[t]))
                continue;
            var slot = SlotOf(day, t, clock);
            sums[slot] += values[t];
            counts[slot]++;
        }

        if (counts.Count(count => count > 0) < LeastShare * sums.Length)
            return null;
        for (var slot = 0; slot < sums.Length; slot++)
            sums[slot] = counts[slot] > 0 ? sums[slot] / counts[slot] : double.NaN;
        for (var slot = 0; slot < sums.Length; slot++)
        {
            if (double.IsNaN(sums[slot]))
                sums[slot] = slot > 0 ? sums[slot - 1] : sums.First(value => !double.IsNaN(value));
        }

        return sums;
    }
}

using Bess.Domain.Prices;
using Bess.Domain.Time;

namespace Bess.Forecasting.Scenarios;

/// <summary>A day's prices by local clock time: 24 hours whatever the day's length.</summary>
/// <remarks>
/// Rule for days on which the clock changes. Reading: an hour that occurs twice gives the mean of both; a skipped hour is the
/// straight line between the slots before and after it. Writing: a skipped hour is left out, an hour that occurs twice is written twice.
/// </remarks>
internal static class ClockShape
{
    /// <summary>Prices by slot of local time, length 24 h / step; null when the day is not wholly in the series or a price is missing.</summary>
    public static double[]? Read(PriceSeries series, MarketClock clock, DateOnly date)
    {
        var day = clock.Day(date, series.Grid.Step);
        var offset = series.Grid.OffsetOf(day);
        if (offset < 0)
            return null;
        var sums = new double[Slots(day.Step)];
        var counts = new int[sums.Length];
        for (var i = 0; i < day.Count; i++)
        {
            var slot = SlotOf(clock, day, i);
            sums[slot] += series.PricesPerMwh[offset + i];
            counts[slot]++;
        }

        var shape = sums.Select((sum, slot) => sum / counts[slot]).ToArray();
        for (var slot = 0; slot < shape.Length; slot++)
        {
            if (counts[slot] == 0)
                shape[slot] = BetweenNeighbours(sums, counts, slot);
        }

        return Array.TrueForAll(shape, double.IsFinite) ? shape : null;
    }

    /// <summary>Writes a shape on a day of 23, 24 or 25 hours.</summary>
    public static double[] Write(ReadOnlySpan<double> shape, MarketClock clock, TimeGrid day)
    {
        var prices = new double[day.Count];
        for (var i = 0; i < prices.Length; i++)
            prices[i] = shape[SlotOf(clock, day, i)];
        return prices;
    }

    private static int Slots(TimeSpan step) => (int)(TimeSpan.TicksPerDay / step.Ticks);

    private static int SlotOf(MarketClock clock, TimeGrid day, int index) =>
        (int)(clock.LocalTime(day.StartOf(index)).TimeOfDay.Ticks / day.Step.Ticks);

    private static double BetweenNeighbours(double[] sums, int[] counts, int slot)
    {
        var (before, after) = (slot - 1, slot + 1);
        while (before >= 0 && counts[before] == 0)
            before--;
        while (after < counts.Length && counts[after] == 0)
            after++;
        if (before < 0)
            return sums[after] / counts[after];
        var weight = (double)(slot - before) / (after - before);
        return ((1 - weight) * sums[before] / counts[before]) + (weight * sums[after] / counts[after]);
    }
}

using Bess.Domain.Time;

namespace Bess.Forecasting.Scenarios;

/// <summary>Prices of one local day laid on the 24 hours of the wall clock.</summary>
internal static class DayShape
{
    private static readonly TimeSpan WholeDay = TimeSpan.FromDays(1);

    /// <summary>Number of wall-clock slots of a day.</summary>
    public static int SlotCount(TimeSpan step) => (int)(WholeDay.Ticks / step.Ticks);

    /// <summary>The slot in which the wall clock stands at an instant.</summary>
    public static int SlotOf(DateTimeOffset instant, TimeSpan step, MarketClock clock) =>
        (int)(clock.LocalTime(instant).TimeOfDay.Ticks / step.Ticks);

    /// <summary>
    /// Lays the prices of a day of 23, 24 or 25 hours on the slots: an hour that occurs twice gives the mean of both, an hour
    /// that is skipped lies on the straight line between the slots before and after it.
    /// </summary>
    public static double[] Of(TimeGrid day, ReadOnlySpan<double> pricesPerMwh, MarketClock clock)
    {
        var shape = new double[SlotCount(day.Step)];
        var uses = new int[shape.Length];
        for (var i = 0; i < day.Count; i++)
        {
            var slot = SlotOf(day.StartOf(i), day.Step, clock);
            shape[slot] += pricesPerMwh[i];
            uses[slot]++;
        }

        for (var slot = 0; slot < shape.Length; slot++)
        {
            if (uses[slot] > 1)
                shape[slot] /= uses[slot];
        }

        FillSkipped(shape, uses);
        return shape;
    }

    private static void FillSkipped(double[] shape, int[] uses)
    {
        for (var slot = 0; slot < shape.Length; slot++)
        {
            if (uses[slot] > 0)
                continue;
            var before = slot - 1;
            var after = slot;
            while (after < shape.Length && uses[after] == 0)
                after++;

            // A change at midnight has a neighbour on one side only.
            var first = before >= 0 ? shape[before] : shape[after];
            var last = after < shape.Length ? shape[after] : first;
            for (var i = slot; i < after; i++)
                shape[i] = first + ((last - first) * (i - before) / (after - before));
            slot = after;
        }
    }
}

using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Features;

namespace Bess.Forecasting.Curves;

/// <summary>Whole days of a series on the 24 hours of the wall clock, as they were known at an instant.</summary>
/// <remarks>A day with more than two hours missing is not there; fewer are filled from the hour before, else the one after. Thread-safe.</remarks>
internal sealed class WholeDays
{
    public const int Hours = DayCalendar.Slots;

    private const int MostMissing = 2;

    private readonly KnownDays _days;

    public WholeDays(ObservedSeries series, MarketClock clock) => _days = new KnownDays(series, new DayCalendar(clock));

    public double[]? Read(int day, DateTimeOffset instant) => Filled(_days.Read(day, instant.UtcTicks));

    /// <summary>The latest whole days before a day, the latest first.</summary>
    public IEnumerable<(int Day, double[] Curve)> Before(int day, DateTimeOffset instant, int reach)
    {
        for (var back = 1; back <= reach; back++)
        {
            if (Read(day - back, instant) is { } curve)
                yield return (day - back, curve);
        }
    }

    /// <summary>The mean over the last days of the same class (working day, Saturday, Sunday); of all when the class has none.</summary>
    public double[]? OfClass(int target, int before, DateTimeOffset instant, int reach)
    {
        var known = Before(before, instant, reach).ToArray();
        var alike = known.Where(one => ClassOf(one.Day) == ClassOf(target)).ToArray();
        return MeanOf((alike.Length > 0 ? alike : known).Select(one => one.Curve));
    }

    public static double[]? MeanOf(IEnumerable<double[]> curves)
    {
        double[]? sum = null;
        var count = 0;
        foreach (var curve in curves)
        {
            sum ??= new double[Hours];
            count++;
            for (var h = 0; h < Hours; h++)
                sum[h] += curve[h];
        }

        for (var h = 0; sum is not null && h < Hours; h++)
            sum[h] /= count;
        return sum;
    }

    private static int ClassOf(int day) => DateOnly.FromDayNumber(day).DayOfWeek switch
    {
        DayOfWeek.Saturday => 1,
        DayOfWeek.Sunday => 2,
        _ => 0,
    };

    private static double[]? Filled(double[] slots)
    {
        var missing = slots.Count(double.IsNaN);
        if (missing == 0)
            return slots;
        if (missing > MostMissing)
            return null;
        var filled = (double[])slots.Clone();
        for (var h = 0; h < Hours; h++)
        {
            if (double.IsNaN(filled[h]))
                filled[h] = h > 0 ? filled[h - 1] : slots.First(value => !double.IsNaN(value));
        }

        return filled;
    }
}

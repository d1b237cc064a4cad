using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Features;

namespace Bess.Forecasting.Models;

/// <summary>How finer intervals lie about the mean of their hour: the mean deviation over the last four weeks that have them.</summary>
/// <remarks>
/// Models are trained on hours, so that a change of the market's step does not cut the history; a forecast in finer steps is the hour's
/// moved by this shape, all quantiles alike. Zero where no finer value was known. Read as of the decision.
/// </remarks>
internal static class StepShape
{
    private const int Days = 28;

    public static double[] Known(MarketData data, int day, TimeSpan step) =>
        Known(data, day, step, data.Decision.DecisionOn(DateOnly.FromDayNumber(day)));

    public static double[] Known(MarketData data, int day, TimeSpan step, DateTimeOffset decision)
    {
        var clock = data.Decision.Clock;
        var date = DateOnly.FromDayNumber(day);
        var span = new DeliveryInterval(clock.StartOfDay(date.AddDays(-Days)), clock.StartOfDay(date));
        var perHour = (int)(TimeSpan.TicksPerHour / step.Ticks);
        var finer = Finer(data.Target, span, step, decision);
        var shape = new double[perHour * DayCalendar.Slots];
        var counts = new int[shape.Length];
        var grid = clock.Days(date.AddDays(-Days), date.AddDays(-1), step);
        for (var t = 0; t + perHour <= grid.Count; t += perHour)
        {
            var mean = 0.0;
            for (var i = 0; i < perHour; i++)
                mean += finer.GetValueOrDefault(grid.StartOf(t + i), double.NaN) / perHour;
            if (double.IsNaN(mean))
                continue;
            for (var i = 0; i < perHour; i++)
            {
                var slot = (int)(clock.LocalTime(grid.StartOf(t + i)).TimeOfDay.Ticks / step.Ticks);
                shape[slot] += finer[grid.StartOf(t + i)] - mean;
                counts[slot]++;
            }
        }

        for (var i = 0; i < shape.Length; i++)
            shape[i] = counts[i] == 0 ? 0 : shape[i] / counts[i];
        return shape;
    }

    private static Dictionary<DateTimeOffset, double> Finer(ObservedSeries series, DeliveryInterval span, TimeSpan step, DateTimeOffset decision)
    {
        var finer = new Dictionary<DateTimeOffset, double>();
        foreach (var one in series.Observations)
        {
            if (one.Step == step && one.KnownAt <= decision && one.Start >= span.Start && one.Start < span.End)
                finer[one.Start] = one.Value;
        }

        return finer;
    }
}

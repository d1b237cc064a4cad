namespace Bess.Forecasting.Features;

/// <summary>Features out of one other series: what is known for D, what of D−1, and its latest values against its week.</summary>
internal static class OtherFeatures
{
    private const int Slots = DayCalendar.Slots;
    private const int BlockHours = 3;
    private const int Blocks = Slots / BlockHours;
    private const int LookBackDays = 3;
    private const int WeekDays = 7;
    private const int LeastWeekHours = 5 * Slots;

    /// <summary>Means of eight blocks of D and of D−1; mean of the last 24 and of the last 3 known hours; of D−2; of the week.</summary>
    public const int LinearCount = (2 * Blocks) + 4;

    /// <summary>The hour in D and in D−1; last 24 and last 3 known hours less the week; mean of D less that of D−1.</summary>
    public const int HourlyCount = 5;

    public static void Fill(KnownDays series, int day, long decision, Span<double> linear, double[] hourly, int width, int column)
    {
        var today = series.Read(day, decision);
        var yesterday = series.Read(day - 1, decision);
        BlockMeans(today, linear);
        BlockMeans(yesterday, linear[Blocks..]);
        var (last24, last3) = Latest(series, day, decision);
        var week = Week(series, day, decision);
        var rest = linear[(2 * Blocks)..];
        (rest[0], rest[1], rest[2], rest[3]) = (last24, last3, Mean(series.Read(day - 2, decision)), week);
        var change = Mean(today) - Mean(yesterday);
        for (var s = 0; s < Slots; s++)
        {
            var row = hourly.AsSpan((s * width) + column, HourlyCount);
            (row[0], row[1], row[2], row[3], row[4]) = (today[s], yesterday[s], last24 - week, last3 - week, change);
        }
    }

    private static void BlockMeans(double[] curve, Span<double> means)
    {
        for (var b = 0; b < Blocks; b++)
            means[b] = Mean(curve.AsSpan(b * BlockHours, BlockHours));
    }

    // NaN unless all are known; a skipped hour of the wall clock costs its block on one day a year.
    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }

    private static (double Last24, double Last3) Latest(KnownDays series, int day, long decision)
    {
        var (sum, count, last3) = (0.0, 0, double.NaN);
        for (var lag = 1; lag <= LookBackDays; lag++)
        {
            var curve = series.Read(day - lag, decision);
            for (var s = Slots - 1; s >= 0 && count < Slots; s--)
            {
                if (double.IsNaN(curve[s]))
                    continue;
                sum += curve[s];
                count++;
                if (count == BlockHours)
                    last3 = sum / count;
            }
        }

        return (count == Slots ? sum / count : double.NaN, last3);
    }

    private static double Week(KnownDays series, int day, long decision)
    {
        var (sum, count) = (0.0, 0);
        for (var lag = 2; lag < 2 + WeekDays; lag++)
        {
            foreach (var value in series.Read(day - lag, decision))
            {
                if (double.IsNaN(value))
                    continue;
                sum += value;
                count++;
            }
        }

        return count >= LeastWeekHours ? sum / count : double.NaN;
    }
}

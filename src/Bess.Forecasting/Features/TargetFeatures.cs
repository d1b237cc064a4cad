namespace Bess.Forecasting.Features;

/// <summary>Features out of the target's own past and the calendar.</summary>
internal static class TargetFeatures
{
    private const int Slots = DayCalendar.Slots;
    private const int Weekdays = 7;
    private const int Harmonics = 4;
    private const int MonthDays = 28;
    private const double YearDays = 365.25;

    private static readonly int[] LinearLags = [1, 2, 3, 7];

    /// <summary>Curves of D−1, D−2, D−3, D−7 and the 7-day mean; minimum and maximum of D−1; level of four weeks; day of week; season.</summary>
    public const int LinearCount = (5 * Slots) + 3 + Weekdays + Harmonics;

    /// <summary>Features of one hour, see <see cref="Hourly"/>.</summary>
    public const int HourlyCount = 24;

    /// <summary>All known values of the four weeks before a day.</summary>
    public static double[] Month(KnownDays target, int day, long decision)
    {
        var values = new List<double>(MonthDays * Slots);
        for (var lag = 1; lag <= MonthDays; lag++)
        {
            foreach (var value in target.Read(day - lag, decision))
            {
                if (!double.IsNaN(value))
                    values.Add(value);
            }
        }

        return [.. values];
    }

    /// <summary>Day of the week from Monday, 0 … 6.</summary>
    public static int Weekday(int day) => ((int)DateOnly.FromDayNumber(day).DayOfWeek + 6) % Weekdays;

    /// <summary>Whether a shared feature is of the calendar, which is left as it is.</summary>
    public static bool IsCalendar(int column) => column is >= LinearCount - Weekdays - Harmonics and < LinearCount;

    public static void Linear(int day, double[][] lags, double[] mean7, double level, Span<double> row)
    {
        var at = 0;
        foreach (var lag in LinearLags)
        {
            lags[lag].CopyTo(row[at..]);
            at += Slots;
        }

        mean7.CopyTo(row[at..]);
        at += Slots;
        var (least, most, _) = Range(lags[1]);
        (row[at], row[at + 1], row[at + 2]) = (least, most, level);
        at += 3;
        row[at + Weekday(day)] = 1;
        Season(day, row[(at + Weekdays)..]);
    }

    public static void Hourly(int day, double[][] lags, double[] mean7, double level, double scale, double[] rows, int width)
    {
        var (least, most, mean) = Range(lags[1]);
        Span<double> season = stackalloc double[Harmonics];
        Season(day, season);
        var weekMean = Range(mean7).Mean;
        Span<double> week = stackalloc double[lags.Length - 1];
        for (var s = 0; s < Slots; s++)
        {
            var row = rows.AsSpan(s * width, HourlyCount);
            double Scaled(double value) => (value - mean7[s]) / scale;
            for (var lag = 1; lag < lags.Length; lag++)
                week[lag - 1] = lags[lag][s];
            var deviation = Deviation(week, mean7[s]);
            week.Sort();
            row[0] = s;
            row[1] = Weekday(day);
            season.CopyTo(row[2..]);
            row[6] = Scaled(lags[1][s]);
            row[7] = Scaled(lags[2][s]);
            row[8] = Scaled(lags[3][s]);
            row[9] = Scaled(lags[7][s]);
            row[10] = Scaled(lags[1][Math.Max(0, s - 1)]);
            row[11] = Scaled(lags[1][Math.Min(Slots - 1, s + 1)]);
            row[12] = Scaled(lags[1][Slots - 1]);
            row[13] = Scaled(least);
            row[14] = Scaled(most);
            row[15] = Scaled(mean);
            row[16] = Scaled(level);
            row[17] = Scaled(week[3]);
            row[18] = deviation / scale;
            row[19] = (mean - weekMean) / scale;
            row[20] = (Range(lags[7]).Mean - weekMean) / scale;
            row[21] = (Range(lags[2]).Mean - weekMean) / scale;
            row[22] = (mean7[s] - level) / scale;
            row[23] = level / scale;
        }
    }

    private static void Season(int day, Span<double> row)
    {
        var angle = 2 * Math.PI * DateOnly.FromDayNumber(day).DayOfYear / YearDays;
        (row[0], row[1], row[2], row[3]) = (Math.Sin(angle), Math.Cos(angle), Math.Sin(2 * angle), Math.Cos(2 * angle));
    }

    private static (double Least, double Most, double Mean) Range(double[] curve)
    {
        var (least, most, sum) = (curve[0], curve[0], 0.0);
        foreach (var value in curve)
            (least, most, sum) = (Math.Min(least, value), Math.Max(most, value), sum + value);
        return (least, most, sum / curve.Length);
    }

    private static double Deviation(ReadOnlySpan<double> values, double mean)
    {
        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / values.Length);
    }
}

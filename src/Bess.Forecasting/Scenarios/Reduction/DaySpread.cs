namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>How far the dear and the cheap hours of a day lie apart: what a storage earns on.</summary>
internal static class DaySpread
{
    private const int Share = 6;

    /// <summary>Mean of the highest sixth of a day less that of the lowest, mean over the days; a day is so many steps from the start, the last one may be shorter.</summary>
    public static double Of(ReadOnlySpan<double> path, int stepsOfDay)
    {
        var (sum, days) = (0.0, 0);
        for (var from = 0; from < path.Length; from += stepsOfDay)
        {
            var day = path[from..Math.Min(path.Length, from + stepsOfDay)].ToArray();
            Array.Sort(day);
            var count = Math.Max(1, day.Length / Share);
            sum += day.AsSpan(day.Length - count).ToArray().Average() - day.AsSpan(0, count).ToArray().Average();
            days++;
        }

        return sum / days;
    }
}

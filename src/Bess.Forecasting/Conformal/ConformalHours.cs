using Bess.Forecasting.Features;

namespace Bess.Forecasting.Conformal;

/// <summary>The buckets of the calibration: the hours of the wall clock.</summary>
internal static class ConformalHours
{
    public const int Slots = DayCalendar.Slots;

    /// <summary>Width of the middle 80 % of a normal distribution of deviation 1.</summary>
    private const double NormalWidth = 2.5631031310892007;

    private const double LeastShare = 0.05;

    /// <summary>In what errors of an hour are measured: the deviation that its own quantiles say, and a little of the market's spread.</summary>
    /// <param name="quantiles">Quantiles of the hour before calibration.</param>
    /// <param name="low">Index of the level nearest to 0.1.</param>
    /// <param name="high">Index of the level nearest to 0.9.</param>
    /// <param name="scale">Spread of the target over four weeks.</param>
    public static double Unit(ReadOnlySpan<double> quantiles, int low, int high, double scale) =>
        ((quantiles[high] - quantiles[low]) / NormalWidth) + (LeastShare * scale);

    /// <summary>Puts the quantiles of each hour in ascending order (Chernozhukov, Fernández-Val, Galichon 2010): never worse, and never crossing.</summary>
    public static void Rearrange(Span<double> quantiles, int levelCount)
    {
        for (var at = 0; at < quantiles.Length; at += levelCount)
            quantiles.Slice(at, levelCount).Sort();
    }
}

using Bess.Forecasting.Features;

namespace Bess.Forecasting.Conformal;

/// <summary>The buckets of the calibration: the hours of the wall clock.</summary>
internal static class ConformalHours
{
    public const int Slots = DayCalendar.Slots;

    /// <summary>Puts the quantiles of each hour in ascending order (Chernozhukov, Fernández-Val, Galichon 2010): never worse, and never crossing.</summary>
    public static void Rearrange(Span<double> quantiles, int levelCount)
    {
        for (var at = 0; at < quantiles.Length; at += levelCount)
            quantiles.Slice(at, levelCount).Sort();
    }
}

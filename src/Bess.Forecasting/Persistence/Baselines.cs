using Bess.Forecasting.Features;

namespace Bess.Forecasting.Persistence;

/// <summary>Three curves that cost nothing: a model that does not beat them is worth nothing.</summary>
internal static class Baselines
{
    public const int Count = 3;

    /// <summary>The last known curve, that of seven days before, or the mean of the seven days before.</summary>
    public static double[] Curve(DayRow row, int index) => index switch
    {
        0 => row.Yesterday,
        1 => row.LastWeek,
        _ => row.Mean7,
    };
}

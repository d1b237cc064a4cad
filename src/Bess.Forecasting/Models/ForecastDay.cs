using Bess.Forecasting.Features;

namespace Bess.Forecasting.Models;

/// <summary>A day of a roll: what the members and the heads said at its decision and, once it is known, what came.</summary>
internal sealed class ForecastDay
{
    public required int Day { get; init; }

    public required DayRow Row { get; init; }

    /// <summary>Forecasts of the members, hour by hour, 24 × M; see <see cref="MemberSet"/>.</summary>
    public required double[] Members { get; init; }

    /// <summary>Quantiles of each head before calibration, 24 × Q.</summary>
    public required double[][] Raw { get; init; }

    /// <summary>Quantiles of each head after calibration, 24 × Q.</summary>
    public required double[][] Calibrated { get; init; }

    /// <summary>The curve as it was known when the roll first could read it; null before. NaN is missing.</summary>
    public double[]? Actual { get; set; }

    /// <summary>Whether too little was known, and the forecast of the latest earlier day stands for this one.</summary>
    public bool IsFallback { get; init; }
}

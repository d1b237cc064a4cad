namespace Bess.Forecasting.Regression;

/// <summary>Settings of quantile regression averaging. Defaults were chosen on SE3 and DE_LU, July to December 2024.</summary>
public sealed record AveragingOptions
{
    /// <summary>Most days to learn from; default 364.</summary>
    public int WindowDays { get; init; } = 364;

    /// <summary>Days after which a day counts half; default 180.</summary>
    public double HalfLifeDays { get; init; } = 180;

    /// <summary>Weight of the square of the coefficients, relative to one day; default 15.</summary>
    public double Ridge { get; init; } = 15;

    /// <summary>Half-width over which the corner of the pinball loss is smoothed, in units of the four-week spread; default 0.05.</summary>
    public double Bandwidth { get; init; } = 0.05;

    /// <summary>Weight of the hours before and after; default 1.</summary>
    public double NeighbourWeight { get; init; } = 1;

    /// <summary>Days between two fits; default 3.</summary>
    public int EveryDays { get; init; } = 3;
}

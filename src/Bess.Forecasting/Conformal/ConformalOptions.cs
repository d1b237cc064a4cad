namespace Bess.Forecasting.Conformal;

/// <summary>Settings of the calibration. Defaults are a first choice that was not tuned.</summary>
public sealed record ConformalOptions
{
    /// <summary>Days whose errors split conformal looks at; default 120.</summary>
    public int WindowDays { get; init; } = 120;

    /// <summary>How far an adaptive quantile moves after a day, in units of the deviation that its hour's quantiles say; default 0.05.</summary>
    public double Rate { get; init; } = 0.05;
}

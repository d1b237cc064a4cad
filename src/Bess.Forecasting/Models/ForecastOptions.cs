using Bess.Forecasting.Boosting;
using Bess.Forecasting.Conformal;
using Bess.Forecasting.Regression;

namespace Bess.Forecasting.Models;

/// <summary>Settings of training and rolling.</summary>
public sealed record ForecastOptions
{
    /// <summary>Probabilities of the quantiles; strictly ascending in (0, 1); must hold 0.1, 0.5 and 0.9.</summary>
    public IReadOnlyList<double> Levels { get; init; } = [0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975];

    /// <summary>Seed of everything random; default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Which model; default the ensemble.</summary>
    public ModelKind Model { get; init; } = ModelKind.Bess;

    /// <summary>How quantiles are calibrated; default adaptive.</summary>
    public CalibrationKind Calibration { get; init; } = CalibrationKind.Adaptive;

    /// <summary>Days that are forecast before the first day that counts, for the heads and the calibration to learn from; default 182.</summary>
    public int WarmUpDays { get; init; } = 182;

    /// <summary>Settings of LEAR.</summary>
    public LearOptions Lear { get; init; } = new();

    /// <summary>Settings of the trees.</summary>
    public BoostingOptions Boosting { get; init; } = new();

    /// <summary>Settings of the quantile regression averaging.</summary>
    public AveragingOptions Averaging { get; init; } = new();

    /// <summary>Settings of the calibration.</summary>
    public ConformalOptions Conformal { get; init; } = new();
}

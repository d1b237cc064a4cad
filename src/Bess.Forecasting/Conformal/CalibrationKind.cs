namespace Bess.Forecasting.Conformal;

/// <summary>How quantiles are calibrated on what came.</summary>
public enum CalibrationKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Split conformal on the last days (Romano, Patterson, Candès 2019).</summary>
    Split,

    /// <summary>Adaptive, day by day (Gibbs, Candès 2021; Angelopoulos, Candès, Tibshirani 2023).</summary>
    Adaptive,
}

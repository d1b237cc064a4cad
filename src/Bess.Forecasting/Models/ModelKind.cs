namespace Bess.Forecasting.Models;

/// <summary>The models that make quantile forecasts.</summary>
public enum ModelKind
{
    /// <summary>The last known curve with the quantiles of its own past errors.</summary>
    Yesterday,

    /// <summary>The curve of seven days before with the quantiles of its own past errors.</summary>
    LastWeek,

    /// <summary>The mean of the last seven curves with the quantiles of its own past errors.</summary>
    Mean7,

    /// <summary>LEAR, the mean over windows, with the quantiles of its own past errors.</summary>
    Lear,

    /// <summary>Gradient-boosted quantile trees.</summary>
    Trees,

    /// <summary>Quantile regression averaging over all of the above.</summary>
    Qra,

    /// <summary>Mean of the quantiles of LEAR, trees and averaging.</summary>
    Blend,

    /// <summary>The blend, unless LEAR, trees or averaging alone had a pinball loss lower by more than 2 % before the days that count.</summary>
    Bess,
}

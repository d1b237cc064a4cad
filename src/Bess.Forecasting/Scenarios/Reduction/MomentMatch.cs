namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>What of the full set the reduced one is given back.</summary>
public enum MomentMatch
{
    /// <summary>Mean and standard deviation of every interval, then the mean spread within a day of every market, which a storage lives on.</summary>
    DeviationAndSpread = 0,

    /// <summary>The mean of every interval and the mean spread within a day of every market.</summary>
    MeanAndSpread = 1,

    /// <summary>Mean and standard deviation of every interval of every market.</summary>
    MeanAndDeviation = 2,

    /// <summary>The mean of every interval of every market.</summary>
    Mean = 3,

    /// <summary>Nothing: the paths stay as they were drawn.</summary>
    None = 4,
}

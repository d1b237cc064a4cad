namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>Which moments of the full set the reduced one is given back.</summary>
public enum MomentMatch
{
    /// <summary>Mean and standard deviation of every interval of every market.</summary>
    MeanAndDeviation = 0,

    /// <summary>The mean of every interval of every market.</summary>
    Mean = 1,

    /// <summary>None: the paths stay as they were drawn.</summary>
    None = 2,
}

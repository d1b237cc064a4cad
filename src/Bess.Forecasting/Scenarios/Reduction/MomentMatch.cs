namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>What of the full set the reduced one is given back.</summary>
public enum MomentMatch
{
    /// <summary>Mean and standard deviation of every interval of every market.</summary>
    MeanAndDeviation = 0,

    /// <summary>The mean of every interval of every market.</summary>
    Mean = 1,

    /// <summary>None: the paths stay as they were drawn.</summary>
    None = 2,

    /// <summary>
    /// The mean of every interval, and as nearly as few paths can the distribution of what simple plans earn: positions between two markets and a store's dearest less
    /// cheapest intervals (sliced Wasserstein-2). All paths that stay get the same probability.
    /// </summary>
    PlanEarnings = 3,
}

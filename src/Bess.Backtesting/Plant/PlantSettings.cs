namespace Bess.Backtesting.Plant;

/// <summary>How the real plant differs from the planned one. It is never better: so no plan beats its ceiling.</summary>
public sealed record PlantSettings
{
    /// <summary>Factor on both efficiencies, in (0, 1]. Default: 0.995.</summary>
    public double EfficiencyFactor { get; init; } = 0.995;

    /// <summary>Power taken by auxiliaries while the battery works, share of the power, ≥ 0. Default: 0.002.</summary>
    public double AuxiliaryShare { get; init; } = 0.002;

    /// <summary>Standard deviation of the error in following a set-point, share of it; only downwards errors in delivery count. Default: 0.002.</summary>
    public double TrackingError { get; init; } = 0.002;

    /// <summary>Seed of the tracking error. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A plant that is exactly as planned.</summary>
    public static PlantSettings Ideal { get; } = new() { EfficiencyFactor = 1, AuxiliaryShare = 0, TrackingError = 0 };
}

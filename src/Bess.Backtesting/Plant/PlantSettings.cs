namespace Bess.Backtesting.Plant;

/// <summary>How the real plant differs from the planned one. It is never better: so no plan beats its ceiling.</summary>
/// <remarks>The defaults are what a commissioned plant leaves open: its efficiencies are known to the accuracy of a class 0.2 meter (IEC 62053-22).</remarks>
public sealed record PlantSettings
{
    /// <summary>Factor on both efficiencies, in (0, 1]. Default: 0.998.</summary>
    public double EfficiencyFactor { get; init; } = 0.998;

    /// <summary>Power taken by auxiliaries while the battery works, share of the power, ≥ 0. Default: 0.001.</summary>
    public double AuxiliaryShare { get; init; } = 0.001;

    /// <summary>Standard deviation of the error in following a set-point, share of it; only downwards errors in delivery count. Default: 0.001.</summary>
    public double TrackingError { get; init; } = 0.001;

    /// <summary>Seed of the tracking error. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A plant that is exactly as planned.</summary>
    public static PlantSettings Ideal { get; } = new() { EfficiencyFactor = 1, AuxiliaryShare = 0, TrackingError = 0 };
}

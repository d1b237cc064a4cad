namespace Bess.Forecasting.Regression;

/// <summary>Settings of the LEAR models. Defaults are a first choice that was not tuned.</summary>
public sealed record LearOptions
{
    /// <summary>Calibration windows in days; a longer one than the history takes what there is.</summary>
    public IReadOnlyList<int> WindowDays { get; init; } = [56, 112, 364, 728];

    /// <summary>Days between two choices of λ; default 7.</summary>
    public int PathEveryDays { get; init; } = 7;

    /// <summary>Days between two recalibrations; default 1.</summary>
    public int EveryDays { get; init; } = 1;

    /// <summary>Values of λ on a path; default 30.</summary>
    public int PathLength { get; init; } = 30;

    /// <summary>Least λ as a share of the largest; default 0.005.</summary>
    public double LeastShare { get; init; } = 0.005;

    /// <summary>Most non-zero coefficients as a share of the days; default 0.4.</summary>
    public double MostFreedom { get; init; } = 0.4;

    /// <summary>Weight of the information criterion's penalty; 1 is the criterion itself.</summary>
    public double PenaltyFactor { get; init; } = 1;
}

namespace Bess.Forecasting.Accuracy;

/// <summary>How good the forecasts of some days were. Prices in the unit of the series.</summary>
public sealed record AccuracyScore
{
    /// <summary>Mean absolute error of the median.</summary>
    public required double Mae { get; init; }

    /// <summary>That error over the one of yesterday's curve on the same days.</summary>
    public required double RMae { get; init; }

    /// <summary>Mean of the pinball loss over all levels.</summary>
    public required double Pinball { get; init; }

    /// <summary>Continuous ranked probability score: twice the integral of the pinball loss over the levels, by the trapezoidal weights of the levels.</summary>
    public required double Crps { get; init; }

    /// <summary>Rank correlation of the median with the actuals within a day, mean over days.</summary>
    public required double KendallTau { get; init; }

    /// <summary>Share of actuals within the quantiles 0.1 and 0.9.</summary>
    public required double Coverage80 { get; init; }

    /// <summary>The same in each hour of the wall clock, 24.</summary>
    public required IReadOnlyList<double> PerHourCoverage { get; init; }

    /// <summary>Share of actuals in each tenth of the forecast distribution, 10; a tenth each would be right.</summary>
    public required IReadOnlyList<double> PitHistogram { get; init; }
}

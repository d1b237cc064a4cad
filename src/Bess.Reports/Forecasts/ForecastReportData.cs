using Bess.Domain.Time;

namespace Bess.Reports.Forecasts;

/// <summary>What the report of a forecast shows; every part but the name may be absent.</summary>
/// <param name="Title">What was forecast, by what and when.</param>
/// <param name="Unit">Unit of the values, for example EUR/MWh.</param>
/// <param name="Notes">Further lines for people.</param>
public sealed record ForecastReportData(string Title, string Unit, IReadOnlyList<string> Notes)
{
    /// <summary>Some numbers on the head of the page.</summary>
    public IReadOnlyList<(string Label, string Value)> Cards { get; init; } = [];

    /// <summary>Days as fans.</summary>
    public IReadOnlyList<FanSection> Fans { get; init; } = [];

    /// <summary>Share of days inside the central interval, by hour of the day.</summary>
    public IReadOnlyList<HourCoverage> Coverage { get; init; } = [];

    /// <summary>Nominal share of the central interval of <see cref="Coverage"/>, for example 0.8.</summary>
    public double NominalCoverage { get; init; } = 0.8;

    /// <summary>Share of values below each quantile.</summary>
    public IReadOnlyList<LevelShare> Reliability { get; init; } = [];

    /// <summary>Share of transforms in each of equally wide bins of [0, 1].</summary>
    public IReadOnlyList<double> TransformShares { get; init; } = [];

    /// <summary>The forecast first, then its baselines.</summary>
    public IReadOnlyList<ScoreRow> Scores { get; init; } = [];

    /// <summary>Scores by month, for a chart.</summary>
    public IReadOnlyList<MonthError> Months { get; init; } = [];
}

/// <summary>One horizon as a fan.</summary>
/// <param name="Caption">Which.</param>
/// <param name="Grid">Its intervals.</param>
/// <param name="Zone">Zone for local time; null when unknown.</param>
/// <param name="Levels">Probabilities, ascending; pairs from outside in make bands.</param>
/// <param name="Quantiles">For each level one value an interval.</param>
/// <param name="Actual">What came; null when not known.</param>
public sealed record FanSection(
    string Caption, TimeGrid Grid, BiddingZone? Zone, IReadOnlyList<double> Levels, IReadOnlyList<double[]> Quantiles, double[]? Actual);

/// <summary>Coverage of one hour of the day.</summary>
/// <param name="Hour">Local hour, 0 … 23.</param>
/// <param name="Before">Share inside before calibration; null when not measured.</param>
/// <param name="After">Share inside.</param>
public sealed record HourCoverage(int Hour, double? Before, double After);

/// <summary>How often values came below a quantile.</summary>
/// <param name="Level">Probability of the quantile.</param>
/// <param name="Share">Share of values at or below it.</param>
public sealed record LevelShare(double Level, double Share);

/// <summary>Scores of one forecast; null is not measured.</summary>
/// <param name="Name">Which forecast.</param>
/// <param name="MeanAbsoluteError">In the unit of the values.</param>
/// <param name="RelativeError">Mean absolute error over that of yesterday's curve.</param>
/// <param name="Pinball">Mean pinball loss.</param>
/// <param name="Crps">Continuous ranked probability score.</param>
/// <param name="KendallTau">Mean rank correlation within a day.</param>
/// <param name="Coverage">Share of values inside the central interval.</param>
/// <param name="DieboldMariano">Statistic of the first row's loss against this one's: negative when the first is better.</param>
/// <param name="PValue">One-sided, of the hypothesis that the first row is not better.</param>
public sealed record ScoreRow(
    string Name, double? MeanAbsoluteError, double? RelativeError, double? Pinball, double? Crps, double? KendallTau, double? Coverage,
    double? DieboldMariano, double? PValue);

/// <summary>Mean absolute error of a month.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Forecast">Of the forecast.</param>
/// <param name="Baseline">Of the values of the day before.</param>
public sealed record MonthError(DateOnly Month, double Forecast, double Baseline);

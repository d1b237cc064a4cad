using Bess.Domain.Series;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Accuracy;

/// <summary>The outcome of a roll over test days.</summary>
public sealed record EvaluationReport
{
    /// <summary>What was forecast.</summary>
    public required SeriesId Series { get; init; }

    /// <summary>First test day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last test day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The model that counts.</summary>
    public required ModelKind Model { get; init; }

    /// <summary>The kind that it stood for: the choice of <see cref="ModelKind.Bess"/>, else the model itself.</summary>
    public required ModelKind Chosen { get; init; }

    /// <summary>Its scores.</summary>
    public required AccuracyScore Score { get; init; }

    /// <summary>Its scores had nothing been calibrated.</summary>
    public required AccuracyScore BeforeCalibration { get; init; }

    /// <summary>Scores of every kind, calibrated alike.</summary>
    public required IReadOnlyDictionary<ModelKind, AccuracyScore> Scores { get; init; }

    /// <summary>The model against each baseline.</summary>
    public required IReadOnlyDictionary<ModelKind, DieboldMariano> DieboldMariano { get; init; }

    /// <summary>Test days that were scored.</summary>
    public required int Days { get; init; }

    /// <summary>Test days that were not scored, because an actual is missing.</summary>
    public required int UnscoredDays { get; init; }

    /// <summary>Test days without a forecast, because nothing was known before.</summary>
    public required int UnforecastDays { get; init; }

    /// <summary>Scored days of which too little was known: the forecast of the day before stood for them.</summary>
    public required int FallbackDays { get; init; }

    /// <summary>Hours of lagged curves on test days that were missing and were taken from an earlier day.</summary>
    public required int FilledHours { get; init; }

    /// <summary>Days before the first test day from which heads and calibration learnt.</summary>
    public required int WarmUpDays { get; init; }

    /// <summary>Other series that were at hand.</summary>
    public required IReadOnlyList<SeriesId> Features { get; init; }

    /// <summary>Decision rule in words.</summary>
    public required string Decision { get; init; }

    /// <summary>Where the time went.</summary>
    public required StageTimes Times { get; init; }

    /// <summary>Test days whose forecast was made again with everything later permuted.</summary>
    public required IReadOnlyList<DateOnly> LeakageCheckedDays { get; init; }

    /// <summary>Those of them whose forecast changed: must be empty.</summary>
    public required IReadOnlyList<DateOnly> LeakingDays { get; init; }

    /// <summary>The forecasts of the model that counts, day by day.</summary>
    public required IReadOnlyList<QuantileForecast> Forecasts { get; init; }
}

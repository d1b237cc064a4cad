using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Curves;

/// <summary>A forecast without training: the last known day and the mean of the last weeks, with the quantiles of its own past errors.</summary>
/// <remarks>
/// In hours of the wall clock, base_D = w · (last whole day known at the decision) + (1 − w) · (mean of the last n such days); the
/// quantiles of D are base_D plus the empirical quantiles (type 7 of Hyndman and Fan 1996) of y_a − base_a over the last 56 days a known
/// at the decision, each base_a of its own decision. With a reference series the same is done to the difference to it, and the reference's
/// forecast added: that is for a second price, of which nothing better is known than its usual distance to the first. Not thread-safe.
/// </remarks>
public sealed class CurveForecaster
{
    /// <summary>The source that its forecasts name.</summary>
    public const string Source = "bess curves";

    private const int ErrorDays = 56;
    private const int LeastErrors = 20;
    private const int SpareDays = 14;

    private readonly MarketData _data;
    private readonly WholeDays _target;
    private readonly WholeDays? _reference;
    private readonly double _lastWeight;
    private readonly int _meanDays;
    private readonly Dictionary<int, double[]?> _bases = [];

    /// <summary>Creates a forecaster.</summary>
    /// <param name="data">The target and when a day is decided; nothing is read before it was known.</param>
    /// <param name="reference">The series whose difference to the target is forecast; null for the target itself.</param>
    /// <param name="lastDayWeight">w, in [0, 1]. Default: 0.5.</param>
    /// <param name="meanDays">n, ≥ 1. Default: 7.</param>
    public CurveForecaster(MarketData data, ObservedSeries? reference = null, double lastDayWeight = 0.5, int meanDays = 7)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(meanDays, 1);
        if (!(lastDayWeight is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(lastDayWeight), lastDayWeight, "Expected a number in [0, 1].");
        (_data, _lastWeight, _meanDays) = (data, lastDayWeight, meanDays);
        _target = new WholeDays(data.Target, data.Decision.Clock);
        _reference = reference is null ? null : new WholeDays(reference, data.Decision.Clock);
    }

    /// <summary>Forecasts a day in hours.</summary>
    /// <param name="day">Local day of delivery.</param>
    /// <param name="levels">Probabilities, strictly ascending.</param>
    /// <param name="reference">Forecast of the reference of that day, whose mean is added; null without a reference.</param>
    /// <returns>The forecast; null when too little was known.</returns>
    public QuantileForecast? Forecast(DateOnly day, IReadOnlyList<double> levels, QuantileForecast? reference = null)
    {
        ArgumentNullException.ThrowIfNull(levels);
        if ((reference is null) != (_reference is null))
            throw new ArgumentException("Expected a forecast of the reference exactly when there is one.", nameof(reference));
        var (clock, at) = (_data.Decision.Clock, _data.Decision.DecisionOn(day));
        if (BaseOf(day.DayNumber) is not { } center)
            return null;
        var errors = new List<double[]>();
        for (var back = 1; back <= ErrorDays + SpareDays && errors.Count < ErrorDays; back++)
        {
            if (Difference(day.DayNumber - back, at) is { } came && BaseOf(day.DayNumber - back) is { } said)
                errors.Add([.. came.Zip(said, (value, mean) => value - mean)]);
        }

        if (errors.Count < LeastErrors)
            return null;
        var added = reference is null ? new double[WholeDays.Hours] : DayHours.Of(reference.Grid, reference.Mean(), clock);
        var quantiles = Enumerable.Range(0, WholeDays.Hours).Select(h =>
        {
            var sorted = errors.Select(one => one[h]).Order().ToArray();
            return levels.Select(level => added[h] + center[h] + Quantile(sorted, level)).ToArray();
        }).ToArray();
        var provenance = _data.Target.Provenance;
        return DayHours.Forecast(
            _data.Target.Id, clock.Day(day, TimeSpan.FromHours(1)), [.. levels], quantiles, at, clock,
            new Provenance(Source, $"last day and mean of {_meanDays} days, from {provenance}", provenance.Synthetic));
    }

    private double[]? BaseOf(int day)
    {
        if (_bases.TryGetValue(day, out var held))
            return held;
        var at = _data.Decision.DecisionOn(DateOnly.FromDayNumber(day));
        var known = new List<double[]>();
        for (var back = 1; back <= _meanDays + SpareDays && known.Count < _meanDays; back++)
        {
            if (Difference(day - back, at) is { } curve)
                known.Add(curve);
        }

        var made = WholeDays.MeanOf(known);
        for (var h = 0; made is not null && h < made.Length; h++)
            made[h] = (_lastWeight * known[0][h]) + ((1 - _lastWeight) * made[h]);
        _bases[day] = made;
        return made;
    }

    private double[]? Difference(int day, DateTimeOffset instant)
    {
        var target = _target.Read(day, instant);
        if (_reference is null || target is null)
            return target;
        return _reference.Read(day, instant) is { } reference ? [.. target.Zip(reference, (value, other) => value - other)] : null;
    }

    private static double Quantile(double[] ascending, double level)
    {
        var at = level * (ascending.Length - 1);
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((at - below) * (ascending[above] - ascending[below]));
    }
}

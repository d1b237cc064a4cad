using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Curves;

/// <summary>Extends the forecast of a day to the days after it, for plans that look further than they decide.</summary>
/// <remarks>
/// The forecast of the first day holds again, hour by hour of the wall clock, its mean moved by a quarter of the way to the mean of the last
/// four weeks' days of the same class (working day, Saturday, Sunday) as known at the decision. Chosen on July to December 2024 of DE_LU,
/// NL and SE3, where the share hardly mattered. Thread-safe.
/// </remarks>
public sealed class LaterDays
{
    private const double ClassWeight = 0.25;
    private const int ClassDays = 28;

    private readonly WholeDays _known;
    private readonly DecisionRule _decision;

    /// <summary>Creates the extension.</summary>
    /// <param name="data">The target and when a day is decided.</param>
    public LaterDays(MarketData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        (_known, _decision) = (new WholeDays(data.Target, data.Decision.Clock), data.Decision);
    }

    /// <summary>The forecast of a later day, made at the decision of the first.</summary>
    /// <param name="first">Forecast of the first day in hours.</param>
    /// <param name="later">A day after it.</param>
    /// <returns>The forecast of the later day in hours.</returns>
    public QuantileForecast Of(QuantileForecast first, DateOnly later)
    {
        ArgumentNullException.ThrowIfNull(first);
        var clock = _decision.Clock;
        var means = DayHours.Of(first.Grid, first.Mean(), clock);
        var ofClass = _known.OfClass(later.DayNumber, clock.LocalDate(first.Grid.Start).DayNumber, first.DecidedAt, ClassDays) ?? means;
        var levels = first.Levels.ToArray();
        var quantiles = new double[WholeDays.Hours][];
        for (var t = first.Grid.Count - 1; t >= 0; t--)
        {
            var hour = DayHours.HourOf(first.Grid, t, clock);
            var shift = ClassWeight * (ofClass[hour] - means[hour]);
            quantiles[hour] = [.. first.At(t).ToArray().Select(value => value + shift)];
        }

        for (var h = 0; h < quantiles.Length; h++)
            quantiles[h] ??= h > 0 ? quantiles[h - 1] : quantiles.First(one => one is not null);
        return DayHours.Forecast(
            first.Series, clock.Day(later, TimeSpan.FromHours(1)), levels, quantiles, first.DecidedAt, clock,
            first.Provenance with { Detail = $"{first.Provenance.Detail}; held for a later day" });
    }
}

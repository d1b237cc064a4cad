using System.Globalization;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Scenarios;

/// <summary>The plainest forecast with quantiles: the last known day again, spread by how days differed from such days before.</summary>
/// <remarks>
/// With b the last local day before the target of which all was known, and target day d = b + L: the quantile of slot h is x_{b,h} plus the empirical
/// quantile of x_{a,h} − x_{a−L,h} over the days a of the history (type 7 of Hyndman and Fan 1996). Slots are those of the wall clock. For those who have no
/// trained model, and as the one that a model must beat.
/// </remarks>
public static class PersistenceQuantiles
{
    private const int SpareDays = 14;

    /// <summary>Levels when none are named: 0.05, 0.1 … 0.9, 0.95.</summary>
    public static IReadOnlyList<double> DefaultLevels { get; } = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

    /// <summary>Least number of differences behind a quantile.</summary>
    public const int MinimumDifferences = 20;

    /// <summary>Days before the target that a forecast of so much history and so many days looks at.</summary>
    /// <param name="historyDays">Days of differences.</param>
    /// <param name="days">Days of the target.</param>
    public static int Reach(int historyDays, int days) => historyDays + days + SpareDays;

    /// <summary>Forecasts.</summary>
    /// <param name="series">What was observed; may reach beyond the decision: what became known later is not read.</param>
    /// <param name="target">Whole local days.</param>
    /// <param name="clock">Clock of the local days.</param>
    /// <param name="decidedAt">Instant of the decision.</param>
    /// <param name="historyDays">Days of differences; ≥ <see cref="MinimumDifferences"/>. Default: 60.</param>
    /// <param name="levels">Probabilities, strictly ascending in (0, 1); null for <see cref="DefaultLevels"/>.</param>
    /// <returns>The forecast, or the fault that too little is known.</returns>
    public static Validated<QuantileForecast> Forecast(
        ObservedSeries series, TimeGrid target, MarketClock clock, DateTimeOffset decidedAt, int historyDays = 60, IReadOnlyList<double>? levels = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(clock);
        var wanted = levels ?? DefaultLevels;
        var first = clock.LocalDate(target.Start);
        var dayCount = clock.LocalDate(target.End - TimeSpan.FromTicks(1)).DayNumber - first.DayNumber + 1;
        var days = KnownDays(series, target.Step, first, clock, decidedAt, Reach(historyDays, dayCount));
        if (days.Count == 0)
            return Refuse(series, decidedAt, 0);

        var last = days.Keys.Max();
        var values = new double[target.Count * wanted.Count];
        var differences = new Dictionary<int, double[][]>();
        for (var t = 0; t < target.Count; t++)
        {
            var lag = clock.LocalDate(target.StartOf(t)).DayNumber - last.DayNumber;
            if (!differences.TryGetValue(lag, out var sorted))
            {
                sorted = Differences(days, lag, historyDays);
                if (sorted[0].Length < MinimumDifferences)
                    return Refuse(series, decidedAt, sorted[0].Length);
                differences[lag] = sorted;
            }

            var slot = DayShape.SlotOf(target.StartOf(t), target.Step, clock);
            for (var q = 0; q < wanted.Count; q++)
                values[(t * wanted.Count) + q] = days[last][slot] + Quantile(sorted[slot], wanted[q]);
        }

        var detail = string.Create(CultureInfo.InvariantCulture, $"persistence of {last:yyyy-MM-dd} with the differences of {historyDays} days");
        return Validated<QuantileForecast>.FromValue(new QuantileForecast(
            series.Id, target, [.. wanted], values, decidedAt, new Provenance(series.Provenance.Source, detail, series.Provenance.Synthetic)));
    }

    /// <summary>The forecasts that would have been made for earlier days, each from what was known at its own decision.</summary>
    /// <param name="series">What was observed.</param>
    /// <param name="target">The target of today's forecast; the earlier ones have its step and as many days.</param>
    /// <param name="clock">Clock of the local days.</param>
    /// <param name="decidedAt">Today's decision; the earlier ones are at the same local time, as many days before their targets.</param>
    /// <param name="count">How many earlier first days, the latest one day before the target's.</param>
    /// <param name="historyDays">As in <see cref="Forecast"/>.</param>
    /// <param name="levels">As in <see cref="Forecast"/>.</param>
    /// <returns>Those that could be made, the earliest first.</returns>
    public static IReadOnlyList<QuantileForecast> Roll(
        ObservedSeries series, TimeGrid target, MarketClock clock, DateTimeOffset decidedAt, int count, int historyDays = 60, IReadOnlyList<double>? levels = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(clock);
        var (first, last) = (clock.LocalDate(target.Start), clock.LocalDate(target.End - TimeSpan.FromTicks(1)));
        var (decided, time) = (clock.LocalDate(decidedAt), TimeOnly.FromDateTime(clock.LocalTime(decidedAt)));
        var forecasts = new List<QuantileForecast>();
        for (var back = count; back >= 1; back--)
        {
            var days = clock.Days(first.AddDays(-back), last.AddDays(-back), target.Step);
            if (Forecast(series, days, clock, clock.InstantOf(decided.AddDays(-back), time), historyDays, levels).TryGet(out var forecast))
                forecasts.Add(forecast);
        }

        return forecasts;
    }

    private static Dictionary<DateOnly, double[]> KnownDays(
        ObservedSeries series, TimeSpan step, DateOnly before, MarketClock clock, DateTimeOffset decidedAt, int reach)
    {
        var grid = clock.Days(before.AddDays(-reach), before.AddDays(-1), step);
        var values = series.Within(grid.Span).AsOf(decidedAt).On(grid);
        var days = new Dictionary<DateOnly, double[]>();
        for (var date = before.AddDays(-reach); date < before; date = date.AddDays(1))
        {
            var day = clock.Day(date, step);
            var part = values.AsSpan(grid.OffsetOf(day), day.Count);
            if (!part.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
                days[date] = DayShape.Of(day, part, clock);
        }

        return days;
    }

    // By slot, ascending, of the latest days.
    private static double[][] Differences(Dictionary<DateOnly, double[]> days, int lag, int historyDays)
    {
        var pairs = days.Keys.OrderDescending().Where(date => days.ContainsKey(date.AddDays(-lag))).Take(historyDays)
            .Select(date => (After: days[date], Before: days[date.AddDays(-lag)])).ToArray();
        return [.. Enumerable.Range(0, days.Values.First().Length)
            .Select(slot => pairs.Select(pair => pair.After[slot] - pair.Before[slot]).Order().ToArray())];
    }

    private static double Quantile(double[] ascending, double level)
    {
        var at = level * (ascending.Length - 1);
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((at - below) * (ascending[above] - ascending[below]));
    }

    private static Validated<QuantileForecast> Refuse(ObservedSeries series, DateTimeOffset decidedAt, int found) =>
        Validated<QuantileForecast>.FromFault(new Fault(
            series.Id.ToString(), "history", $"{MinimumDifferences} differences of whole days known at {UtcText.Of(decidedAt)}",
            found.ToString(CultureInfo.InvariantCulture)));
}

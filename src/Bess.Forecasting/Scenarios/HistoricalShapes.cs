using System.Globalization;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Time;

namespace Bess.Forecasting.Scenarios;

/// <summary>Scenarios for a market day made of the days before it; deterministic, equal probabilities.</summary>
/// <remarks>
/// <para>Only prices known at the decision are read (<see cref="PriceSeries.AsOf"/>); only complete days count, the newest first.</para>
/// <para>
/// <b>Target day's curve not known</b> (the usual case before the auction): scenario k is the curve of the k-th last complete day, as it was.
/// </para>
/// <para>
/// <b>Target day's curve known</b> (every price of it): scenario k is that curve plus the deviation of the k-th last complete day from
/// the mean of the seven complete days before that one, less the mean of these deviations over all scenarios. So the mean of the
/// scenarios is the published curve, and their spread is that of the error of a trailing seven-day mean.
/// </para>
/// <para>
/// Days are laid over each other by local clock time. On a past day of 25 hours the hour that occurs twice counts with its mean; on one
/// of 23 hours the skipped hour is the straight line between its neighbours. A target day of 23 hours leaves the hour out, one
/// of 25 repeats the deviation (or the price) of that hour.
/// </para>
/// </remarks>
public static class HistoricalShapes
{
    /// <summary>Number of days in the trailing mean from which a day's deviation is taken.</summary>
    public const int TrailingDays = 7;

    /// <summary>Makes the scenarios of a day.</summary>
    /// <param name="history">Prices that reach far enough back; may hold the target day and later ones.</param>
    /// <param name="target">The local market day to make scenarios for.</param>
    /// <param name="options">How; default: 20 days, decision at noon of the day before.</param>
    /// <returns>The scenarios on the 23, 24 or 25 hours of the target day, newest day first; or all faults.</returns>
    public static Validated<ScenarioSet> Build(PriceSeries history, DateOnly target, HistoricalShapesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        options ??= new HistoricalShapesOptions();
        var source = history.Provenance.Source;
        var faults = new List<Fault>();
        if (options.Days < 1)
            faults.Add(new Fault("", "days", "a number >= 1", options.Days.ToString(CultureInfo.InvariantCulture)));
        if (TimeSpan.TicksPerHour % history.Grid.Step.Ticks != 0)
            faults.Add(new Fault(source, "step", "a step that divides one hour", history.Grid.Step.ToString("c", CultureInfo.InvariantCulture)));
        var clock = options.Clock ?? history.Zone?.Clock;
        if (clock is null)
            faults.Add(new Fault(source, "zone", "a bidding zone or a clock", "neither"));
        if (faults.Count > 0)
            return Validated<ScenarioSet>.FromFaults(faults);

        var decision = options.Decision ?? clock!.InstantOf(target.AddDays(-1), new TimeOnly(12, 0));
        var known = history.AsOf(decision);
        var day = clock!.Day(target, history.Grid.Step);
        var published = Published(known, day);
        var wanted = options.Days + (published is null ? 0 : TrailingDays);
        var past = CompleteDays(known, clock, target, wanted);
        if (past.Count < wanted)
            return Refuse(history, target, decision, wanted, past);

        var scenarios = published is null
            ? past.Select(one => ClockShape.Write(one.Shape, clock, day)).ToArray()
            : Deviations(past, options.Days)
                .Select(deviation => ClockShape.Write(deviation, clock, day).Zip(published, (shift, price) => price + shift).ToArray())
                .ToArray();
        return ScenarioSet.Create(
            $"history:{options.Days} for {target:yyyy-MM-dd}", history.Currency, day, scenarios.SelectMany(prices => prices).ToArray(),
            EqualProbabilities(options.Days), decision, new Provenance(source, Detail(published is not null, past, options.Days, decision), history.Provenance.Synthetic));
    }

    private static double[]? Published(PriceSeries known, TimeGrid day)
    {
        if (known.Grid.OffsetOf(day) < 0)
            return null;
        var curve = known.Slice(day);
        return curve.MissingCount == 0 ? curve.PricesPerMwh.ToArray() : null;
    }

    private static List<(DateOnly Date, double[] Shape)> CompleteDays(PriceSeries known, MarketClock clock, DateOnly target, int wanted)
    {
        var days = new List<(DateOnly, double[])>();
        var first = clock.LocalDate(known.Grid.Start);
        for (var date = target.AddDays(-1); days.Count < wanted && date >= first; date = date.AddDays(-1))
        {
            if (ClockShape.Read(known, clock, date) is { } shape)
                days.Add((date, shape));
        }

        return days;
    }

    // Deviation of each of the newest days from the mean of the seven before it, less the mean of all deviations.
    private static double[][] Deviations(List<(DateOnly Date, double[] Shape)> past, int count)
    {
        var deviations = new double[count][];
        for (var k = 0; k < count; k++)
        {
            var before = past.GetRange(k + 1, TrailingDays);
            deviations[k] = past[k].Shape.Select((price, slot) => price - before.Average(one => one.Shape[slot])).ToArray();
        }

        var centre = past[0].Shape.Select((_, slot) => deviations.Average(one => one[slot])).ToArray();
        return deviations.Select(deviation => deviation.Zip(centre, (value, mean) => value - mean).ToArray()).ToArray();
    }

    private static double[] EqualProbabilities(int count)
    {
        var probabilities = new double[count];
        Array.Fill(probabilities, 1.0 / count);
        return probabilities;
    }

    private static string Detail(bool aroundPublished, List<(DateOnly Date, double[] Shape)> past, int count, DateTimeOffset decision) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"HistoricalShapes: {(aroundPublished ? "published curve plus centred deviations" : "curves")} of {count} days, {past[count - 1].Date:yyyy-MM-dd} to {past[0].Date:yyyy-MM-dd}, as known at {UtcText.Of(decision)}");

    private static Validated<ScenarioSet> Refuse(
        PriceSeries history, DateOnly target, DateTimeOffset decision, int wanted, List<(DateOnly Date, double[] Shape)> past)
    {
        var found = past.Count == 0 ? "none" : $"{past.Count}, {past[^1].Date:yyyy-MM-dd} to {past[0].Date:yyyy-MM-dd}";
        return Validated<ScenarioSet>.FromFault(new Fault(
            history.Provenance.Source, "history",
            $"{wanted} complete days before {target:yyyy-MM-dd}, known at {UtcText.Of(decision)}", $"{found} (the prices reach from {history.Grid.Span})"));
    }
}

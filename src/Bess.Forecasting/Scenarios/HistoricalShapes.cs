using System.Globalization;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Time;

namespace Bess.Forecasting.Scenarios;

/// <summary>Equally likely price scenarios from the curves of the last days: <c>--scenarios history:20</c>.</summary>
/// <remarks>
/// <para>
/// The rule, with N the count. History is read as of <c>knownAt</c>; only local days before the first day of the target count,
/// and only complete ones, all of whose prices were known; incomplete days are passed over. Day 1 is the latest complete
/// day, day 2 the one before it, and so on.
/// </para>
/// <para>
/// (a) A target day whose target prices are all known already (from <c>published</c>, else from the history): scenario k is the
/// known price plus the deviation of day k from the mean of the seven complete days before day k, minus the mean of the N
/// deviations; so the mean of the scenarios is the known price. With N = 1 it is the known price itself.
/// (b) Any other target day: scenario k is the price of day k.
/// A target of D local days takes for scenario k the D successive complete days that end with day k.
/// So N + D − 1 complete days are needed, and seven more if a target day is known.
/// </para>
/// <para>
/// Days are matched by the wall clock. A day of history with a skipped hour has there the straight line between its neighbours,
/// one with a repeated hour the mean of both; a target day with a repeated hour repeats it. Deterministic; thread-safe.
/// </para>
/// </remarks>
public static class HistoricalShapes
{
    private const int TrailingDays = 7;

    /// <summary>Makes the scenarios.</summary>
    /// <param name="history">Past prices; the same step as the target. May reach beyond <paramref name="knownAt"/>.</param>
    /// <param name="published">Prices that may hold the target, or null; the same step and currency.</param>
    /// <param name="target">The intervals; of 15, 30 or 60 minutes (any step that divides the hour), aligned to local midnight.</param>
    /// <param name="clock">Clock of the local days.</param>
    /// <param name="count">Number of scenarios N; ≥ 1.</param>
    /// <param name="knownAt">The instant of the decision; a price published after it is never used.</param>
    /// <returns>N scenarios of probability 1/N; or all faults: other steps, too short a history and what it lacks.</returns>
    public static Validated<ScenarioSet> Draw(
        PriceSeries history, PriceSeries? published, TimeGrid target, MarketClock clock, int count, DateTimeOffset knownAt)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(clock);
        var faults = Check(history, published, target, clock, count);
        if (faults.Count > 0)
            return Validated<ScenarioSet>.FromFaults(faults);

        var known = history.AsOf(knownAt);
        var layout = TargetLayout.Of(target, clock, KnownPrices(known, published?.AsOf(knownAt), target));
        var needed = (long)count + layout.DayCount - 1 + (layout.AnyKnown ? TrailingDays : 0);
        var days = CompleteDays.Find(known, layout.FirstDate, clock, needed);
        if (days.Shapes.Count < needed)
            return Validated<ScenarioSet>.FromFaults(days.Lack(history.Name, needed, layout.FirstDate, knownAt));

        var prices = Prices(layout, days.Shapes, count);
        var probabilities = new double[count];
        Array.Fill(probabilities, 1.0 / count);
        var rule = string.Create(
            CultureInfo.InvariantCulture, $"shapes of the last {count} complete days before {layout.FirstDate:yyyy-MM-dd}");
        var detail = string.IsNullOrEmpty(history.Provenance.Detail) ? rule : $"{history.Provenance.Detail}; {rule}";
        return ScenarioSet.Create(
            string.Create(CultureInfo.InvariantCulture, $"{history.Name} history:{count}"), history.Currency, target, prices, probabilities,
            knownAt.ToUniversalTime(),
            new Provenance(history.Provenance.Source, detail, history.Provenance.Synthetic || published?.Provenance.Synthetic == true));
    }

    private static List<Fault> Check(PriceSeries history, PriceSeries? published, TimeGrid target, MarketClock clock, int count)
    {
        var faults = new List<Fault>();
        void Require(bool holds, string location, string field, string expected, string actual)
        {
            if (!holds)
                faults.Add(new Fault(location, field, expected, actual));
        }

        Require(count >= 1, "", "count", "a number of scenarios >= 1", count.ToString(CultureInfo.InvariantCulture));
        var stepHolds = target.Step <= TimeSpan.FromHours(1) && TimeSpan.TicksPerHour % target.Step.Ticks == 0;
        Require(stepHolds, "", "target.step", "a step that divides the hour (15, 30 or 60 min)", $"{target.Step:c}");
        if (!stepHolds)
            return faults;
        RequireSameStep(history, "history.step");
        RequireAligned(target, "", "target.start");
        RequireAligned(history.Grid, history.Name, "history.start");
        if (published is not null)
        {
            RequireSameStep(published, "published.step");
            Require(
                published.Currency == history.Currency, published.Name, "published.currency",
                $"that of the history, {history.Currency.Code}", published.Currency.Code);
            RequireAligned(published.Grid, published.Name, "published.start");
        }

        return faults;

        void RequireSameStep(PriceSeries series, string field) => Require(
            series.Grid.Step == target.Step, series.Name, field, $"the step of the target, {target.Step:c}", $"{series.Grid.Step:c}");

        void RequireAligned(TimeGrid grid, string location, string field) => Require(
            clock.LocalTime(grid.Start).TimeOfDay.Ticks % target.Step.Ticks == 0, location, field,
            $"an instant a whole number of steps of {target.Step:c} after local midnight ({clock})", $"{grid}");
    }

    /// <summary>Prices of the target that are known, NaN where none is.</summary>
    private static double[] KnownPrices(PriceSeries history, PriceSeries? published, TimeGrid target)
    {
        var prices = new double[target.Count];
        for (var t = 0; t < prices.Length; t++)
        {
            var instant = target.StartOf(t);
            var price = published is null ? double.NaN : PriceAt(published, instant);
            prices[t] = double.IsNaN(price) ? PriceAt(history, instant) : price;
        }

        return prices;
    }

    private static double PriceAt(PriceSeries series, DateTimeOffset instant) =>
        series.Grid.IndexOf(instant) is var index and >= 0 ? series.PricesPerMwh[index] : double.NaN;

    private static double[] Prices(TargetLayout layout, List<double[]> shapes, int count)
    {
        var steps = layout.Slots.Length;
        var prices = new double[count * steps];
        for (var t = 0; t < steps; t++)
        {
            var slot = layout.Slots[t];
            // The last target day takes day k, the one before it day k + 1, …
            var lag = layout.DayCount - 1 - layout.Days[t];
            var isKnown = layout.IsKnown[layout.Days[t]];
            var mean = 0.0;
            for (var k = 0; k < count; k++)
            {
                var value = shapes[k + lag][slot];
                if (isKnown)
                    value -= TrailingMean(shapes, k + lag, slot);
                prices[(k * steps) + t] = value;
                mean += value / count;
            }

            for (var k = 0; isKnown && k < count; k++)
                prices[(k * steps) + t] = layout.KnownPrices[t] + (prices[(k * steps) + t] - mean);
        }

        return prices;
    }

    private static double TrailingMean(List<double[]> shapes, int day, int slot)
    {
        var sum = 0.0;
        for (var i = 1; i <= TrailingDays; i++)
            sum += shapes[day + i][slot];
        return sum / TrailingDays;
    }
}

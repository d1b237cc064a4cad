using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Store.Coverage;

/// <summary>Which intervals of a series are there, day by day of the zone's clock.</summary>
/// <remarks>
/// An interval is there when values cover all of it, of whatever step: an hour stands for its quarters, and four quarters for their hour.
/// Clock-change days have 23 or 25 hours. Immutable.
/// </remarks>
public sealed class CoverageReport
{
    private static readonly TimeSpan OtherStep = TimeSpan.FromHours(1);

    private CoverageReport(SeriesId series, DeliveryInterval span, DateTimeOffset? asOf, IReadOnlyList<DayCoverage> days, DateTimeOffset? lastKnownAt)
    {
        Series = series;
        Span = span;
        AsOf = asOf;
        Days = days;
        LastKnownAt = lastKnownAt;
        Missing = Joined(days.SelectMany(day => day.Missing));
        Share = 1 - (Missing.Sum(gap => gap.Length.TotalHours) / span.Length.TotalHours);
    }

    /// <summary>Which series.</summary>
    public SeriesId Series { get; }

    /// <summary>The span that was looked at.</summary>
    public DeliveryInterval Span { get; }

    /// <summary>Only what was known at this instant counts; null: everything.</summary>
    public DateTimeOffset? AsOf { get; }

    /// <summary>Each local day of the span, in order.</summary>
    public IReadOnlyList<DayCoverage> Days { get; }

    /// <summary>Latest publication among the values that count; null when there are none.</summary>
    public DateTimeOffset? LastKnownAt { get; }

    /// <summary>Spans without a value, as long as possible, in order.</summary>
    public IReadOnlyList<DeliveryInterval> Missing { get; }

    /// <summary>Covered share of the span's time, 0 … 1.</summary>
    public double Share { get; }

    /// <summary>Intervals that the days should have.</summary>
    public int Expected => Days.Sum(day => day.Expected);

    /// <summary>Intervals that they have.</summary>
    public int Present => Days.Sum(day => day.Present);

    /// <summary>Reads a series from a store and reports on it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="id">Which series.</param>
    /// <param name="clock">Clock of the days.</param>
    /// <param name="span">Any span.</param>
    /// <param name="asOf">Only what was known at this instant counts; null: everything.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The report.</returns>
    public static async Task<CoverageReport> ReadAsync(
        IObservationStore store, SeriesId id, MarketClock clock, DeliveryInterval span, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);

        // Values that begin before the span may reach into it.
        var series = await store.ReadAsync(id, new DeliveryInterval(span.Start.AddDays(-1), span.End), cancellationToken).ConfigureAwait(false);
        return Of(series, clock, span, asOf);
    }

    /// <summary>Reports on a series.</summary>
    /// <param name="series">The series; values outside the span do no harm.</param>
    /// <param name="clock">Clock of the days.</param>
    /// <param name="span">Any span; its first and last day may be parts.</param>
    /// <param name="asOf">Only what was known at this instant counts; null: everything.</param>
    /// <returns>The report.</returns>
    public static CoverageReport Of(ObservedSeries series, MarketClock clock, DeliveryInterval span, DateTimeOffset? asOf = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(clock);
        var known = asOf is { } instant ? series.AsOf(instant) : series;
        var inSpan = known.Observations.ToArray().Where(one => one.Start < span.End && one.End > span.Start).ToArray();
        var longest = inSpan.Length == 0 ? TimeSpan.Zero : inSpan.Max(one => one.Step);
        var parts = Parts(clock, span).Select(part => Part(inSpan, FirstFrom(inSpan, part.Span.Start - longest), part.Day, part.Span)).ToArray();
        var days = parts.Select((part, i) => Count(part, part.Step ?? UsualStep.Of(series.Id, clock, part.Day) ?? Nearest(parts, i) ?? OtherStep)).ToArray();
        return new CoverageReport(series.Id, span, asOf, days, inSpan.Length == 0 ? null : inSpan.Max(one => one.KnownAt));
    }

    private static IEnumerable<(DateOnly Day, DeliveryInterval Span)> Parts(MarketClock clock, DeliveryInterval span)
    {
        for (var day = clock.LocalDate(span.Start); clock.StartOfDay(day) < span.End; day = day.AddDays(1))
        {
            var (start, end) = (clock.StartOfDay(day), clock.StartOfDay(day.AddDays(1)));
            yield return (day, new DeliveryInterval(start < span.Start ? span.Start : start, end > span.End ? span.End : end));
        }
    }

    // Ordered by start; what reaches into a day begins at most the longest step before it.
    private static int FirstFrom(Observation[] inSpan, DateTimeOffset start)
    {
        var (low, high) = (0, inSpan.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (inSpan[middle].Start < start)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static DayPart Part(Observation[] inSpan, int first, DateOnly day, DeliveryInterval span)
    {
        var missing = new List<DeliveryInterval>();
        var steps = new Dictionary<TimeSpan, int>();
        var covered = span.Start;
        for (var i = first; i < inSpan.Length && inSpan[i].Start < span.End; i++)
        {
            var one = inSpan[i];
            if (one.End <= span.Start)
                continue;
            steps[one.Step] = steps.GetValueOrDefault(one.Step) + 1;
            if (one.Start > covered)
                missing.Add(new DeliveryInterval(covered, one.Start));
            covered = one.End > covered ? one.End : covered;
        }

        if (covered < span.End)
            missing.Add(new DeliveryInterval(covered, span.End));
        TimeSpan? step = steps.Count == 0 ? null : steps.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
        return new DayPart(day, span, step, missing);
    }

    private static TimeSpan? Nearest(DayPart[] parts, int index) => parts
        .Select((part, i) => (part.Step, Distance: Math.Abs(i - index), IsLater: i > index))
        .Where(each => each.Step is not null).OrderBy(each => each.Distance).ThenBy(each => each.IsLater)
        .Select(each => each.Step).FirstOrDefault();

    private static DayCoverage Count(DayPart part, TimeSpan step)
    {
        // Blocks of four hours do not divide a day of 23 or 25 hours: one of them is shorter or longer there.
        var expected = Math.Max(1, (int)Math.Round(part.Span.Length / step, MidpointRounding.AwayFromZero));
        var lacking = (int)Math.Ceiling(part.Missing.Sum(gap => gap.Length.Ticks) / (double)step.Ticks);
        var present = part.Missing.Count == 1 && part.Missing[0] == part.Span ? 0 : Math.Max(0, expected - lacking);
        return new DayCoverage(part.Day, step, expected, present, part.Missing);
    }

    private static List<DeliveryInterval> Joined(IEnumerable<DeliveryInterval> gaps)
    {
        var joined = new List<DeliveryInterval>();
        foreach (var gap in gaps)
        {
            if (joined.Count > 0 && joined[^1].End == gap.Start)
                joined[^1] = new DeliveryInterval(joined[^1].Start, gap.End);
            else
                joined.Add(gap);
        }

        return joined;
    }

    private sealed record DayPart(DateOnly Day, DeliveryInterval Span, TimeSpan? Step, IReadOnlyList<DeliveryInterval> Missing);
}

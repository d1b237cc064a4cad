using Bess.Domain.Prices;
using Bess.Domain.Time;

namespace Bess.Domain.Series;

/// <summary>Values of a market as they became known: bitemporal, of any steps, with gaps and revisions.</summary>
/// <remarks>
/// A value that is missing is not there: no zero, no NaN. Invariants: sorted by start, then step, then publication; finite values;
/// no two values with the same three. Equality is by reference; immutable and thread-safe.
/// </remarks>
public sealed class ObservedSeries
{
    private readonly Observation[] _observations;

    /// <summary>Creates a series and insists; sorts, and keeps one of equal observations.</summary>
    /// <param name="id">What it is of.</param>
    /// <param name="observations">In any order; instants become UTC.</param>
    /// <param name="provenance">Where they came from.</param>
    /// <exception cref="BessDataException">When a value is not finite, a step is not above zero, or one publication gives an interval two values; lists all faults.</exception>
    public ObservedSeries(SeriesId id, IEnumerable<Observation> observations, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentNullException.ThrowIfNull(provenance);
        Id = id;
        Provenance = provenance;
        _observations = Order(id, observations);
    }

    private ObservedSeries(SeriesId id, Observation[] ordered, Provenance provenance) => (Id, _observations, Provenance) = (id, ordered, provenance);

    /// <summary>What it is of.</summary>
    public SeriesId Id { get; }

    /// <summary>Where the values came from.</summary>
    public Provenance Provenance { get; }

    /// <summary>All values, by start, then step, then publication.</summary>
    public ReadOnlySpan<Observation> Observations => _observations;

    /// <summary>Number of values, revisions included.</summary>
    public int Count => _observations.Length;

    /// <summary>The series as it could be read at an instant: nothing of what was published later.</summary>
    /// <param name="instant">The instant; what is published exactly then is known.</param>
    /// <returns>The part.</returns>
    public ObservedSeries AsOf(DateTimeOffset instant) => Where(one => one.KnownAt <= instant);

    /// <summary>The values whose intervals begin in a span.</summary>
    /// <param name="span">The span, [start, end).</param>
    /// <returns>The part.</returns>
    public ObservedSeries Within(DeliveryInterval span) => Where(one => one.Start >= span.Start && one.Start < span.End);

    /// <summary>The last known value of each interval of a grid.</summary>
    /// <remarks>
    /// An interval that has a value of its own step takes it. Otherwise the mean of finer values, if they cover all of it; otherwise the
    /// coarser value that covers it (a price of an hour is the price of its quarters). Else it is missing.
    /// </remarks>
    /// <param name="grid">The intervals.</param>
    /// <returns>One value per interval; NaN is missing.</returns>
    public double[] On(TimeGrid grid) => ResampledValues.Of(_observations, grid);

    /// <summary>The series with other observations in place of its own.</summary>
    /// <param name="change">Told each observation; what it returns is kept instead.</param>
    /// <returns>The changed series.</returns>
    public ObservedSeries Select(Func<Observation, Observation> change) => new(Id, _observations.Select(change), Provenance);

    private ObservedSeries Where(Func<Observation, bool> keep) => new(Id, _observations.Where(keep).ToArray(), Provenance);

    private static Observation[] Order(SeriesId id, IEnumerable<Observation> observations)
    {
        var faults = new FaultCollector(id.ToString());
        var ordered = observations
            .Select(one => one with { Start = one.Start.ToUniversalTime(), KnownAt = one.KnownAt.ToUniversalTime() })
            .Distinct().OrderBy(one => one.Start).ThenBy(one => one.Step).ThenBy(one => one.KnownAt).ToArray();
        for (var i = 0; i < ordered.Length; i++)
        {
            var (one, before) = (ordered[i], i > 0 ? ordered[i - 1] : default);
            if (!double.IsFinite(one.Value))
                faults.Add(UtcText.Of(one.Start), "a finite number", FaultCollector.Text(one.Value));
            if (one.Step <= TimeSpan.Zero)
                faults.Add(UtcText.Of(one.Start), "a step > 0", $"{one.Step:c}");
            if (i > 0 && (one.Start, one.Step, one.KnownAt) == (before.Start, before.Step, before.KnownAt))
            {
                faults.Add(
                    UtcText.Of(one.Start), "one value of each publication",
                    $"{FaultCollector.Text(before.Value)} and {FaultCollector.Text(one.Value)}, both known at {UtcText.Of(one.KnownAt)}");
            }
        }

        faults.ThrowIfAny();
        return ordered;
    }
}

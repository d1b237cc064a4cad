using System.Globalization;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources;
using Bess.Markets.Store.Coverage;

namespace Bess.Markets.Store.Filling;

/// <summary>Lets a run start only with enough data: from the store, then from the sources, otherwise not at all.</summary>
/// <remarks>
/// The store is asked first; a source is asked only for the days that lack something. A source that fails leaves what the store has: enough
/// of it is given out as stale, with its age; too little stops the run with the list of gaps. Nothing is ever made up.
/// </remarks>
public sealed class HorizonGuard
{
    private readonly IObservationStore _store;
    private readonly Func<SeriesId, ISeriesSource?> _sourceOf;
    private readonly TimeProvider _clock;

    /// <summary>Creates a guard.</summary>
    /// <param name="store">Asked first; keeps what the sources answer.</param>
    /// <param name="sourceOf">The source of a series; null where there is none.</param>
    /// <param name="clock">Clock for the age of values; default: the system's.</param>
    public HorizonGuard(IObservationStore store, Func<SeriesId, ISeriesSource?> sourceOf, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(sourceOf);
        _store = store;
        _sourceOf = sourceOf;
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>Gets what a run needs.</summary>
    /// <param name="need">Series, horizon, and how much of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// Each series in the order asked, some perhaps stale; or, when one covers too little, faults: the share, each gap, why the source did not
    /// help, and how old the latest value is.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">When the minimum is outside 0 … 1.</exception>
    public async Task<Validated<IReadOnlyList<HeldSeries>>> RequireAsync(HorizonNeed need, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(need);
        if (need.MinimumCoverage is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(need), need.MinimumCoverage, "Expected a minimum coverage in 0 … 1.");
        var held = new List<HeldSeries>();
        var faults = new List<Fault>();
        foreach (var id in need.Series)
        {
            if (!SeriesClock.TryFind(id.Zone, out var clock))
            {
                faults.Add(new Fault("", $"{id}", "a zone whose clock is known", $"'{id.Zone}'"));
                continue;
            }

            var (coverage, outage) = await FillAsync(need, id, clock, cancellationToken).ConfigureAwait(false);
            var age = coverage.LastKnownAt is { } known ? _clock.GetUtcNow() - known : TimeSpan.Zero;
            if (coverage.Share < need.MinimumCoverage || coverage.LastKnownAt is null)
                faults.AddRange(Gaps(need, coverage, outage, age));
            else
                held.Add(new HeldSeries(await ReadAsync(need, id, cancellationToken).ConfigureAwait(false), coverage, outage, age));
        }

        return faults.Count > 0 ? Validated<IReadOnlyList<HeldSeries>>.FromFaults(faults) : Validated<IReadOnlyList<HeldSeries>>.FromValue(held);
    }

    private async Task<(CoverageReport Coverage, IReadOnlyList<Fault> Outage)> FillAsync(
        HorizonNeed need, SeriesId id, MarketClock clock, CancellationToken cancellationToken)
    {
        var coverage = await CoverageReport.ReadAsync(_store, id, clock, need.Span, need.AsOf, cancellationToken).ConfigureAwait(false);
        if (coverage.Missing.Count == 0 || _sourceOf(id) is not { } source)
            return (coverage, []);
        var (first, last) = (clock.LocalDate(coverage.Missing[0].Start), clock.LocalDate(coverage.Missing[^1].End.AddTicks(-1)));
        var filled = await StoreFiller.FillAsync(_store, source, new FillOrder(id, clock, first, last), null, cancellationToken).ConfigureAwait(false);
        coverage = await CoverageReport.ReadAsync(_store, id, clock, need.Span, need.AsOf, cancellationToken).ConfigureAwait(false);
        return (coverage, filled.Faults);
    }

    private async Task<ObservedSeries> ReadAsync(HorizonNeed need, SeriesId id, CancellationToken cancellationToken)
    {
        var series = await _store.ReadAsync(id, need.Span, cancellationToken).ConfigureAwait(false);
        return need.AsOf is { } instant ? series.AsOf(instant) : series;
    }

    private static IEnumerable<Fault> Gaps(HorizonNeed need, CoverageReport coverage, IReadOnlyList<Fault> outage, TimeSpan age)
    {
        var known = need.AsOf is { } instant ? $" known at {UtcText.Of(instant)}" : "";
        var latest = coverage.LastKnownAt is null
            ? "nothing"
            : string.Create(CultureInfo.InvariantCulture, $"{coverage.Share:P1}, the latest published {age.TotalHours:0.#} h ago");
        yield return new Fault(
            $"{coverage.Series}", "coverage",
            string.Create(CultureInfo.InvariantCulture, $"values{known} for at least {need.MinimumCoverage:P1} of {need.Span}"), latest);
        foreach (var gap in coverage.Missing)
            yield return new Fault($"{coverage.Series}", $"{gap}", "values", "none");
        foreach (var fault in outage)
            yield return fault;
    }
}

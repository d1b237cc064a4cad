using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources;
using Bess.Markets.Store.Coverage;

namespace Bess.Markets.Store.Filling;

/// <summary>Brings what a store lacks from a source, month by month, so that an end at any moment loses at most one answer.</summary>
public static class StoreFiller
{
    private const int FailuresInARow = 2;

    /// <summary>Asks for the days that are not complete, and keeps the answers.</summary>
    /// <remarks>
    /// One request covers days on end within one month. Each answer is kept before the next request, so what was fetched is not asked for
    /// again. Two requests that fail in a row end it: a publisher that is down is left alone.
    /// </remarks>
    /// <param name="store">The store.</param>
    /// <param name="source">The publisher.</param>
    /// <param name="order">Which days.</param>
    /// <param name="progress">Told after each request; null for nobody.</param>
    /// <param name="cancellationToken">Gives up between requests or in one; what was kept stays.</param>
    /// <returns>What was done, and what is there now.</returns>
    public static async Task<FillOutcome> FillAsync(
        IObservationStore store, ISeriesSource source, FillOrder order, IProgress<FillProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(order);
        var coverage = await CoverageReport.ReadAsync(store, order.Series, order.Clock, order.Span, null, cancellationToken).ConfigureAwait(false);
        var requests = Plan(order, coverage);
        var kept = new AppendOutcome(0, 0, 0);
        var notes = new List<string>();
        var faults = new List<Fault>();
        var (done, failures) = (0, 0);
        while (done < requests.Count && failures < FailuresInARow)
        {
            var answer = await source.FetchAsync(requests[done], cancellationToken).ConfigureAwait(false);
            done++;
            failures++;
            if (!answer.TryGet(out var values))
            {
                faults.AddRange(answer.Faults);
            }
            else if (values.Series.Id != order.Series)
            {
                faults.Add(new Fault("source", "series", $"{order.Series}", $"{values.Series.Id}"));
            }
            else
            {
                failures = 0;
                kept = Sum(kept, await store.AppendAsync(values.Series, cancellationToken).ConfigureAwait(false));
                notes.AddRange(values.Notes);
            }

            progress?.Report(new FillProgress(order.Series, done, requests.Count, kept));
        }

        if (done > 0)
            coverage = await CoverageReport.ReadAsync(store, order.Series, order.Clock, order.Span, null, cancellationToken).ConfigureAwait(false);
        return new FillOutcome(done, kept, notes, faults, coverage);
    }

    private static List<SourceRequest> Plan(FillOrder order, CoverageReport coverage)
    {
        var requests = new List<SourceRequest>();
        var days = coverage.Days.Where(day => order.Refresh || day.Missing.Count > 0).Select(day => day.Day).ToArray();
        for (var i = 0; i < days.Length;)
        {
            var last = i;
            while (last + 1 < days.Length && days[last + 1] == days[last].AddDays(1) && days[last + 1].Month == days[i].Month)
                last++;
            var span = new DeliveryInterval(order.Clock.StartOfDay(days[i]), order.Clock.StartOfDay(days[last].AddDays(1)));
            requests.Add(new SourceRequest(order.Series, span));
            i = last + 1;
        }

        return requests;
    }

    private static AppendOutcome Sum(AppendOutcome a, AppendOutcome b) => new(a.Added + b.Added, a.Revised + b.Revised, a.Unchanged + b.Unchanged);
}

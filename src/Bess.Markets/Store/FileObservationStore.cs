using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Store.Files;

namespace Bess.Markets.Store;

/// <summary>A store in a folder: one plain text file for each series and month of delivery, and a log of commits.</summary>
/// <remarks>
/// <para>
/// Rows are only ever added. An append writes and flushes its rows, then one line of the log, which makes all of them visible at once;
/// what a crash leaves behind is not seen by readers and is overwritten by the next append. Form and guarantees: docs/reference/store.md.
/// </para>
/// <para>
/// The first append takes the lock of the folder and keeps it until disposal; another process, or another instance, is then refused with
/// the number of this process. Readers need no lock and see the commits that were there when the read began. Safe for use by many threads.
/// </para>
/// </remarks>
public sealed class FileObservationStore : IObservationStore, IDisposable
{
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly CommitLog _log;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private WriterLock? _lock;

    /// <summary>Opens a folder; it need not exist, and is made by the first append.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="clock">Clock by which contradicting values were learnt; default: the system's.</param>
    public FileObservationStore(string folder, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        _clock = clock ?? TimeProvider.System;
        _log = new CommitLog(_folder);
    }

    /// <inheritdoc/>
    /// <exception cref="BessDataException">When somebody else writes to the folder, or a committed part of a file is damaged; says where.</exception>
    public async Task<AppendOutcome> AppendAsync(ObservedSeries series, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Append(series, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="BessDataException">When a committed part of a file is damaged; says where.</exception>
    public Task<ObservedSeries> ReadAsync(SeriesId id, DeliveryInterval span, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Task.Run(() => Read(id, span, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SeriesId>> ListAsync(CancellationToken cancellationToken) => Task.Run<IReadOnlyList<SeriesId>>(
        () => _log.Read().Lengths.Keys.Select(key => key.Series).Distinct()
            .OrderBy(id => id.Zone, StringComparer.Ordinal).ThenBy(id => id.Name, StringComparer.Ordinal).ToArray(),
        cancellationToken);

    /// <summary>Gives the lock of the folder back.</summary>
    public void Dispose()
    {
        _lock?.Dispose();
        _gate.Dispose();
    }

    private AppendOutcome Append(ObservedSeries series, CancellationToken cancellationToken)
    {
        _lock ??= WriterLock.Take(_folder);
        var commit = _log.Read();
        var outcome = new AppendOutcome(0, 0, 0);
        var work = new List<(MonthKey Key, MonthContent Before, IReadOnlyList<Observation> News)>();
        var now = _clock.GetUtcNow();
        foreach (var month in series.Observations.ToArray().GroupBy(one => MonthKey.Of(series.Id, one.Start)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = MonthFile.Read(_folder, month.Key, commit.LengthOf(month.Key));
            var (news, part) = RevisionMerge.Of(before.Observations, month.ToArray(), now);
            outcome = new AppendOutcome(outcome.Added + part.Added, outcome.Revised + part.Revised, outcome.Unchanged + part.Unchanged);
            if (news.Count > 0)
                work.Add((month.Key, before, news));
        }

        var lengths = new Dictionary<MonthKey, long>();
        foreach (var (key, before, news) in work)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lengths[key] = MonthFile.Append(_folder, key, commit.LengthOf(key), before, news, series.Provenance);
        }

        if (lengths.Count > 0)
            _log.Append(commit, lengths);
        return outcome;
    }

    private ObservedSeries Read(SeriesId id, DeliveryInterval span, CancellationToken cancellationToken)
    {
        var commit = _log.Read();
        var observations = new List<Observation>();
        var origins = new List<Provenance>();
        foreach (var (key, length) in commit.Lengths.Where(pair => pair.Key.Series == id && pair.Key.Touches(span.Start, span.End)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var content = MonthFile.Read(_folder, key, length);
            observations.AddRange(content.Observations.Where(one => span.Contains(one.Start)));
            origins.AddRange(content.Origins);
        }

        return new ObservedSeries(id, observations, ProvenanceMerge.Of(origins));
    }
}

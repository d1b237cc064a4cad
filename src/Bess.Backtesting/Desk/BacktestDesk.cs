using System.Globalization;
using System.Security.Cryptography;
using Bess.Domain;

namespace Bess.Backtesting.Desk;

/// <summary>Backtests of a server: one runs at a time, others wait; each lives in a folder of its own, so that all are known after a restart.</summary>
/// <remarks>
/// <c>FOLDER/ID/run</c> is an ordinary run folder (<c>bess verify</c> reads it), <c>run.json</c> and <c>events.ndjson</c> beside it are the
/// desk's. A run that the end of the process cut off, or that waited then, is <see cref="DeskRunState.Interrupted"/> at the next start. Thread-safe.
/// </remarks>
public sealed partial class BacktestDesk : IAsyncDisposable
{
    // A name stays below 64 characters with two words of this length and the time.
    private const int LongestWordOfId = 16;
    private const int RandomBytesOfId = 3;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _reading = new(1);
    private readonly Dictionary<string, DeskRun> _runs = [];
    private readonly Queue<DeskRun> _waiting = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly BacktestDeskOptions _options;
    private readonly TimeProvider _clock;
    private DeskRun? _running;
    private Task _worker = Task.CompletedTask;

    /// <summary>Opens a desk.</summary>
    /// <param name="markets">What may be read.</param>
    /// <param name="options">Its folder and what the host gives.</param>
    /// <param name="clock">Tells the time.</param>
    public BacktestDesk(MarketShelf markets, BacktestDeskOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        (Markets, _options, _clock) = (markets, options, clock);
        if (!Directory.Exists(options.Folder))
            return;
        foreach (var place in Directory.EnumerateDirectories(options.Folder).Order(StringComparer.Ordinal))
        {
            var read = DeskRunFile.Read(place);
            if (!read.TryGet(out var file))
            {
                options.Warn?.Invoke(string.Join("; ", read.Faults));
                continue;
            }

            var run = new DeskRun(place, file, clock);
            if (file.State == DeskRunState.Running)
                run.Turn(DeskRunState.Interrupted, "the server stopped while it ran; it can be resumed");
            else if (file.State == DeskRunState.Queued)
                run.Turn(DeskRunState.Interrupted, "the server stopped before it began; it can be resumed");
            _runs.Add(run.Id, run);
        }
    }

    /// <summary>What may be read.</summary>
    public MarketShelf Markets { get; }

    /// <summary>What may be asked for.</summary>
    public BacktestLimits Limits => _options.Limits;

    /// <summary>All runs, newest first.</summary>
    public IReadOnlyList<DeskRunView> Runs()
    {
        lock (_gate)
            return [.. _runs.Values.OrderByDescending(run => run.CreatedAt).ThenBy(run => run.Id, StringComparer.Ordinal).Select(ViewOf)];
    }

    /// <summary>A run; null when there is none of this name.</summary>
    /// <param name="id">Its identity.</param>
    public DeskRunView? Find(string id)
    {
        lock (_gate)
            return _runs.TryGetValue(id, out var run) ? ViewOf(run) : null;
    }

    /// <summary>What is wrong with a specification, as far as it can be told without reading the market.</summary>
    /// <param name="said">The specification.</param>
    /// <param name="market">Name of the market folder; null for the first that has the zone.</param>
    /// <returns>The order, or all faults.</returns>
    public Validated<BacktestOrder> Check(BacktestSpecification said, string? market)
    {
        ArgumentNullException.ThrowIfNull(said);
        var root = Markets.RootOf(market, said.Zone);
        var order = (said with { MarketPath = root.IsValid ? root.Value.Path : "" }).ToOrder();
        var frontier = order.IsValid && order.Value.FrontierLambdas.Count > 0 ? JobFrontier.Check(order.Value.Strategy) : null;
        Fault[] faults = [.. Limits.Faults(said), .. root.Faults, .. order.Faults, .. frontier is null ? [] : new[] { frontier }];
        return faults.Length > 0 ? Validated<BacktestOrder>.FromFaults(faults) : order;
    }

    /// <summary>Asks for a backtest: it is checked, its market read, and put behind those that wait.</summary>
    /// <param name="said">What is asked for.</param>
    /// <param name="market">Name of the market folder; null for the first that has the zone.</param>
    /// <param name="id">Its identity: one that is known already means that run; null for a new one.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DeskStart> StartAsync(
        BacktestSpecification said, string? market, string? id, string by, CancellationToken cancellationToken = default)
    {
        if (id is not null && Find(id) is { } known)
            return new DeskStart(known, []);
        if (IsFull())
            return new DeskStart(null, [], IsFull: true);
        var checkedOrder = Check(said, market);
        if (!checkedOrder.TryGet(out var order))
            return new DeskStart(null, checkedOrder.Faults);
        await _reading.WaitAsync(cancellationToken);
        Validated<LoadedBacktest> read;
        try
        {
            read = await Task.Run(() => BacktestInputs.Load(order), cancellationToken);
        }
        finally
        {
            _reading.Release();
        }

        if (!read.TryGet(out var loaded))
            return new DeskStart(null, read.Faults);
        var (from, to) = (loaded.Request.From, loaded.Request.To);
        if (Limits.TooLong(from, to) is { } tooLong)
            return new DeskStart(null, [tooLong]);
        var root = Markets.RootOf(market, said.Zone).Value.Name;
        return Add(order with { From = from, To = to }, root, loaded.Request.Market.Currency.Code, id, by);
    }

    /// <summary>Ends a run early, or takes it out of those that wait.</summary>
    /// <param name="id">Its identity.</param>
    /// <param name="by">Who asks.</param>
    /// <returns>False when there is none or it has ended.</returns>
    public bool Cancel(string id, string by)
    {
        lock (_gate)
            return _runs.TryGetValue(id, out var run) && run.Cancel(by);
    }

    /// <summary>Goes on with a run that was cut off or cancelled, where it was.</summary>
    /// <param name="id">Its identity.</param>
    /// <returns>The run, or null when there is none, it waits or runs, or it has ended for good; full when too many wait.</returns>
    public DeskStart Resume(string id)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue(id, out var run) || run.State is not (DeskRunState.Interrupted or DeskRunState.Cancelled))
                return new DeskStart(null, []);
            if (IsFull())
                return new DeskStart(null, [], IsFull: true);
            run.Turn(DeskRunState.Queued, "resumed");
            Enqueue(run);
            return new DeskStart(ViewOf(run), []);
        }
    }

    /// <summary>The events of a run from a number on, each as it happens, until it ends.</summary>
    /// <param name="id">Its identity.</param>
    /// <param name="from">Number of the first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Nothing for an unknown run.</returns>
    public IAsyncEnumerable<DeskRunEvent> FollowAsync(string id, int from, CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return _runs.TryGetValue(id, out var run) ? run.FollowAsync(from, cancellationToken) : AsyncEnumerable.Empty<DeskRunEvent>();
    }

    /// <summary>Ends what runs, between two days; it is interrupted and can be gone on with.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Task worker;
        lock (_gate)
            worker = _worker;
        await worker;
        _stopping.Dispose();
        _reading.Dispose();
    }

    private DeskStart Add(BacktestOrder order, string market, string currency, string? id, string by)
    {
        lock (_gate)
        {
            if (id is not null && _runs.TryGetValue(id, out var known))
                return new DeskStart(ViewOf(known), []);
            if (IsFull())
                return new DeskStart(null, [], IsFull: true);
            var now = _clock.GetUtcNow();
            var name = id ?? NewId(order, now);
            var place = Path.Combine(_options.Folder, name);
            var run = new DeskRun(place, new DeskRunFile(
                DeskRunFile.KindName, 1, name, DeskRunState.Queued, now, by, null, null, "", order.To!.Value.DayNumber - order.From!.Value.DayNumber + 1,
                currency, market, OrderDocument.Of(order, market)), _clock);
            run.Turn(DeskRunState.Queued);
            _runs.Add(name, run);
            Enqueue(run);
            return new DeskStart(ViewOf(run), []);
        }
    }

    private void Enqueue(DeskRun run)
    {
        _waiting.Enqueue(run);
        if (_running is null && _worker.IsCompleted && !_stopping.IsCancellationRequested)
            _worker = Task.Run(Work);
    }

    private bool IsFull()
    {
        lock (_gate)
            return _waiting.Count(run => run.State == DeskRunState.Queued) >= Limits.Queue;
    }

    private DeskRunView ViewOf(DeskRun run)
    {
        var before = _waiting.TakeWhile(other => other != run).Count(other => other.State == DeskRunState.Queued);
        return run.View(before + (_running is null ? 0 : 1));
    }

    private static string NewId(BacktestOrder order, DateTimeOffset now)
    {
        static string Safe(string text) => string.Concat(text.ToLowerInvariant().Take(LongestWordOfId).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"b-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{Safe(order.Zone)}-{Safe(order.Strategy)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytesOfId))}");
    }
}

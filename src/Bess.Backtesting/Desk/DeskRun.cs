using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Bess.Backtesting.Desk;

/// <summary>A run of a desk: its state, its events and who waits for them. Thread-safe.</summary>
internal sealed class DeskRun
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly DeskRunLog _log;
    private DeskRunFile _file;
    private DeskProgress? _progress;
    private (int Days, decimal? Net) _closed;
    private TaskCompletionSource _changed = NewSignal();
    private CancellationTokenSource? _cancel;
    private string? _cancelledBy;

    public DeskRun(string place, DeskRunFile file, TimeProvider clock)
    {
        (Place, _file, _clock, _log) = (place, file, clock, new DeskRunLog(place));
        foreach (var happened in _log.Events.Where(one => one.Step == DeskStep.Days))
            _closed = (happened.Done, happened.Net);
    }

    /// <summary>Folder of all that is kept of it.</summary>
    public string Place { get; }

    /// <summary>The ordinary folder of the run.</summary>
    public string RunPath => Path.Combine(Place, "run");

    public string Id => _file.Id;

    public string Market => _file.Market;

    public JsonObject Order => _file.Order;

    public DateTimeOffset CreatedAt => _file.CreatedAt;

    public DeskRunState State
    {
        get
        {
            lock (_gate)
                return _file.State;
        }
    }

    public DeskRunView View(int? waitingBefore)
    {
        lock (_gate)
        {
            var running = _file.State == DeskRunState.Running ? _progress : null;
            return new DeskRunView(_file.Id, _file.State, _file.Order, _file.CreatedAt, _file.CreatedBy, _file.Days, _file.Currency)
            {
                Step = running?.Step,
                StepDone = running?.Done ?? 0,
                StepTotal = running?.Total ?? 0,
                DaysDone = _closed.Days,
                Net = _closed.Net,
                Text = _file.Text,
                StartedAt = _file.StartedAt,
                EndedAt = _file.EndedAt,
                WaitingBefore = _file.State == DeskRunState.Queued ? waitingBefore : null,
            };
        }
    }

    /// <summary>Changes the state, first on disk.</summary>
    public void Turn(DeskRunState state, string text = "")
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            var hasEnded = state is not (DeskRunState.Queued or DeskRunState.Running);
            var file = _file with
            {
                State = state,
                Text = text,
                StartedAt = state == DeskRunState.Running ? now : state == DeskRunState.Queued ? null : _file.StartedAt,
                EndedAt = hasEnded ? now : null,
            };
            file.Write(Place);
            _file = file;
            _progress = null;
            Add(null, 0, 0, null, null, text);
        }
    }

    /// <summary>Ends it in memory alone, where the disk cannot be written: after a restart it is what the disk says.</summary>
    public void Lose(string text)
    {
        lock (_gate)
        {
            _file = _file with { State = DeskRunState.Failed, Text = text, EndedAt = _clock.GetUtcNow() };
            Signal();
        }
    }

    /// <summary>Begins to run.</summary>
    /// <returns>Cancelled when somebody or the end of the process ends the run; null when it was cancelled while it waited.</returns>
    public CancellationTokenSource? Begin(CancellationToken stopping)
    {
        lock (_gate)
        {
            if (_file.State != DeskRunState.Queued)
                return null;
            (_cancel, _cancelledBy) = (CancellationTokenSource.CreateLinkedTokenSource(stopping), null);
            Turn(DeskRunState.Running);
            return _cancel;
        }
    }

    public string? CancelledBy
    {
        get
        {
            lock (_gate)
                return _cancelledBy;
        }
    }

    /// <summary>Ends it early.</summary>
    /// <returns>False when it has ended.</returns>
    public bool Cancel(string by)
    {
        lock (_gate)
        {
            switch (_file.State)
            {
                case DeskRunState.Queued:
                    Turn(DeskRunState.Cancelled, $"cancelled by {by} before it began");
                    return true;
                case DeskRunState.Running:
                    _cancelledBy = by;
                    _cancel?.Cancel();
                    return true;
                default:
                    return false;
            }
        }
    }

    public void Report(DeskProgress progress)
    {
        lock (_gate)
        {
            _progress = progress;
            if (progress.Step == DeskStep.Days)
                _closed = (progress.Done, progress.NetSoFar);
            Add(progress.Step, progress.Done, progress.Total, progress.Day, progress.NetSoFar, "");
        }
    }

    /// <summary>The events from a number on, each as it happens, until the run has ended.</summary>
    public async IAsyncEnumerable<DeskRunEvent> FollowAsync(int from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = from; ;)
        {
            DeskRunEvent[] ready;
            Task changed;
            bool hasEnded;
            lock (_gate)
            {
                ready = [.. _log.Events.Skip(next)];
                (changed, hasEnded) = (_changed.Task, _file.State is not (DeskRunState.Queued or DeskRunState.Running));
            }

            foreach (var happened in ready)
                yield return happened;
            next += ready.Length;
            if (hasEnded)
                yield break;
            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Add(DeskStep? step, int done, int total, DateOnly? day, decimal? net, string text)
    {
        _log.Append(new DeskRunEvent(_log.Events.Count, _file.State, step, done, total, day, net, text));
        Signal();
    }

    private void Signal()
    {
        var signal = _changed;
        _changed = NewSignal();
        signal.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

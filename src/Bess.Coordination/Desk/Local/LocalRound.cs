using System.Globalization;
using Bess.Coordination.Rounds;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Desk.Local;

/// <summary>One round in the background, from its launch, or from where an earlier process lost it, to its last event.</summary>
/// <remarks>
/// Commits while it still counts as running, so that the next round of the plant cannot begin before. A round that was lost is run
/// again from its order, which gives the same bits: what was told is compared and not told again, the first new event has the next number.
/// </remarks>
internal sealed class LocalRound : DeskRound, IProgress<IterationTrace>
{
    private readonly Lock _gate = new();
    private readonly RoundRequest _request;
    private readonly Action<string, RoundResult> _commit;
    private readonly LocalVirtualPowerPlant _plant = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly EventLog _events;
    private readonly RoundKeeper _keeper;
    private readonly RoundChanges _changes;
    private readonly ToldRound _told;
    private readonly List<Action> _held = [];
    private Task _run = Task.CompletedTask;
    private RoundNote _note;
    private bool _isCatchingUp;
    private bool _isFinishing;
    private bool _isLeft;
    private bool _isDisposed;
    private string? _difference;
    private volatile RoundView _view;
    private volatile RoundResult? _result;

    public LocalRound(RoundRequest request, RoundNote note, ToldRound told, RoundFiles? files, Action<string, RoundResult> commit)
    {
        (_request, _note, _told, _commit) = (request, note, told, commit);
        _keeper = new RoundKeeper(files);
        _events = new EventLog(told.Events, _keeper.Keep);
        _changes = new RoundChanges(_plant, _keeper, told.Changes);
        _isCatchingUp = told.Iterations.Count > 0;
        _view = note.View with { Phase = told.Phase, Iterations = told.Iterations.Count };
        if (told.Events.Count == 0)
            _events.Add(RoundPhase.Created, null, $"launched by {_view.LaunchedBy}");
        else
            Note(string.Create(CultureInfo.InvariantCulture, $"resumed: the server was lost and started again; {told.Iterations.Count} iterations are computed again"));
        if (note.IsCancelled && !_isCatchingUp)
            _cancel.Cancel();
    }

    public bool TakesEnrolled => _note.TakesEnrolled;

    public override RoundOrder Order => RoundOrder.Of(_request) with { PowerPlant = _view.PowerPlant };

    public override RoundView View => _view;

    public override RoundResult? Result => _result;

    public override IAsyncEnumerable<RoundEvent> FollowAsync(int from, CancellationToken cancellationToken) => _events.FollowAsync(from, cancellationToken);

    public void Start() => _run = Task.Run(RunAsync);

    /// <inheritdoc />
    /// <remarks>While iterations that were told are computed again, it ends after the last of them: no worse than what was told.</remarks>
    public override bool Cancel()
    {
        lock (_gate)
        {
            if (_view.Phase >= RoundPhase.Finalising)
                return false;
            _note = _note with { IsCancelled = true };
            _keeper.Keep(_note);
            if (_isCatchingUp)
                return true;
        }

        _cancel.Cancel();
        return true;
    }

    public void Join(FleetMember member) => WhenCaughtUp(() =>
    {
        var faults = _changes.Join(member);
        Note(faults.Count == 0 ? $"{member.Battery.Id} joins" : $"{member.Battery.Id} takes part from the next round on: {faults[0]}");
    });

    public void Leave(AgentId agent, string reason) => WhenCaughtUp(() =>
        Note(_changes.Leave(agent) ? $"{agent} leaves: {reason}" : $"{agent} leaves after this round: {reason}"));

    void IProgress<IterationTrace>.Report(IterationTrace value)
    {
        lock (_gate)
        {
            if (_isLeft)
            {
                // Answers that were cut short with it: the next process asks for all of them.
                return;
            }

            if (value.Iteration <= _told.Iterations.Count)
            {
                Compare(value);
            }
            else if (_difference is null)
            {
                _view = _view with { Phase = RoundPhase.Iterating, Iterations = value.Iteration };
                _events.Add(RoundPhase.Iterating, value, "");
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            // What is kept is gone on with by the next process; what is not ends here.
            _isLeft = _keeper.IsKeeping && !_isFinishing && !_view.HasEnded;
            if (_isLeft)
                _keeper.Keep(_note with { Starts = 0, View = _view });
        }

        if (!_isLeft)
            Cancel();
        await _cancel.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        _events.Leave();
        _keeper.Dispose();
        _cancel.Dispose();
    }

    private void WhenCaughtUp(Action change)
    {
        lock (_gate)
        {
            if (_isCatchingUp)
                _held.Add(change);
            else if (!_view.HasEnded)
                change();
        }
    }

    private void Compare(IterationTrace again)
    {
        if (_difference is not null)
            return;
        if (_told.Differs(again))
        {
            _difference = string.Create(CultureInfo.InvariantCulture, $"interrupted: iteration {again.Iteration} came out differently when it was computed again");
            _cancel.Cancel();
        }
        else if (again.Iteration == _told.Iterations.Count)
        {
            CatchUp();
        }
    }

    private void CatchUp()
    {
        _isCatchingUp = false;
        _changes.RedoWaiting();
        foreach (var change in _held)
            change();
        _held.Clear();
        if (_note.IsCancelled)
            _cancel.Cancel();
    }

    private async Task RunAsync()
    {
        try
        {
            if (!_told.Has(RoundPhase.Gathering))
                Move(RoundPhase.Gathering, string.Create(CultureInfo.InvariantCulture, $"{_request.Fleet.Members.Count} batteries"));
            var again = new RunAgain
            {
                Iterations = _told.Iterations.Count,
                SinceLaunch = _told.Events.Count == 0 ? TimeSpan.Zero : _request.Options.Clock.GetUtcNow() - _view.LaunchedAt,
                Journal = _changes,
                BeforeBroadcast = _changes.BeforeBroadcast,
            };
            var outcome = await _plant.CoordinateAsync(_request, again, this, _cancel.Token).ConfigureAwait(false);
            if (outcome.TryGet(out var result))
                Finish(_told.WithToldTimes(result));
            else
                End(RoundPhase.Failed, string.Join("; ", outcome.Faults), null);
        }
#pragma warning disable CA1031 // The edge of a background task: whatever was not foreseen ends the round, not the process, and is told in its record.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (!_isLeft)
                End(RoundPhase.Failed, $"internal error: {error.GetType().Name}: {error.Message}", null);
        }
        finally
        {
            _plant.Dispose();
        }
    }

    private void Finish(RoundResult result)
    {
        bool isCancelled;
        lock (_gate)
        {
            if (_isLeft)
                return;
            _isFinishing = true;
            _difference ??= _isCatchingUp ? "interrupted: it ended before what was told of it when it was computed again" : null;
            isCancelled = _note.IsCancelled || result.Status == RoundStatus.Cancelled;
            if (!_told.Has(RoundPhase.Finalising))
                Move(RoundPhase.Finalising, "");
            else
                _view = _view with { Phase = RoundPhase.Finalising };
        }

        if (_difference is not null)
        {
            var last = result with { Status = RoundStatus.Cancelled, Detail = $"{_difference} ({result.Detail})" };
            End(RoundPhase.Interrupted, last.Detail + "; the last committed schedules stay in force", last);
        }
        else if (isCancelled)
        {
            var cancelled = result.Status == RoundStatus.Cancelled
                ? result
                : result with { Status = RoundStatus.Cancelled, Detail = $"cancelled at its end ({result.Detail})" };
            End(RoundPhase.Cancelled, cancelled.Detail + "; the last committed schedules stay in force", cancelled);
        }
        else if (!result.Verdict.PhysicallyFeasible)
        {
            End(RoundPhase.Done, "the plan checker refused the plan, no schedule is committed: " + result.Detail, result);
        }
        else
        {
            _commit(_view.PowerPlant, result);
            End(RoundPhase.Done, result.Detail, result);
        }
    }

    private void End(RoundPhase phase, string detail, RoundResult? result)
    {
        if (result is not null)
            _keeper.Keep(result);
        lock (_gate)
        {
            var told = _keeper.Failure is { } failure ? $"{detail}; {failure}" : detail;
            _result = result;
            _view = _view with { Phase = phase, Detail = told, Status = result?.Status };
            _events.Add(phase, null, told, isLast: true);
            _keeper.Keep(_note with { View = _view });
            _keeper.Dispose();
        }
    }

    private void Move(RoundPhase phase, string text)
    {
        lock (_gate)
        {
            _view = _view with { Phase = phase };
            _events.Add(phase, null, text);
        }
    }

    private void Note(string text)
    {
        lock (_gate)
        {
            _events.Add(_view.Phase, null, text);
        }
    }
}

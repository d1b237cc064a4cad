using System.Globalization;
using Bess.Coordination.Rounds;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Desk.Local;

/// <summary>One round in the background, from its launch to its last event.</summary>
/// <remarks>Commits while it still counts as running, so that the next round of the plant cannot begin before.</remarks>
internal sealed class LocalRound : IProgress<IterationTrace>, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly RoundRequest _request;
    private readonly Action<string, RoundResult> _commit;
    private readonly LocalVirtualPowerPlant _plant = new();
    private readonly CancellationTokenSource _cancel = new();
    private Task _run = Task.CompletedTask;
    private bool _isCancelled;
    private volatile RoundView _view;
    private volatile RoundResult? _result;

    public LocalRound(RoundRequest request, string powerPlant, bool takesEnrolled, string launchedBy, DateTimeOffset now, Action<string, RoundResult> commit)
    {
        _request = request;
        _commit = commit;
        TakesEnrolled = takesEnrolled;
        _view = new RoundView(request.Id, powerPlant, RoundPhase.Created, now, launchedBy, 0, "", null);
        Events.Add(RoundPhase.Created, null, $"launched by {launchedBy}");
    }

    public bool TakesEnrolled { get; }

    public EventLog Events { get; } = new();

    public RoundOrder Order => RoundOrder.Of(_request) with { PowerPlant = _view.PowerPlant };

    public RoundView View => _view;

    public RoundResult? Result => _result;

    public void Start() => _run = Task.Run(RunAsync);

    /// <summary>Ends it early; false when it has ended, or commits already.</summary>
    public bool Cancel()
    {
        lock (_gate)
        {
            if (_view.Phase >= RoundPhase.Finalising)
                return false;
            _isCancelled = true;
        }

        _cancel.Cancel();
        return true;
    }

    public void Join(FleetMember member)
    {
        if (_view.HasEnded)
            return;
        var faults = _plant.Join(member);
        Note(faults.Count == 0 ? $"{member.Battery.Id} joins" : $"{member.Battery.Id} takes part from the next round on: {faults[0]}");
    }

    public void Leave(AgentId agent, string reason)
    {
        if (!_view.HasEnded)
            Note(_plant.Leave(agent) ? $"{agent} leaves: {reason}" : $"{agent} leaves after this round: {reason}");
    }

    void IProgress<IterationTrace>.Report(IterationTrace value)
    {
        lock (_gate)
        {
            _view = _view with { Phase = RoundPhase.Iterating, Iterations = value.Iteration };
            Events.Add(RoundPhase.Iterating, value, "");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Cancel();
        await _run.ConfigureAwait(false);
        _cancel.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            Move(RoundPhase.Gathering, string.Create(CultureInfo.InvariantCulture, $"{_request.Fleet.Members.Count} batteries"));
            var outcome = await _plant.CoordinateAsync(_request, this, _cancel.Token).ConfigureAwait(false);
            if (outcome.TryGet(out var result))
                Finish(result);
            else
                End(RoundPhase.Failed, string.Join("; ", outcome.Faults), null);
        }
#pragma warning disable CA1031 // The edge of a background task: whatever was not foreseen ends the round, not the process, and is told in its record.
        catch (Exception error)
#pragma warning restore CA1031
        {
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
            isCancelled = _isCancelled || result.Status == RoundStatus.Cancelled;
            Move(RoundPhase.Finalising, "");
        }

        if (isCancelled)
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
        lock (_gate)
        {
            _result = result;
            _view = _view with { Phase = phase, Detail = detail, Status = result?.Status };
            Events.Add(phase, null, detail, isLast: true);
        }
    }

    private void Move(RoundPhase phase, string text)
    {
        lock (_gate)
        {
            _view = _view with { Phase = phase };
            Events.Add(phase, null, text);
        }
    }

    private void Note(string text)
    {
        lock (_gate)
        {
            Events.Add(_view.Phase, null, text);
        }
    }
}

using System.Diagnostics;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;

namespace Bess.Cluster.Drills.Harness;

/// <summary>A round launched and followed by an operator, whatever happens to the servers.</summary>
internal sealed class WatchedRound
{
    private readonly AnyDesk _desk;
    private readonly RoundOrder _order;
    private readonly List<(RoundEvent Event, double Seconds)> _events = [];
    private readonly List<(Func<RoundEvent, bool> Is, TaskCompletionSource Seen)> _waiting = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private bool _isOver;

    public WatchedRound(AnyDesk desk, RoundOrder order)
    {
        _desk = desk;
        _order = order;
    }

    /// <summary>Seconds from the call that launched it.</summary>
    public double Seconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>When the launch was answered, seconds; 0 before.</summary>
    public double LaunchSeconds { get; private set; }

    /// <summary>What happened so far, and when it was heard of.</summary>
    public IReadOnlyList<(RoundEvent Event, double Seconds)> Events
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>Ends at the first event of a kind, or with the round.</summary>
    public Task Until(Func<RoundEvent, bool> isEvent)
    {
        lock (_events)
        {
            if (_isOver || _events.Any(known => isEvent(known.Event)))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((isEvent, seen));
            return seen.Task;
        }
    }

    /// <summary>When the first event of a phase was heard of, seconds; infinite when it never was.</summary>
    public double At(RoundPhase phase) => Events.Where(known => known.Event.Phase == phase).Select(known => known.Seconds).DefaultIfEmpty(double.PositiveInfinity).First();

    /// <summary>Launches, follows to the end, reads the result.</summary>
    /// <param name="limit">Longest time.</param>
    public async Task<RoundOutcome> RunAsync(TimeSpan limit)
    {
        using var hung = new CancellationTokenSource(limit);
        try
        {
            var launch = await _desk.LaunchAsync(_order, hung.Token);
            LaunchSeconds = Seconds;
            if (launch.RoundId is not { } id)
            {
                var why = launch.Running is { } running ? $"round {running.Id} is in the way" : string.Join("; ", launch.Faults);
                return new RoundOutcome(null, null, Seconds, $"not launched: {why}");
            }

            var last = await _desk.FollowAsync(id, Heard, hung.Token);
            var result = last?.Phase == RoundPhase.Failed ? null : await _desk.ResultAsync(id, hung.Token);
            return new RoundOutcome(last?.Phase, result, Seconds, last?.Text ?? "");
        }
        catch (OperationCanceledException)
        {
            var stood = Events is { Count: > 0 } events ? $"the last event was {events[^1].Event.Phase} {events[^1].Event.Iteration?.Iteration} at {events[^1].Seconds:0.0} s" : "nothing was heard";
            return new RoundOutcome(null, null, Seconds, $"hung: {stood}");
        }
        finally
        {
            Release(_ => true, isOver: true);
        }
    }

    private void Heard(RoundEvent happened)
    {
        lock (_events)
        {
            _events.Add((happened, Seconds));
        }

        Release(waiting => waiting(happened), isOver: false);
    }

    private void Release(Predicate<Func<RoundEvent, bool>> isDue, bool isOver)
    {
        lock (_events)
        {
            _isOver |= isOver;
            foreach (var (_, seen) in _waiting.Where(waiting => isDue(waiting.Is)))
            {
                seen.TrySetResult();
            }

            _waiting.RemoveAll(waiting => waiting.Seen.Task.IsCompleted);
        }
    }
}

/// <summary>How a round ended for whoever watched it.</summary>
/// <param name="Phase">Last phase; null when it never ended.</param>
/// <param name="Result">Its result; null for none.</param>
/// <param name="Seconds">From the call that launched it until the result was read.</param>
/// <param name="Text">What was said last.</param>
internal sealed record RoundOutcome(RoundPhase? Phase, RoundResult? Result, double Seconds, string Text);

using System.Runtime.CompilerServices;
using Bess.Coordination.Rounds;

namespace Bess.Coordination.Desk.Local;

/// <summary>The events of one round, and who waits for the next. Nothing is dropped: a slow follower reads the list at its own pace.</summary>
internal sealed class EventLog
{
    private readonly Lock _gate = new();
    private readonly List<RoundEvent> _events = [];
    private TaskCompletionSource _next = NewSignal();
    private bool _hasEnded;

    /// <summary>Adds an event; the last one ends all followers.</summary>
    public void Add(RoundPhase phase, IterationTrace? iteration, string text, bool isLast = false)
    {
        TaskCompletionSource signal;
        lock (_gate)
        {
            if (_hasEnded)
                return;
            _events.Add(new RoundEvent(_events.Count, phase, iteration, text));
            _hasEnded = isLast;
            (signal, _next) = (_next, NewSignal());
        }

        signal.SetResult();
    }

    /// <summary>Events from a number on, to the last one.</summary>
    public async IAsyncEnumerable<RoundEvent> FollowAsync(int from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = from; ;)
        {
            RoundEvent[] ready;
            Task next;
            bool hasEnded;
            lock (_gate)
            {
                ready = number < _events.Count ? [.. _events.Skip(number)] : [];
                (next, hasEnded) = (_next.Task, _hasEnded);
            }

            foreach (var happened in ready)
                yield return happened;
            number += ready.Length;
            if (hasEnded)
                yield break;
            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

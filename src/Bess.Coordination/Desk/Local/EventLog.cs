using System.Runtime.CompilerServices;
using Bess.Coordination.Rounds;

namespace Bess.Coordination.Desk.Local;

/// <summary>The events of one round, and who waits for the next. Nothing is dropped: a slow follower reads the list at its own pace.</summary>
/// <param name="told">Those that an earlier process told.</param>
/// <param name="keep">Keeps an event before anybody sees it.</param>
internal sealed class EventLog(IReadOnlyList<RoundEvent> told, Action<RoundEvent> keep)
{
    private readonly Lock _gate = new();
    private readonly List<RoundEvent> _events = [.. told];
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
            var happened = new RoundEvent(_events.Count, phase, iteration, text);
            keep(happened);
            _events.Add(happened);
            _hasEnded = isLast;
            (signal, _next) = (_next, NewSignal());
        }

        signal.SetResult();
    }

    /// <summary>Lets the followers go without a last event: another process goes on.</summary>
    public void Leave()
    {
        TaskCompletionSource signal;
        lock (_gate)
        {
            _hasEnded = true;
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

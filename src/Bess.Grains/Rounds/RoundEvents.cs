using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;

namespace Bess.Grains.Rounds;

/// <summary>The events of a round in order. A round that is run again makes the same ones again, with the same numbers.</summary>
internal sealed class RoundEvents
{
    private readonly Lock _gate = new();
    private readonly List<RoundEvent> _events = [];
    private TaskCompletionSource _more = NewSignal();

    /// <summary>True once the last event is among them.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Number of iterations among them.</summary>
    public int Iterations { get; private set; }

    /// <summary>Adds a change of phase.</summary>
    public void Add(RoundPhase phase, string text = "") => Add(number => new RoundEvent(number, phase, null, text));

    /// <summary>Adds an iteration.</summary>
    public void Add(IterationTrace iteration)
    {
        Iterations = iteration.Iteration;
        Add(number => new RoundEvent(number, RoundPhase.Iterating, iteration, string.Empty));
    }

    /// <summary>Events from a number on; waits for one when there is none yet.</summary>
    public async Task<IReadOnlyList<RoundEvent>> FromAsync(int from, TimeSpan wait, int most)
    {
        Task more;
        lock (_gate)
        {
            if (from < _events.Count)
            {
                return [.. _events.Skip(from).Take(most)];
            }

            more = _more.Task;
        }

        await Task.WhenAny(more, Task.Delay(wait)).ConfigureAwait(false);
        lock (_gate)
        {
            return [.. _events.Skip(from).Take(most)];
        }
    }

    /// <summary>Starts afresh, for another run.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _events.Clear();
            (Iterations, IsComplete) = (0, false);
        }
    }

    private void Add(Func<int, RoundEvent> create)
    {
        TaskCompletionSource signal;
        lock (_gate)
        {
            var happened = create(_events.Count);
            _events.Add(happened);
            IsComplete = happened.Phase is RoundPhase.Done or RoundPhase.Failed or RoundPhase.Cancelled;
            (signal, _more) = (_more, NewSignal());
        }

        signal.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using Bess.Coordination.Agents;

namespace Bess.Coordination.Leaves;

/// <summary>What became of a seat in one broadcast.</summary>
internal enum SeatFate
{
    Answered,
    Missed,
    NewlyHeld,
    Held,
    Lost,
}

/// <summary>The questions of one broadcast: asked at once, waited for as long as it pays.</summary>
/// <remarks>
/// Everybody is waited for at first: until all have answered, or until the patience ends. A slow agent (its host answers) is then
/// stood in for, up to the staleness limit, and held after it. One that cannot be reached, or is being brought up to date, is waited
/// for until it is silent for too long: its host may just have died, and the round must not depend on the moment.
/// <para>
/// One that still works on an earlier question is known to be slow and not waited for; its answer counts when it comes. One that is
/// held is asked once more, so that it is not held to an early answer for good.
/// </para>
/// </remarks>
internal sealed class LeafQuestions(LeafAggregator leaf, AgentRequest request, LeafPatience patience, TimeProvider clock)
{
    private static readonly TimeSpan AliveWithin = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<LeafSeat, Task<LinkAnswer>> _tasks = [];
    private readonly Dictionary<LeafSeat, SeatFate> _fates = [];
    private readonly List<Task> _unawaited = [];
    private int _quorum;
    private TaskCompletionSource? _quorumReached;

    public SeatFate FateOf(LeafSeat seat) => _fates[seat];

    public LinkAnswer AnswerOf(LeafSeat seat) => _tasks[seat].GetAwaiter().GetResult();

    public async Task AskAsync(IEnumerable<LeafSeat> seats, CancellationToken cancellationToken)
    {
        var silence = new CancellationTokenSource(patience.Silent, clock);
        var silent = silence.Token;
        var start = clock.GetTimestamp();
        foreach (var seat in seats)
        {
            if (seat.Outstanding is { IsCompleted: true })
            {
                seat.Outstanding = null;
            }

            if (seat.NeedsRecall)
            {
                _fates[seat] = SeatFate.Lost;
            }
            else if (seat.Slot.IsHeld)
            {
                _fates[seat] = SeatFate.Held;
                AskOnceMore(seat, silent);
            }
            else if (seat.Outstanding is not null && CanBeSpared(seat) && !seat.IsRecovering)
            {
                _fates[seat] = SlowFate(seat, cancellationToken);
            }
            else
            {
                _tasks[seat] = null!;
            }
        }

        _quorum = (_tasks.Count + 1) / 2;
        _quorumReached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var seat in _tasks.Keys.ToArray())
        {
            _tasks[seat] = CountedAsync(seat, silent);
        }

        var all = Task.WhenAll(_tasks.Values);
        _ = DisposeAfterAsync(Task.WhenAll(_unawaited.Concat(_tasks.Values)), silence);
        await WaitAsync(all, start, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(_tasks.Keys.Select(seat => SettleAsync(seat, silent, cancellationToken))).ConfigureAwait(false);
    }

    private async Task<LinkAnswer> CountedAsync(LeafSeat seat, CancellationToken cancellationToken)
    {
        try
        {
            return await leaf.AskSeatAsync(seat, request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (Interlocked.Decrement(ref _quorum) == 0)
            {
                _quorumReached!.TrySetResult();
            }
        }
    }

    /// <summary>Until all are there, or until half are and the others have had as long again.</summary>
    private async Task WaitAsync(Task all, long start, CancellationToken cancellationToken)
    {
        if (all.IsCompleted)
        {
            return;
        }

        using var ended = new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, cancellationToken);
        var over = Task.Delay(Timeout.InfiniteTimeSpan, clock, both.Token);
        await Task.WhenAny(all, _quorumReached!.Task, over).ConfigureAwait(false);
        if (!all.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            var taken = clock.GetElapsedTime(start);
            var left = patience.Late > 2 * taken ? patience.Late - taken : taken;
            await Task.WhenAny(all, Task.Delay(left, clock, both.Token)).ConfigureAwait(false);
        }

        await ended.CancelAsync().ConfigureAwait(false);
    }

    private async Task SettleAsync(LeafSeat seat, CancellationToken silence, CancellationToken deadline)
    {
        var task = _tasks[seat];
        if (!task.IsCompleted && CanBeSpared(seat) && await IsSlowAsync(seat, task, silence, deadline).ConfigureAwait(false)
            && (deadline.IsCancellationRequested || !seat.IsRecovering))
        {
            SetFate(seat, SlowFate(seat, deadline));
            seat.Outstanding = LateAsync(seat, request, task);
            return;
        }

        try
        {
            await task.ConfigureAwait(false);
            SetFate(seat, SeatFate.Answered);
        }
        catch (OperationCanceledException)
        {
            SetFate(seat, seat.Slot.HasAnswer ? SeatFate.NewlyHeld : SeatFate.Lost);
        }
    }

    private SeatFate SlowFate(LeafSeat seat, CancellationToken deadline) =>
        seat.Slot.Staleness < patience.StalenessLimit || deadline.IsCancellationRequested ? SeatFate.Missed : SeatFate.NewlyHeld;

    private void AskOnceMore(LeafSeat seat, CancellationToken silent)
    {
        if (request.Task != AgentTask.Respond || request.Required || !seat.MayImprove || seat.Outstanding is not null)
        {
            return;
        }

        seat.MayImprove = false;
        var task = leaf.AskSeatAsync(seat, request, silent);
        _unawaited.Add(task);
        seat.Outstanding = LateAsync(seat, request, task);
    }

    private void SetFate(LeafSeat seat, SeatFate fate)
    {
        lock (_fates)
        {
            _fates[seat] = fate;
        }
    }

    private bool CanBeSpared(LeafSeat seat) =>
        !request.Required && seat.Slot.HasAnswer && request.Task is AgentTask.Respond or AgentTask.Minimise or AgentTask.Linearize;

    /// <summary>True when the agent's host answers and the agent does not; false when it answered after all, or nothing is heard of its host.</summary>
    private static async Task<bool> IsSlowAsync(LeafSeat seat, Task task, CancellationToken silence, CancellationToken deadline)
    {
        if (deadline.IsCancellationRequested)
        {
            return true;
        }

        using var brief = CancellationTokenSource.CreateLinkedTokenSource(silence);
        brief.CancelAfter(AliveWithin);
        var alive = seat.Link.IsAliveAsync(brief.Token);
        await Task.WhenAny(task, alive).ConfigureAwait(false);
        return !task.IsCompleted && await alive.ConfigureAwait(false);
    }

    /// <summary>Late answers outlive the broadcast; their clock must too.</summary>
    private static async Task DisposeAfterAsync(Task all, CancellationTokenSource silence)
    {
        await ((Task)all.ContinueWith(_ => { }, TaskScheduler.Default)).ConfigureAwait(false);
        silence.Dispose();
    }

    private static async Task LateAsync(LeafSeat seat, AgentRequest question, Task<LinkAnswer> task)
    {
        try
        {
            seat.Keep(question, await task.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // Silent to the end: what it is held to stays.
            return;
        }
    }
}

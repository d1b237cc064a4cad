using Bess.Coordination.Agents;
using Bess.Coordination.Checking;
using Bess.Coordination.Runtime;

namespace Bess.Coordination.Leaves;

/// <summary>An agent of a leaf.</summary>
/// <param name="Place">Place in the order of the sums.</param>
/// <param name="Link">How it is reached.</param>
/// <param name="ClassIndex">Class of constraints.</param>
/// <param name="GroupPlace">Place of its group in a <see cref="PlanReport"/>.</param>
/// <param name="PowerMw">Connection power, MW.</param>
/// <param name="JoinedAt">First broadcast that concerns it, from 1.</param>
public sealed record LeafMember(int Place, IAgentLink Link, int ClassIndex, int GroupPlace, double PowerMw, int JoinedAt);

/// <summary>Asks the agents of a leaf and sums their answers: who is waited for, who is stood in for, who is brought up to date. No algebra.</summary>
/// <remarks>One call at a time. A broadcast that is repeated gets the same sum again.</remarks>
public sealed class LeafAggregator
{
    private const int FinishFactor = 4;

    private readonly int _steps;
    private readonly IReadOnlyList<int[]> _classes;
    private readonly LeafPatience _patience;
    private readonly TimeProvider _clock;
    private readonly SortedDictionary<int, LeafSeat> _seats = [];
    private readonly Dictionary<int, int> _groupPlaces = [];
    private readonly List<PastBroadcast> _history = [];
    private PartialGathering? _last;

    /// <summary>Creates the leaf at some point of a round.</summary>
    /// <param name="steps">T.</param>
    /// <param name="classes">Constraints of each class.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="members">Who is in it now.</param>
    /// <param name="history">The round so far; empty at its start. What the agents answered is asked of them when it is needed.</param>
    /// <param name="clock">Clock.</param>
    public LeafAggregator(
        int steps, IReadOnlyList<int[]> classes, LeafPatience patience, IEnumerable<LeafMember> members, IEnumerable<PastBroadcast> history, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(members);
        _steps = steps;
        _classes = classes;
        _patience = patience;
        _clock = clock;
        _history.AddRange(history);
        foreach (var member in members)
        {
            Add(member, needsRecall: _history.Exists(item => item.Request.Sequence >= member.JoinedAt));
        }
    }

    /// <summary>Number of the last broadcast that the leaf took part in; 0 for none.</summary>
    public int LastSequence => _history.Count == 0 ? 0 : _history[^1].Request.Sequence;

    /// <summary>Answers that came after they were needed.</summary>
    public int LateAnswers { get; private set; }

    /// <summary>Asks all agents.</summary>
    /// <param name="request">The broadcast that follows <see cref="LastSequence"/>, or that one again.</param>
    /// <param name="joining">Who enters with it.</param>
    /// <param name="leaving">Places that are empty from it on.</param>
    /// <param name="cancellationToken">The round's deadline: who can be stood in for is not waited for after it.</param>
    /// <returns>The sum; the leaf's own, not to be changed. Null when the leaf stands elsewhere.</returns>
    public async Task<PartialGathering?> AskAsync(AgentRequest request, IEnumerable<LeafMember> joining, IEnumerable<int> leaving, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(joining);
        ArgumentNullException.ThrowIfNull(leaving);
        if (request.Sequence == LastSequence && _last is not null)
        {
            return _last;
        }

        if (request.Sequence != LastSequence + 1)
        {
            return null;
        }

        foreach (var member in joining)
        {
            Add(member, needsRecall: false);
        }

        foreach (var place in leaving)
        {
            _seats.Remove(place);
        }

        await RecallMissingAsync().ConfigureAwait(false);
        var questions = new LeafQuestions(this, request, _patience, _clock);
        await questions.AskAsync(_seats.Values, cancellationToken).ConfigureAwait(false);
        var sum = Sum(request, questions);
        _history.Add(PastBroadcast.Of(request, sum));
        _last = sum;
        return sum;
    }

    /// <summary>Lets every agent form, check and keep its schedule.</summary>
    /// <param name="groups">Number of groups of the fleet.</param>
    /// <returns>The sum of their reports; an agent that stays silent is a finding.</returns>
    public async Task<PlanReport> FinishAsync(int groups)
    {
        await RecallMissingAsync().ConfigureAwait(false);
        // Keeping the schedules may wait for a database, which may be away for a while.
        using var silent = new CancellationTokenSource(FinishFactor * _patience.Silent, _clock);
        var reports = await Task.WhenAll(_seats.Values.Select(seat => FinishAsync(seat, silent.Token))).ConfigureAwait(false);
        var sum = new PlanReport(_steps, groups);
        var i = 0;
        foreach (var seat in _seats.Values)
        {
            sum.Add(_groupPlaces[seat.Place], reports[i++]);
        }

        return sum;
    }

    /// <summary>Asks one agent until it answers; brings it up to date where it has lost its state.</summary>
    internal async Task<LinkAnswer> AskSeatAsync(LeafSeat seat, AgentRequest request, CancellationToken cancellationToken)
    {
        if (seat.Outstanding is { } earlier)
        {
            await earlier.WaitAsync(cancellationToken).ConfigureAwait(false);
            seat.Outstanding = null;
        }

        var own = seat.ForAgent(request);
        var heard = seat.LastAnswered == request.Sequence - 1 ? [] : Heard(seat);
        var ask = new LeafAsk(own, seat.LastAnswered, heard);
        seat.IsRecovering = false;
        return await PersistAsync(
            async token =>
            {
                try
                {
                    var answer = await seat.Link.AskAsync(ask, token).ConfigureAwait(false);
                    if (answer is null)
                    {
                        // One that was stood in for has answered too late and must go back; that is slowness, no loss.
                        seat.IsRecovering = seat.Slot.Staleness == 0;
                        await seat.Link.RecallAsync(seat.Past(_history), null, token).ConfigureAwait(false);
                    }

                    return answer;
                }
                catch (LinkBrokenException)
                {
                    seat.IsRecovering = true;
                    throw;
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    private void Add(LeafMember member, bool needsRecall)
    {
        var slot = new AnswerSlot(member.Link.Agent, member.ClassIndex, member.PowerMw, _steps);
        _seats[member.Place] = new LeafSeat(member.Place, member.Link, slot, _steps, member.JoinedAt) { NeedsRecall = needsRecall };
        _groupPlaces[member.Place] = member.GroupPlace;
    }

    private List<AgentRequest> Heard(LeafSeat seat) =>
        [.. _history.Where(item => item.Request.Sequence > seat.LastAnswered && item.Request.Sequence >= seat.JoinedAt).Select(item => seat.ForAgent(item.Request))];

    /// <summary>Repeats what may be repeated until something comes back.</summary>
    private async Task<T> PersistAsync<T>(Func<CancellationToken, Task<T?>> attempt, CancellationToken cancellationToken)
        where T : class
    {
        for (var pause = TimeSpan.FromMilliseconds(20); ; pause = pause < TimeSpan.FromMilliseconds(200) ? 2 * pause : pause)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (await attempt(cancellationToken).ConfigureAwait(false) is { } done)
                {
                    return done;
                }
            }
            catch (LinkBrokenException)
            {
                // The agent's host may be gone; the agent comes back on another one, and is then brought up to date.
                await Task.Delay(pause, _clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private PartialGathering Sum(AgentRequest request, LeafQuestions questions)
    {
        var leaf = new LeafSum(request.Task, _steps, _classes);
        var sum = new PartialGathering(_steps, []);
        foreach (var seat in _seats.Values.ToArray())
        {
            var fate = questions.FateOf(seat);
            if (fate == SeatFate.Lost)
            {
                sum.NewlyLost.Add(seat.Place);
                _seats.Remove(seat.Place);
                continue;
            }

            var late = seat.AcceptLate();
            if (late is not null)
            {
                LateAnswers++;
                sum.Late.Add(new LateMark(seat.Place, late.Request.Sequence));
            }

            if (fate == SeatFate.NewlyHeld)
            {
                seat.Hold();
                sum.NewlyHeld.Add(seat.Place);
            }

            if (fate == SeatFate.Answered)
            {
                seat.Slot.Take(request, seat.Accept(questions.AnswerOf(seat)), leaf.Own, late);
                seat.LastAnswered = request.Sequence;
            }
            else
            {
                seat.Slot.Take(request, null, leaf.Own, late);
                sum.Missed.Add(seat.Place);
            }

            leaf.AddOwn(seat.Slot.ClassIndex);
        }

        var total = leaf.ToSum();
        total.AddAttendance(sum);
        return total;
    }

    /// <summary>Learns what agents answered to another leaf before this one took over; who stays silent keeps the mark and is left out.</summary>
    private async Task RecallMissingAsync()
    {
        var missing = _seats.Values.Where(seat => seat.NeedsRecall).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        using var silent = new CancellationTokenSource(_patience.Silent, _clock);
        await Task.WhenAll(missing.Select(seat => RecallAsync(seat, silent.Token))).ConfigureAwait(false);
    }

    private async Task RecallAsync(LeafSeat seat, CancellationToken cancellationToken)
    {
        try
        {
            var recall = await PersistAsync(
                async token => (LinkRecall?)await seat.Link.RecallAsync(seat.Past(_history), null, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            seat.Rebuild(_history, recall, new PartialGathering(_steps, [[]]));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            seat.NeedsRecall = true;
        }
    }

    private async Task<MemberReport> FinishAsync(LeafSeat seat, CancellationToken cancellationToken)
    {
        var best = seat.Slot.BestSequence;
        try
        {
            await (seat.Outstanding ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(false);
            return await PersistAsync(
                async token =>
                {
                    var report = await seat.Link.FinishAsync(best, token).ConfigureAwait(false);
                    if (report is null)
                    {
                        await seat.Link.RecallAsync(seat.Past(_history), best, token).ConfigureAwait(false);
                    }

                    return report;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What it would do is known, that it does it is not: the plan says so.
            return new MemberReport
            {
                Agent = seat.Slot.Agent,
                PowerMw = seat.Plan?.PowerMw ?? new double[_steps],
                LargestPowerMw = seat.Slot.PowerMw,
                Cost = seat.Plan?.Cost ?? 0,
                Findings = [$"{seat.Slot.Agent}: expected a confirmed schedule, was silent at the end of the round"],
            };
        }
    }
}

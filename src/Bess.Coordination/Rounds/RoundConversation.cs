using Bess.Coordination.Agents;
using Bess.Coordination.Rounds.Journal;
using Bess.Coordination.Runtime;

namespace Bess.Coordination.Rounds;

/// <summary>Everything that reaches a round from outside: answers, the clock, a person who cancels. All of it goes through the journal.</summary>
internal sealed class RoundConversation : IDisposable
{
    private readonly RoundOptions _options;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _cancelled;
    private readonly int _toldIterations;
    private ITimer? _timer;
    private readonly JournalCursor _journal;
    private readonly long _start;
    private readonly int _steps;
    private long _sent;
    private long _received;
    private long _toRound;
    private int _sequence;
    private double _replayedElapsed;
    private bool _openingPending;
    private bool _stopPending;
    private StopReason? _stopped;

    public RoundConversation(
        string roundId, int steps, IAgentTransport transport, RoundOptions options, long start, IRoundJournal? journal, CancellationToken cancelled, int toldIterations = 0)
    {
        Transport = transport;
        _options = options;
        _start = start;
        _steps = steps;
        _cancelled = cancelled;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        _toldIterations = toldIterations;
        if (toldIterations == 0)
            StartClock();

        _journal = new JournalCursor(roundId, journal);
        var recorded = _journal.TakeIf<RoundOpened>();
        _openingPending = recorded is null;
        Members = recorded ?? new RoundOpened(transport.TotalPowerMw, transport.ClassPowersMw, transport.Count);
        AgentCount = Members.Agents;
    }

    public IAgentTransport Transport { get; }

    /// <summary>What was known of the members when the round began.</summary>
    public RoundOpened Members { get; }

    /// <summary>Agents that were asked last.</summary>
    public int AgentCount { get; private set; }

    /// <summary>Wall-clock time of gathering so far.</summary>
    public double AgentSeconds { get; private set; }

    /// <summary>True while recorded answers are run again.</summary>
    public bool IsReplaying => _journal.IsReplaying;

    /// <summary>Seconds since the round began; while recorded answers are run again, those that had passed when they came.</summary>
    public double Elapsed => _journal.IsReplaying ? _replayedElapsed : _options.Clock.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Whether the clock or a person ends the iterations. That is an entry of the journal, so that a resumed round stops there too.</summary>
    public StopReason? Stopped()
    {
        if (_journal.IsReplaying)
        {
            _stopped ??= _journal.TakeIf<RoundStopped>() is { } stop ? stop.IsCancelled ? StopReason.Cancelled : StopReason.Deadline : null;
        }
        else if (_stopped is null && _stop.IsCancellationRequested)
        {
            _stopped = _cancelled.IsCancellationRequested ? StopReason.Cancelled : StopReason.Deadline;
            _stopPending = true;
        }

        return _stopped;
    }

    /// <summary>Broadcasts, or takes the recorded answers and lets the agents know.</summary>
    public async Task<Gathering> AskAsync(AgentRequest request, bool pastDeadline)
    {
        var numbered = request with { Sequence = ++_sequence };
        var answers = _journal.TakeAnswers(_sequence);
        if (answers is null)
        {
            await AppendPendingAsync().ConfigureAwait(false);
            var before = _options.Clock.GetTimestamp();
            var gathered = await Transport.SendAsync(numbered, pastDeadline ? CancellationToken.None : _stop.Token).ConfigureAwait(false);
            answers = new AnswersGathered(_sequence, gathered, _options.Clock.GetElapsedTime(before).TotalSeconds, Elapsed);
            await _journal.AppendAsync(answers).ConfigureAwait(false);
        }
        else
        {
            await Transport.RecallAsync(numbered, answers.Gathering).ConfigureAwait(false);
        }

        _replayedElapsed = answers.ElapsedSeconds;
        AgentSeconds += answers.AgentSeconds;
        AgentCount = answers.Gathering.Agents;
        Count(numbered, answers.Gathering);
        return answers.Gathering;
    }

    /// <summary>An iteration is complete. From the last one that was told on, the deadline counts again, from the beginning of the round.</summary>
    public void Completed(int iteration)
    {
        if (iteration == _toldIterations)
            StartClock();
    }

    /// <summary>Numbers exchanged since the last call.</summary>
    public (long Sent, long Received, long ToRound) TakeCounts()
    {
        var counts = (_sent, _received, _toRound);
        (_sent, _received, _toRound) = (0, 0, 0);
        return counts;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _stop.Dispose();
    }

    private void StartClock()
    {
        if (_options.Deadline is not { } deadline)
            return;
        var left = deadline - _options.Clock.GetElapsedTime(_start);
        if (left <= TimeSpan.Zero && _toldIterations > 0)
            _stop.Cancel();
        else
            _timer = _options.Clock.CreateTimer(_ => _stop.Cancel(), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private async Task AppendPendingAsync()
    {
        if (_openingPending)
        {
            _openingPending = false;
            await _journal.AppendAsync(Members).ConfigureAwait(false);
        }

        if (_stopPending)
        {
            _stopPending = false;
            await _journal.AppendAsync(new RoundStopped(_stopped == StopReason.Cancelled)).ConfigureAwait(false);
        }
    }

    private void Count(AgentRequest request, Gathering gathering)
    {
        var weights = request.ColumnWeights is { Length: > 0 } mix ? mix[0].Length : 0;
        var sent = (request.PricePerMw.Length > 0 ? _steps : 0) + (request.Correction is null ? 0 : _steps) + weights + 2;
        var received = request.Task switch
        {
            AgentTask.Respond => (_steps * (_steps + 1) / 2) + (3 * _steps) + 4,
            AgentTask.Linearize => (_steps * (_steps + 1) / 2) + (2 * _steps) + 3,
            AgentTask.Settle or AgentTask.Minimise or AgentTask.Combine => _steps + 2,
            _ => 1,
        };
        _sent += (long)sent * AgentCount;
        _received += (long)received * gathering.Answered;
        _toRound += (long)gathering.Classes.Count * (received + 2);
    }
}

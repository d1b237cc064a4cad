using Bess.Coordination.Agents;
using Bess.Coordination.Coupling;
using Bess.Coordination.Diagnostics;
using Bess.Coordination.Rounds.Journal;
using Bess.Coordination.Runtime;

namespace Bess.Coordination.Rounds;

/// <summary>Why an algorithm stopped iterating.</summary>
internal enum StopReason
{
    Converged,
    Deadline,
    IterationLimit,
    Stalled,
    Cancelled,
}

/// <summary>What an algorithm reports of one iteration; the context adds times, bounds and counts.</summary>
/// <param name="Gathering">The answers.</param>
/// <param name="Sums">Coupled sums of the answers, K·T, MW.</param>
/// <param name="Cost">Σ of the agents' costs.</param>
/// <param name="Value">First-order corrected value.</param>
/// <param name="Multipliers">Multipliers, K·T, currency per MW.</param>
/// <param name="Broadcast">Price that the agents answered, K·T; the bound of the answers belongs to it.</param>
/// <param name="Residual">max |Σp − v|.</param>
/// <param name="RelativeGap">Own gap over scale.</param>
/// <param name="Step">Own measure of the step.</param>
/// <param name="Barrier">μ.</param>
/// <param name="Decision">What comes next.</param>
/// <param name="LowerBound">A valid bound of the whole, if the algorithm has one of its own.</param>
/// <param name="AnswersArePlan">False when cost and sums belong to a mix that the agents still have to form (<see cref="RoundContext.TakeCombined"/>).</param>
internal sealed record IterationReport(
    Gathering Gathering,
    double[] Sums,
    double Cost,
    double Value,
    double[] Multipliers,
    double[] Broadcast,
    double Residual,
    double RelativeGap,
    double Step,
    double Barrier,
    string Decision,
    double LowerBound = double.NegativeInfinity,
    bool AnswersArePlan = true);

/// <summary>Everything that a coordination algorithm works with; the same for all of them.</summary>
internal sealed class RoundContext : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly IProgress<IterationTrace>? _progress;
    private readonly CoordinationTelemetry _telemetry;
    private readonly long _start;
    private long _sent;
    private long _received;
    private readonly JournalCursor _journal;
    private int _sequence;
    private double _replayedElapsed;
    private bool _openingPending;
    private bool _stopPending;
    private StopReason? _stopped;
    private bool _restricted;

    public RoundContext(string roundId, CouplingPlan plan, IAgentTransport transport, RoundOptions options, double priceDeviation, IProgress<IterationTrace>? progress, CoordinationTelemetry telemetry, long start, CancellationToken cancelled, IRoundJournal? journal = null)
    {
        RoundId = roundId;
        Plan = plan;
        Transport = transport;
        Options = options;
        PriceDeviation = priceDeviation;
        Cancelled = cancelled;
        _progress = progress;
        _telemetry = telemetry;
        _start = start;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        if (options.Deadline is { } deadline)
        {
            var left = deadline - options.Clock.GetElapsedTime(start);
            Timer = options.Clock.CreateTimer(_ => _stop.Cancel(), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        _journal = new JournalCursor(roundId, journal);
        var recorded = _journal.TakeIf<RoundOpened>();
        _openingPending = recorded is null;
        Members = recorded ?? new RoundOpened(transport.TotalPowerMw, transport.ClassPowersMw, transport.Count);
        AgentCount = Members.Agents;
        PowerScale = ScaleOf(plan, Members.TotalPowerMw);
    }

    public string RoundId { get; }

    public CouplingPlan Plan { get; }

    public IAgentTransport Transport { get; }

    public RoundOptions Options { get; }

    /// <summary>What was known of the members when the round began.</summary>
    public RoundOpened Members { get; }

    /// <summary>Agents that were asked last.</summary>
    public int AgentCount { get; private set; }

    /// <summary>σ of the expected price · Δt over the steps, currency per MW; positive.</summary>
    public double PriceDeviation { get; }

    /// <summary>Size of a coupled power that counts as 1, MW.</summary>
    public double PowerScale { get; }

    public CancellationToken Cancelled { get; }

    /// <summary>Nodes of each agent's search over exclusive steps: about four thousand for the whole fleet.</summary>
    public int NodeLimit => Math.Clamp(4000 / Math.Max(1, AgentCount), 3, 100);

    public List<IterationTrace> Trace { get; } = [];

    public List<Certificate> Certificates { get; } = [];

    /// <summary>Best valid lower bound so far.</summary>
    public double LowerBound { get; private set; } = double.NegativeInfinity;

    /// <summary>Priced cost of the best iterate so far.</summary>
    public double BestCost { get; private set; } = double.PositiveInfinity;

    /// <summary>True when the agents still have to be told that their last answer was the best.</summary>
    public bool KeepBestPending { get; private set; }

    /// <summary>Multipliers of the best iterate.</summary>
    public double[]? BestMultipliers { get; private set; }

    /// <summary>Steps whose multiplier the last answers do not determine.</summary>
    public IReadOnlyList<int> LooseSteps { get; set; } = [];

    public int Iteration { get; private set; }

    public double AgentSeconds { get; private set; }

    public double AggregatorSeconds { get; private set; }

    private ITimer? Timer { get; }

    /// <summary>Seconds since the round began; while recorded answers are run again, those that had passed when they came.</summary>
    public double Elapsed => _journal.IsReplaying ? _replayedElapsed : Options.Clock.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Null to go on, or why to stop. A stop by the clock or a person is an entry of the journal, so that a resumed round stops there too.</summary>
    public StopReason? MustStop(int limit)
    {
        if (_journal.IsReplaying)
        {
            _stopped ??= _journal.TakeIf<RoundStopped>() is { } stop ? stop.IsCancelled ? StopReason.Cancelled : StopReason.Deadline : null;
        }
        else if (_stopped is null && _stop.IsCancellationRequested)
        {
            _stopped = Cancelled.IsCancellationRequested ? StopReason.Cancelled : StopReason.Deadline;
            _stopPending = true;
        }

        return _stopped ?? (Iteration >= limit ? StopReason.IterationLimit : null);
    }

    /// <summary>Broadcasts under the deadline; the pending "your last answer was best" goes along.</summary>
    public async Task<Gathering> AskAsync(AgentRequest request, bool pastDeadline = false)
    {
        var full = request with { KeepBest = KeepBestPending, Sequence = ++_sequence };
        KeepBestPending = false;
        var answers = _journal.TakeAnswers(_sequence);
        if (answers is null)
        {
            await AppendPendingAsync().ConfigureAwait(false);
            var before = Options.Clock.GetTimestamp();
            var gathered = await Transport.SendAsync(full, pastDeadline ? CancellationToken.None : _stop.Token).ConfigureAwait(false);
            answers = new AnswersGathered(_sequence, gathered, Options.Clock.GetElapsedTime(before).TotalSeconds, Elapsed);
            await _journal.AppendAsync(answers).ConfigureAwait(false);
        }
        else
        {
            await Transport.RecallAsync(full, answers.Gathering).ConfigureAwait(false);
        }

        _replayedElapsed = answers.ElapsedSeconds;
        AgentSeconds += answers.AgentSeconds;
        AgentCount = answers.Gathering.Agents;
        Count(full, answers.Gathering);
        return answers.Gathering;
    }

    /// <summary>Opens the next iteration.</summary>
    public int NextIteration() => ++Iteration;

    /// <summary>Time of aggregator work that just ended.</summary>
    public void AddAggregatorTime(long since) => AggregatorSeconds += Options.Clock.GetElapsedTime(since).TotalSeconds;

    /// <summary>Records an iteration, keeps the best one and tells followers.</summary>
    public void Report(IterationReport report)
    {
        TakeBound(report);
        var priced = report.Cost + Plan.Set.Cost(report.Sums);
        if (report.Gathering.IsComplete && double.IsFinite(priced) && priced < BestCost)
        {
            BestCost = priced;
            KeepBestPending = report.AnswersArePlan;
            BestMultipliers = [.. report.Multipliers];
        }

        var previous = Trace.Count > 0 ? Trace[^1] : null;
        var trace = new IterationTrace
        {
            Iteration = Iteration,
            ElapsedSeconds = Elapsed,
            AgentSeconds = AgentSeconds - Trace.Sum(t => t.AgentSeconds),
            AggregatorSeconds = AggregatorSeconds - Trace.Sum(t => t.AggregatorSeconds),
            ResidualMw = report.Residual,
            ViolationMw = Violation(report.Sums),
            RelativeResidual = report.Residual / PowerScale,
            Value = report.Value,
            LowerBound = LowerBound,
            BestCost = BestCost,
            RelativeGap = report.RelativeGap,
            Step = report.Step,
            Barrier = report.Barrier,
            Decision = report.Decision,
            MultipliersPerMwh = PerMwh(report.Multipliers),
            Answered = report.Gathering.Answered,
            Stale = report.Gathering.Stale,
            Failed = report.Gathering.Failed,
            Agents = AgentCount,
            NumbersSent = _sent,
            NumbersReceived = _received,
            LocalSteps = report.Gathering.LocalSteps,
        };
        (_sent, _received) = (0, 0);
        Trace.Add(trace);
        _telemetry.Iteration(trace, previous);
        _progress?.Report(trace);
    }

    /// <summary>Takes a better bound.</summary>
    public void Improve(double lowerBound) => LowerBound = Math.Max(LowerBound, lowerBound);

    /// <summary>Asks for tight local bounds at the multipliers and records the certificate.</summary>
    public async Task CertifyAsync(double[] multipliers, AgentTask task = AgentTask.Bound)
    {
        double[] clipped = [.. multipliers];
        Plan.Set.Clip(clipped);
        var gathering = await AskAsync(
            new AgentRequest { RoundId = RoundId, Iteration = Iteration, Task = task, PricePerMw = Plan.PricePerClass(clipped), NodeLimit = NodeLimit },
            pastDeadline: true).ConfigureAwait(false);
        Improve(gathering.Classes.Sum(c => c.LowerBound) - Plan.Set.Support(clipped));
    }

    /// <summary>A certificate of the best iterate so far, when one is due.</summary>
    public async Task CertifyIfDueAsync(double[] multipliers, double scale)
    {
        if (Options.CertifyEvery <= 0 || Iteration % Options.CertifyEvery != 0)
        {
            return;
        }

        await CertifyAsync(multipliers).ConfigureAwait(false);
        Certificates.Add(new Certificate
        {
            LowerBound = LowerBound,
            PlanCost = BestCost,
            Scale = scale,
            MaxViolationMw = Trace[^1].ViolationMw,
            Iteration = Iteration,
        });
    }

    /// <summary>Takes moved answers as best when they cost no more (up to rounding) and violate no more.</summary>
    public void TakeSettled(Gathering gathering, double[] sums)
    {
        var priced = gathering.Classes.Sum(c => c.Cost) + Plan.Set.Cost(sums);
        if (gathering.IsComplete && priced <= BestCost + (1e-9 * Math.Abs(BestCost)))
        {
            BestCost = priced;
            KeepBestPending = true;
        }
    }

    /// <summary>Takes the mix that the agents have just formed as the best plan.</summary>
    public void TakeCombined(Gathering gathering)
    {
        if (gathering.IsComplete)
        {
            BestCost = gathering.Classes.Sum(c => c.Cost) + Plan.Set.Cost(SumsOf(gathering));
            KeepBestPending = true;
        }
    }

    /// <summary>Replaces the best cost after the last answers were moved (settling, fixing of modes).</summary>
    public void Restart()
    {
        _restricted = true;
        BestCost = double.PositiveInfinity;
        KeepBestPending = false;
    }

    /// <summary>Largest distance of a coupled sum to its band, MW.</summary>
    public double Violation(double[] sums)
    {
        var worst = 0.0;
        for (var i = 0; i < sums.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(Plan.Set.Excess(i, sums[i])));
        }

        return worst;
    }

    /// <summary>Coupled sums of class sums.</summary>
    public double[] SumsOf(Gathering gathering)
    {
        var steps = Plan.Set.Steps;
        var sums = new double[Plan.Set.Rows];
        foreach (var group in gathering.Classes)
        {
            foreach (var k in group.Constraints)
            {
                for (var t = 0; t < steps; t++)
                {
                    sums[(k * steps) + t] += group.Value[t];
                }
            }
        }

        return sums;
    }

    /// <summary>Multipliers per constraint in currency/MWh.</summary>
    public double[][] PerMwh(double[] multipliers)
    {
        var steps = Plan.Set.Steps;
        return [.. Enumerable.Range(0, Plan.Set.Constraints).Select(k => multipliers.AsSpan(k * steps, steps).ToArray().Select(y => y / Plan.TimeStepHours).ToArray())];
    }

    public void Dispose()
    {
        Timer?.Dispose();
        _stop.Dispose();
    }

    private static double ScaleOf(CouplingPlan plan, double totalPowerMw)
    {
        var largest = 0.0;
        for (var i = 0; i < plan.Set.Rows; i++)
        {
            largest = Math.Max(largest, Math.Max(Math.Abs(plan.Set.Lower[i]), Math.Abs(plan.Set.Upper[i])));
        }

        return Math.Max(Math.Min(largest, totalPowerMw), 1e-3 * totalPowerMw);
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

    private void TakeBound(IterationReport report)
    {
        if (_restricted)
        {
            // With steps fixed to one direction the answers bound the fixed problem, not the given one.
            return;
        }

        Improve(report.LowerBound);
        var set = Plan.Set;
        for (var i = 0; i < set.Rows; i++)
        {
            if (report.Broadcast[i] < -set.ShortfallPrice[i] || report.Broadcast[i] > set.SurplusPrice[i])
            {
                return;
            }
        }

        var sum = report.Gathering.Classes.Sum(c => c.LowerBound);
        if (report.Gathering.IsComplete && double.IsFinite(sum))
        {
            Improve(sum - set.Support(report.Broadcast));
        }
    }

    private void Count(AgentRequest request, Gathering gathering)
    {
        var steps = Plan.Set.Steps;
        var sent = (request.PricePerMw.Length > 0 ? steps : 0) + (request.Correction is null ? 0 : steps) + (request.ColumnWeights is { Length: > 0 } weights ? weights[0].Length : 0) + 2;
        var received = request.Task switch
        {
            AgentTask.Respond => (steps * (steps + 1) / 2) + (3 * steps) + 4,
            AgentTask.Linearize => (steps * (steps + 1) / 2) + (2 * steps) + 3,
            AgentTask.Settle or AgentTask.Minimise or AgentTask.Combine => steps + 2,
            _ => 1,
        };
        _sent += (long)sent * AgentCount;
        _received += (long)received * gathering.Answered;
    }
}

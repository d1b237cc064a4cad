using System.Diagnostics;
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
    private readonly RoundConversation _conversation;
    private readonly IProgress<IterationTrace>? _progress;
    private readonly CoordinationTelemetry _telemetry;
    private bool _restricted;
    private Activity? _span;

    public RoundContext(string roundId, CouplingPlan plan, IAgentTransport transport, RoundOptions options, double priceDeviation, IProgress<IterationTrace>? progress, CoordinationTelemetry telemetry, long start, CancellationToken cancelled, IRoundJournal? journal = null, int toldIterations = 0)
    {
        RoundId = roundId;
        Plan = plan;
        Options = options;
        PriceDeviation = priceDeviation;
        _progress = progress;
        _telemetry = telemetry;
        _conversation = new RoundConversation(roundId, plan.Set.Steps, transport, options, start, journal, cancelled, toldIterations);
        PowerScale = ScaleOf(plan, Members.TotalPowerMw);
    }

    public string RoundId { get; }

    public CouplingPlan Plan { get; }

    public IAgentTransport Transport => _conversation.Transport;

    public RoundOptions Options { get; }

    /// <summary>What was known of the members when the round began.</summary>
    public RoundOpened Members => _conversation.Members;

    /// <summary>Agents that were asked last.</summary>
    public int AgentCount => _conversation.AgentCount;

    /// <summary>σ of the expected price · Δt over the steps, currency per MW; positive.</summary>
    public double PriceDeviation { get; }

    /// <summary>Size of a coupled power that counts as 1, MW.</summary>
    public double PowerScale { get; }

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

    public double AgentSeconds => _conversation.AgentSeconds;

    public double AggregatorSeconds { get; private set; }

    /// <summary>Seconds since the round began.</summary>
    public double Elapsed => _conversation.Elapsed;

    /// <summary>Null to go on, or why to stop.</summary>
    public StopReason? MustStop(int limit) => _conversation.Stopped() ?? (Iteration >= limit ? StopReason.IterationLimit : null);

    /// <summary>Broadcasts under the deadline; the pending "your last answer was best" goes along.</summary>
    public async Task<Gathering> AskAsync(AgentRequest request, bool pastDeadline = false)
    {
        var full = request with { KeepBest = KeepBestPending };
        KeepBestPending = false;
        var gathering = await _conversation.AskAsync(full, pastDeadline).ConfigureAwait(false);
        if (gathering.Changes.Count > 0 || gathering.NewlyLost.Count > 0 || (gathering.Late.Count > 0 && gathering.Held > 0))
        {
            // Another fleet, or one held to other plans, is another problem: plans and bounds of the one before say nothing of it.
            (LowerBound, BestCost, KeepBestPending) = (double.NegativeInfinity, double.PositiveInfinity, false);
        }

        return gathering;
    }

    /// <summary>Opens the next iteration.</summary>
    public int NextIteration()
    {
        _span?.Dispose();
        _span = _conversation.IsReplaying ? null : _telemetry.StartIteration(Iteration + 1);
        return ++Iteration;
    }

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

        var (sent, received, toRound) = _conversation.TakeCounts();
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
            Held = report.Gathering.Held,
            Failed = report.Gathering.Failed,
            Agents = AgentCount,
            NumbersSent = sent,
            NumbersReceived = received,
            NumbersToRound = toRound,
            LocalSteps = report.Gathering.LocalSteps,
        };
        Trace.Add(trace);
        _telemetry.Iteration(_span, trace);
        _span?.Dispose();
        _span = null;
        _progress?.Report(trace);
        _conversation.Completed(Iteration);
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
        _span?.Dispose();
        _conversation.Dispose();
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
}

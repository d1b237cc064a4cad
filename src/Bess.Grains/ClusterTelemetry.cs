using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bess.Coordination.Rounds;

namespace Bess.Grains;

/// <summary>Meter and activity source of the cluster; names after OpenTelemetry's conventions.</summary>
public sealed class ClusterTelemetry : IDisposable
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string SourceName = "Bess.Grains";

    private static readonly InstrumentAdvice<double> Durations = new() { HistogramBucketBoundaries = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100] };

    private readonly Meter _meter = new(SourceName);
    private readonly ActivitySource _source = new(SourceName);
    private readonly Counter<long> _resumed;
    private readonly Counter<long> _late;
    private readonly Counter<long> _held;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _split;
    private readonly Histogram<double> _write;
    private readonly UpDownCounter<long> _active;
    private readonly UpDownCounter<long> _members;
    private readonly Counter<long> _numbers;

    /// <summary>Creates the instruments.</summary>
    public ClusterTelemetry()
    {
        _resumed = _meter.CreateCounter<long>("bess.cluster.rounds.resumed", "{round}", "Rounds taken over from a lost process");
        _late = _meter.CreateCounter<long>("bess.cluster.answers.late", "{answer}", "Answers that came after their iteration was closed");
        _held = _meter.CreateCounter<long>("bess.cluster.batteries.held", "{battery}", "Batteries held to their last answer at the end of a round");
        _refused = _meter.CreateCounter<long>("bess.cluster.launches.refused", "{launch}", "Launches refused because another round was running");
        _split = _meter.CreateHistogram<double>(
            "bess.cluster.round.part.duration", "s", "Time split of a round",
            advice: Durations);
        _write = _meter.CreateHistogram<double>("bess.cluster.journal.write.duration", "s", "Keeping one entry of a round's journal, waiting for the store included", advice: Durations);
        _active = _meter.CreateUpDownCounter<long>("bess.cluster.rounds.active", "{round}", "Rounds in progress");
        _members = _meter.CreateUpDownCounter<long>("bess.cluster.members", "{battery}", "Batteries in rounds in progress");
        _numbers = _meter.CreateCounter<long>("bess.cluster.shared_numbers", "{number}", "Numbers sent to batteries (down), by them (up), and learnt by rounds (sums)");
    }

    /// <summary>Opens a span of the cluster, a child of whoever called.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="roundId">Round.</param>
    /// <returns>The span; null when nobody listens.</returns>
    public Activity? Start(string name, string roundId)
    {
        var activity = _source.StartActivity(name);
        activity?.SetTag("bess.round.id", roundId);
        return activity;
    }

    /// <summary>Opens the span of the process that owns a round, in the trace of its launch also after another process has owned it.</summary>
    /// <param name="roundId">Round.</param>
    /// <param name="parent">Where the round was launched, W3C form; null for nowhere.</param>
    /// <returns>The span; null when nobody listens.</returns>
    public Activity? StartOwning(string roundId, string? parent)
    {
        var activity = ActivityContext.TryParse(parent, null, isRemote: true, out var launch)
            ? _source.StartActivity("own round", ActivityKind.Internal, launch)
            : _source.StartActivity("own round");
        activity?.SetTag("bess.round.id", roundId);
        return activity;
    }

    /// <summary>Opens the span of a node of a round's tree.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="key">Key of the node.</param>
    /// <param name="seats">Batteries below.</param>
    /// <returns>The span; null when nobody listens.</returns>
    public Activity? StartNode(string name, string key, int seats)
    {
        var activity = _source.StartActivity(name);
        activity?.SetTag("bess.node", key);
        activity?.SetTag("bess.agents", seats);
        return activity;
    }

    /// <summary>Batteries and rounds in progress.</summary>
    /// <param name="rounds">1 when a round begins here, −1 when it ends or leaves.</param>
    /// <param name="members">Its batteries, with the same sign.</param>
    public void Active(int rounds, int members)
    {
        _active.Add(rounds);
        _members.Add(members);
    }

    /// <summary>An entry of a journal is safe.</summary>
    /// <param name="seconds">How long that took.</param>
    public void Written(double seconds) => _write.Record(seconds);

    /// <summary>A round was taken over.</summary>
    public void Resumed() => _resumed.Add(1);

    /// <summary>A launch was refused.</summary>
    public void Refused() => _refused.Add(1);

    /// <summary>A round has ended.</summary>
    /// <param name="result">Its result.</param>
    /// <param name="split">Seconds of its parts.</param>
    /// <param name="lateAnswers">Answers that came too late.</param>
    public void Ended(RoundResult result, RoundSplit split, int lateAnswers)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(split);
        Record("solve", split.SolveSeconds);
        Record("messages", split.MessageSeconds);
        Record("aggregator", split.AggregatorSeconds);
        Record("persistence", split.PersistenceSeconds);
        Record("root", split.RootSeconds);
        Count("down", result.Trace.Sum(trace => trace.NumbersSent));
        Count("up", result.Trace.Sum(trace => trace.NumbersReceived));
        Count("sums", result.Trace.Sum(trace => trace.NumbersToRound));
        _late.Add(lateAnswers);
        _held.Add(result.Trace.Count > 0 ? result.Trace[^1].Held : 0);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _meter.Dispose();
        _source.Dispose();
    }

    private void Count(string direction, long numbers) => _numbers.Add(numbers, new KeyValuePair<string, object?>("bess.direction", direction));

    private void Record(string part, double seconds) => _split.Record(seconds, new KeyValuePair<string, object?>("bess.part", part));
}

/// <summary>Where the time of a round on a cluster went.</summary>
/// <param name="SolveSeconds">Σ of the batteries' solving times over the processors of the cluster's machine: divide by them for wall-clock time.</param>
/// <param name="MessageSeconds">Wall-clock time of gathering that is not solving: messages, scheduling, sums.</param>
/// <param name="AggregatorSeconds">Coupling problem.</param>
/// <param name="PersistenceSeconds">Waiting for the store.</param>
/// <param name="RootSeconds">Summing at the root of the tree; part of the messages.</param>
public sealed record RoundSplit(double SolveSeconds, double MessageSeconds, double AggregatorSeconds, double PersistenceSeconds, double RootSeconds);

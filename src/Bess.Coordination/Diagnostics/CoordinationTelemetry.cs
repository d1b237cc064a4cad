using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bess.Coordination.Rounds;

namespace Bess.Coordination.Diagnostics;

/// <summary>Meter and activity source of coordination; names after OpenTelemetry's conventions.</summary>
public sealed class CoordinationTelemetry : IDisposable
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string SourceName = "Bess.Coordination";

    private static readonly InstrumentAdvice<double> Durations = new() { HistogramBucketBoundaries = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100] };
    private static readonly InstrumentAdvice<double> Residuals = new() { HistogramBucketBoundaries = [1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1] };
    private static readonly InstrumentAdvice<long> Counts = new() { HistogramBucketBoundaries = [5, 10, 15, 20, 30, 40, 60, 80, 120, 200] };

    private readonly Meter _meter = new(SourceName);
    private readonly ActivitySource _source = new(SourceName);
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _rounds;
    private readonly Histogram<double> _residual;
    private readonly Histogram<long> _iterations;
    private readonly Counter<long> _lateReplies;
    private readonly Histogram<double> _agentTime;

    /// <summary>Creates the instruments.</summary>
    public CoordinationTelemetry()
    {
        _duration = _meter.CreateHistogram<double>("bess.coordination.round.duration", "s", "Duration of a round", advice: Durations);
        _rounds = _meter.CreateCounter<long>("bess.coordination.rounds", "{round}", "Rounds ended");
        _residual = _meter.CreateHistogram<double>("bess.coordination.residual.primal", "1", "Relative coupling residual of an iteration", advice: Residuals);
        _iterations = _meter.CreateHistogram<long>("bess.coordination.round.iterations", "{iteration}", "Iterations of a round", advice: Counts);
        _lateReplies = _meter.CreateCounter<long>("bess.coordination.late_replies", "{reply}", "Answers that were missing when an iteration closed");
        _agentTime = _meter.CreateHistogram<double>("bess.coordination.gather.duration", "s", "Gathering of one iteration", advice: Durations);
    }

    /// <summary>Opens the span of a round.</summary>
    /// <param name="roundId">The round.</param>
    /// <param name="agents">Agents at its start.</param>
    /// <returns>The span, null when nobody listens.</returns>
    public Activity? StartRound(string roundId, int agents)
    {
        var activity = _source.StartActivity("run round");
        activity?.SetTag("bess.round.id", roundId);
        activity?.SetTag("bess.agents", agents);
        return activity;
    }

    /// <summary>Opens the span of an iteration.</summary>
    /// <param name="iteration">Its number, from 1.</param>
    /// <returns>The span, null when nobody listens.</returns>
    public Activity? StartIteration(int iteration)
    {
        var activity = _source.StartActivity("iterate");
        activity?.SetTag("bess.iteration", iteration);
        return activity;
    }

    /// <summary>Records an iteration.</summary>
    /// <param name="activity">Its span; null when nobody listens.</param>
    /// <param name="trace">The iteration.</param>
    public void Iteration(Activity? activity, IterationTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        _residual.Record(trace.RelativeResidual);
        _agentTime.Record(trace.AgentSeconds);
        if (trace.Stale > 0)
        {
            _lateReplies.Add(trace.Stale);
        }

        activity?.SetTag("bess.residual", trace.RelativeResidual);
        activity?.SetTag("bess.gap", trace.RelativeGap);
        activity?.SetTag("bess.answered", trace.Answered);
        activity?.SetTag("bess.stale", trace.Stale);
    }

    /// <summary>Records the end of a round.</summary>
    /// <param name="activity">The round's span.</param>
    /// <param name="result">The result.</param>
    public void EndRound(Activity? activity, RoundResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var reason = new KeyValuePair<string, object?>("bess.stop_reason", result.Status.ToString());
        _duration.Record(result.Timing.TotalSeconds, reason);
        _iterations.Record(result.Trace.Count, reason);
        _rounds.Add(1, reason);
        activity?.SetTag("bess.stop_reason", result.Status.ToString());
        activity?.SetTag("bess.gap", result.Certificate.RelativeGap);
        if (result.Status is RoundStatus.Stalled)
        {
            activity?.SetStatus(ActivityStatusCode.Error, result.Detail);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _meter.Dispose();
        _source.Dispose();
    }
}

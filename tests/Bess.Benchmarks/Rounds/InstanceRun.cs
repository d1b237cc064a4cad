using System.Diagnostics;
using Bess.Coordination.Diagnostics;
using Bess.Coordination.Rounds;
using Bess.Coordination.Runtime;
using Bess.TestKit.Fleets;

namespace Bess.Benchmarks.Rounds;

/// <summary>One round of one instance on the engine itself: no request, no schedules, the relaxation that a linear programme solves.</summary>
internal sealed record InstanceRun(EngineOutcome Outcome, IReadOnlyList<IterationTrace> Trace, double Seconds, double AgentSeconds, double AggregatorSeconds)
{
    public static async Task<InstanceRun> RunAsync(VppInstance instance, RoundOptions options)
    {
        using var telemetry = new CoordinationTelemetry();
        var start = Stopwatch.GetTimestamp();
        var transport = new InProcessTransport(instance.Plan, instance.CreateAgents(), options.Threads, options.StalenessLimit);
        using var context = new RoundContext(
            "benchmark",
            instance.Plan,
            transport,
            options with { EnforceExclusivity = false },
            instance.Vpp.Prices.ExpectedDeviation(),
            null,
            telemetry,
            options.Clock.GetTimestamp(),
            CancellationToken.None);
        var outcome = await RoundEngine.RunAsync(context).ConfigureAwait(false);
        return new InstanceRun(outcome, context.Trace, Stopwatch.GetElapsedTime(start).TotalSeconds, context.AgentSeconds, context.AggregatorSeconds);
    }
}

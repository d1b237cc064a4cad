using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Bess.Silo.Hosting;

/// <summary>Records rounds down to the leaves of their trees. A span for each battery and iteration would be thousands a second, one for each look at a round noise.</summary>
/// <remarks>
/// Own spans are always recorded. Calls (the framework's "Interface/Method", HTTP) are recorded within a trace, so that it goes on from silo to silo, but begin none;
/// calls of batteries never are.
/// </remarks>
internal sealed class RoundSampler : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var name = samplingParameters.Name;
        var isCall = name.Contains('/', StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal);
        var isWanted = !isCall
            || (samplingParameters.ParentContext.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) && !name.Contains("BatteryGrain/", StringComparison.Ordinal));
        return new SamplingResult(isWanted ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
    }
}

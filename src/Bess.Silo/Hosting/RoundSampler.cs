using OpenTelemetry.Trace;

namespace Bess.Silo.Hosting;

/// <summary>Records what belongs to a round, down to its leaves. A span for each battery and iteration would be thousands a second, one for each look at a round noise.</summary>
internal sealed class RoundSampler : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var isCall = samplingParameters.Name.Contains('/', StringComparison.Ordinal);
        var isOfBattery = isCall && samplingParameters.Name.Contains("BatteryGrain/", StringComparison.Ordinal);
        var parent = samplingParameters.ParentContext;
        var isWanted = parent.TraceId == default ? !isCall : !isOfBattery && parent.TraceFlags.HasFlag(System.Diagnostics.ActivityTraceFlags.Recorded);
        return new SamplingResult(isWanted ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
    }
}

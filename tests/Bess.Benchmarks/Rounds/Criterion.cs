using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;

namespace Bess.Benchmarks.Rounds;

/// <summary>When an iterate counts as there: residual over the target's peak, error of the value over the money scale.</summary>
internal sealed record Criterion(string Name, double Residual, double Value)
{
    public static readonly Criterion Coarse = new("1e-3", 1e-3, 1e-3);

    public static readonly Criterion Fine = new("1e-6", 1e-5, 2e-6);

    /// <summary>First iteration that is there; null for none. Where the bands can and must hold, a breach of them counts as residual too.</summary>
    public int? FirstOf(IReadOnlyList<IterationTrace> trace, VppInstance instance, Reference reference)
    {
        var mustHold = reference.IsReachable && instance.Kind != InstanceKind.Soft;
        for (var i = 0; i < trace.Count; i++)
        {
            var residual = mustHold ? Math.Max(trace[i].ResidualMw, trace[i].ViolationMw) : trace[i].ResidualMw;
            if (residual <= Residual * instance.PeakMw && Math.Abs(trace[i].Value - reference.Value) <= Value * reference.Scale)
            {
                return i + 1;
            }
        }

        return null;
    }
}

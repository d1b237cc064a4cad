using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;

namespace Bess.Coordination.Tests.Algorithms;

/// <summary>Every algorithm against the central linear programme, to the accuracy that each of them has.</summary>
public sealed class AlgorithmAgreementTests
{
    public static TheoryData<CoordinationAlgorithm, InstanceKind, double> Cases()
    {
        var data = new TheoryData<CoordinationAlgorithm, InstanceKind, double>();
        foreach (var kind in Enum.GetValues<InstanceKind>())
        {
            data.Add(CoordinationAlgorithm.BarrierAladin, kind, 1e-4);
            data.Add(CoordinationAlgorithm.DantzigWolfe, kind, 1e-4);
            data.Add(CoordinationAlgorithm.Admm, kind, 3e-3);
            // Textbook ALADIN is here to be measured, not to converge; where it does not, its bound and plan must still be sound.
            data.Add(CoordinationAlgorithm.Aladin, kind, kind is InstanceKind.Interior or InstanceKind.Boundary or InstanceKind.Feeder or InstanceKind.Soft ? 1e-2 : double.PositiveInfinity);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Coordinate_TinyFleet_BestPlanCostsWhatTheCentralPlanCosts(CoordinationAlgorithm algorithm, InstanceKind kind, double tolerance)
    {
        var instance = AlgorithmRound.Tiny(kind, seed: 3);
        var (value, scale, _) = AlgorithmRound.Central(instance);

        var result = await AlgorithmRound.RunAsync(instance, new RoundOptions { Algorithm = algorithm });

        Assert.True(result.Verdict.PhysicallyFeasible, string.Join("; ", result.Verdict.Findings));
        Assert.InRange((result.Certificate.LowerBound - value) / scale, double.NegativeInfinity, 1e-7);
        Assert.InRange((result.Trace[^1].BestCost - value) / scale, -1e-7, tolerance);
    }
}

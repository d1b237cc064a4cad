using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;

namespace Bess.Coordination.Tests.Algorithms;

/// <summary>A commitment out of reach: the least violation, not a failure.</summary>
public sealed class InfeasibleTests
{
    [Theory]
    [InlineData(CoordinationAlgorithm.BarrierAladin, 1e-4)]
    [InlineData(CoordinationAlgorithm.DantzigWolfe, 1e-4)]
    [InlineData(CoordinationAlgorithm.Admm, 1e-2)]
    [InlineData(CoordinationAlgorithm.Aladin, 1e-2)]
    public async Task Coordinate_CommitmentOutOfReach_ViolatesNoMoreThanTheCentralPlan(CoordinationAlgorithm algorithm, double tolerance)
    {
        var instance = AlgorithmRound.Tiny(InstanceKind.Infeasible, seed: 5);
        var (_, _, least) = AlgorithmRound.Central(instance);

        var result = await AlgorithmRound.RunAsync(instance, new RoundOptions { Algorithm = algorithm });

        Assert.True(result.Verdict.PhysicallyFeasible, string.Join("; ", result.Verdict.Findings));
        Assert.False(result.Verdict.CouplingFeasible);
        Assert.InRange((result.Verdict.MaxCouplingViolationMw - least) / instance.PeakMw, -1e-6, tolerance);
    }

    [Theory]
    [InlineData(CoordinationAlgorithm.BarrierAladin)]
    [InlineData(CoordinationAlgorithm.DantzigWolfe)]
    public async Task Coordinate_CommitmentOutOfReach_SaysInfeasible(CoordinationAlgorithm algorithm)
    {
        var result = await AlgorithmRound.RunAsync(AlgorithmRound.Tiny(InstanceKind.Infeasible, seed: 5), new RoundOptions { Algorithm = algorithm });

        Assert.Equal(RoundStatus.Infeasible, result.Status);
    }
}

using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;

namespace Bess.Coordination.Tests.Algorithms;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(CoordinationAlgorithm.BarrierAladin)]
    [InlineData(CoordinationAlgorithm.Aladin)]
    [InlineData(CoordinationAlgorithm.Admm)]
    [InlineData(CoordinationAlgorithm.DantzigWolfe)]
    public async Task Coordinate_AnyNumberOfThreads_IsTheSameToTheLastBit(CoordinationAlgorithm algorithm)
    {
        // More than two chunks of agents, so that the order of summing could differ.
        var instance = AlgorithmRound.Tiny(InstanceKind.Interior, seed: 7, batteries: 70);
        var options = new RoundOptions { Algorithm = algorithm, IterationLimit = 6 };

        var one = await AlgorithmRound.RunAsync(instance, options with { Threads = 1 });
        var many = await AlgorithmRound.RunAsync(instance, options with { Threads = 5 });

        Assert.Equal(one.Trace.Select(t => t.Value), many.Trace.Select(t => t.Value));
        Assert.Equal(one.Trace.Select(t => t.LowerBound), many.Trace.Select(t => t.LowerBound));
        Assert.Equal(one.Schedules.SelectMany(s => s.PowerMw.ToArray()), many.Schedules.SelectMany(s => s.PowerMw.ToArray()));
    }
}

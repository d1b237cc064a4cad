using Bess.Coordination.Agents;
using Bess.Coordination.Algorithms;
using Bess.Coordination.Diagnostics;
using Bess.Coordination.Rounds;
using Bess.Coordination.Runtime;
using Bess.TestKit.Fleets;

namespace Bess.Coordination.Tests.Algorithms;

/// <summary>The plan of Dantzig-Wolfe is a mix that the agents form at the end; whatever happens it must be the best mix.</summary>
public sealed class DantzigWolfeRoundTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(null)]
    public async Task Coordinate_AnyIterationLimit_PlanIsTheBestMix(int? limit)
    {
        var result = await AlgorithmRound.RunAsync(
            AlgorithmRound.Tiny(InstanceKind.Soft, seed: 11), new RoundOptions { Algorithm = CoordinationAlgorithm.DantzigWolfe, IterationLimit = limit });

        // A mix of plans costs no more than the mix of their costs.
        Assert.InRange(result.Certificate.PlanCost, result.Certificate.LowerBound - 1e-6, result.Trace[^1].BestCost + (1e-6 * result.Certificate.Scale));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(42)]
    [InlineData(150)]
    public async Task Run_LostAnswers_AgentsFormTheMixOfTheMaster(int limit)
    {
        var instance = AlgorithmRound.Tiny(InstanceKind.Interior, seed: 12);
        // Two agents in turn miss every third broadcast, the last one too.
        static bool Loses(int iteration, Bess.Domain.Assets.AgentId agent) => iteration % 3 == 0 && agent.Value == $"b{iteration % 2}";
        var options = new RoundOptions { Algorithm = CoordinationAlgorithm.DantzigWolfe, IterationLimit = limit };
        using var telemetry = new CoordinationTelemetry();
        var agents = instance.CreateAgents().ToList();
        var transport = new InProcessTransport(instance.Plan, agents, loses: Loses);
        using var context = new RoundContext(
            "lost", instance.Plan, transport, options, instance.Vpp.Prices.ExpectedDeviation(), null, telemetry, options.Clock.GetTimestamp(), CancellationToken.None);

        await AlgorithmCatalog.Create(options).RunAsync(context);

        Assert.Contains(context.Trace, t => t.Stale > 0);
        var promised = context.Trace[^1].BestCost;
        Assert.Equal(promised, context.BestCost, 1e-6 * Math.Abs(promised));
        Assert.Equal(context.BestCost, agents.Sum(a => a.Response.Cost) + CouplingCost(instance, agents), 1e-6 * Math.Abs(promised));
    }

    [Fact]
    public async Task Coordinate_YesterdaysPrices_NeedsFewerColumns()
    {
        var instance = AlgorithmRound.Tiny(InstanceKind.Interior, seed: 13);
        var options = new RoundOptions { Algorithm = CoordinationAlgorithm.DantzigWolfe };

        var cold = await AlgorithmRound.RunAsync(instance, options);
        var warm = await AlgorithmRound.RunAsync(instance, options with { WarmStart = cold.WarmStart });

        Assert.True(warm.Trace.Count < cold.Trace.Count, $"{warm.Trace.Count} against {cold.Trace.Count}");
    }

    private static double CouplingCost(VppInstance instance, List<BatteryAgent> agents) =>
        instance.Plan.Set.Cost(Enumerable.Range(0, instance.Plan.Set.Steps).Select(t => agents.Sum(a => a.Response.Power[t])).ToArray());
}

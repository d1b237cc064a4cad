using Bess.Cluster.Drills.Harness;
using Bess.Cluster.Tests.InProcess;
using Bess.Coordination;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;
using Xunit.Abstractions;

namespace Bess.Cluster.Tests;

/// <summary>A silo that dies in mid-round changes nothing in the result.</summary>
public sealed class LostSiloTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(17)]
    public async Task Kill_AtIteration_EndsEqual(int iteration)
    {
        var request = Rounds.Of(VppInstance.Create(InstanceKind.Boundary, 5, 30, scenarios: 5), $"kill-{iteration}", new RoundOptions { LeafSize = 4 });
        using var plant = new LocalVirtualPowerPlant();
        var expected = (await plant.CoordinateAsync(request)).Value;
        foreach (var victim in new[] { 0, 1 })
        {
            await using var cluster = await TestSilos.StartAsync(2);
            var start = TimeProvider.System.GetTimestamp();
            await cluster.Desk.LaunchAsync(RoundOrder.Of(request), "test");
            await foreach (var happened in cluster.Desk.FollowAsync(request.Id))
            {
                if (iteration == 0 || happened.Iteration?.Iteration == iteration)
                {
                    break;
                }
            }

            await cluster.Cluster.KillSiloAsync(cluster.Cluster.Silos[victim]);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var actual = await cluster.Desk.EndOfAsync(request.Id, patience.Token);
            var comparison = ResultComparison.Of(expected, actual);
            output.WriteLine($"silo {victim}: {comparison}, {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.00} s");
            Assert.True(comparison.IsEqual, comparison.ToString());
        }
    }
}

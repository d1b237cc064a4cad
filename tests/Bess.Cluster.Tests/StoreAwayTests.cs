using Bess.Cluster.Drills.Harness;
using Bess.Cluster.Tests.InProcess;
using Bess.Coordination;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;
using Xunit.Abstractions;

namespace Bess.Cluster.Tests;

/// <summary>While the database is away a round waits; then it ends as it would have.</summary>
public sealed class StoreAwayTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(RoundPhase.Gathering)]
    [InlineData(RoundPhase.Iterating)]
    [InlineData(RoundPhase.Finalising)]
    public async Task Away_InPhase_EndsEqual(RoundPhase phase)
    {
        var request = Rounds.Of(VppInstance.Create(InstanceKind.Boundary, 6, 30, scenarios: 5), $"away-{phase}", new RoundOptions { LeafSize = 4 });
        using var plant = new LocalVirtualPowerPlant();
        var expected = (await plant.CoordinateAsync(request)).Value;
        await using var cluster = await TestSilos.StartAsync(2);
        await cluster.Desk.LaunchAsync(RoundOrder.Of(request), "test");
        await foreach (var happened in cluster.Desk.FollowAsync(request.Id))
        {
            if (happened.Phase == phase)
            {
                cluster.Store.IsAway = true;
                break;
            }
        }

        await Task.Delay(1500);
        var stood = await cluster.Desk.RoundAsync(request.Id);
        cluster.Store.IsAway = false;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var actual = await cluster.Desk.EndOfAsync(request.Id, patience.Token);
        var comparison = ResultComparison.Of(expected, actual);
        output.WriteLine($"{phase}: stood at {stood!.Phase}, {cluster.Store.Refused} calls refused, {comparison}");
        Assert.True(comparison.IsEqual, comparison.ToString());
    }
}

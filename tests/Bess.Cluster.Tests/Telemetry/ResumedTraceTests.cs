using System.Collections.Concurrent;
using System.Diagnostics;
using Bess.Cluster.Drills.Harness;
using Bess.Cluster.Tests.InProcess;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.Grains;
using Bess.TestKit.Fleets;
using Xunit.Abstractions;

namespace Bess.Cluster.Tests.Telemetry;

/// <summary>A round whose owner dies goes on in the trace in which it was launched.</summary>
public sealed class ResumedTraceTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Kill_Owner_NextOwnerIsInTheSameTrace()
    {
        var started = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is ClusterTelemetry.SourceName or "Microsoft.Orleans.Application",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = started.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var owners = 0;
        for (var victim = 0; victim < 2; victim++)
        {
            // One of the two silos owns the round: it dies in one of the two runs.
            var id = $"trace-{victim}";
            await RunAsync(id, victim);
            var own = started.Where(span => span.OperationName == "own round" && Equals(span.GetTagItem("bess.round.id"), id)).ToArray();
            var launch = Assert.Single(started, span => span.OperationName == "launch round" && Equals(span.GetTagItem("bess.round.id"), id));
            Assert.NotEmpty(own);
            Assert.All(own, span => Assert.Equal(launch.TraceId, span.TraceId));
            owners = Math.Max(owners, own.Length);
        }

        output.WriteLine($"{owners} owners of one round in one trace");
        Assert.Equal(2, owners);
    }

    private static async Task RunAsync(string id, int victim)
    {
        await using var cluster = await TestSilos.StartAsync(2, silo => silo.AddActivityPropagation());
        var request = Rounds.Of(VppInstance.Create(InstanceKind.Boundary, 5, 30, scenarios: 5), "trace", new RoundOptions { LeafSize = 4 }) with { Id = id };
        await cluster.Desk.LaunchAsync(RoundOrder.Of(request), "test");
        await foreach (var happened in cluster.Desk.FollowAsync(id))
        {
            if (happened.Iteration?.Iteration == 5)
            {
                break;
            }
        }

        await cluster.Cluster.KillSiloAsync(cluster.Cluster.Silos[victim]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await cluster.Desk.EndOfAsync(id, patience.Token);
    }
}

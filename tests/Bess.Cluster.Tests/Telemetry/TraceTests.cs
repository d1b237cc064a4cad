using Bess.Cluster.Drills.Harness;
using Bess.Cluster.Tests.Postgres;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote;
using Bess.Coordination.Rounds;
using Bess.Hosts.Tests.Telemetry;
using Bess.TestKit.Fleets;
using Xunit.Abstractions;

namespace Bess.Cluster.Tests.Telemetry;

/// <summary>What a collector on loopback receives of a round over two silo processes.</summary>
public sealed class TraceTests(ITestOutputHelper output)
{
    private static readonly string[] Meters =
    [
        "bess.coordination.round.duration", "bess.coordination.rounds", "bess.coordination.residual.primal", "bess.coordination.round.iterations",
        "bess.coordination.gather.duration", "bess.cluster.rounds.active", "bess.cluster.members", "bess.cluster.shared_numbers",
        "bess.cluster.round.part.duration", "bess.cluster.journal.write.duration", "bess.cluster.answers.late", "bess.cluster.batteries.held",
    ];

    [Fact]
    public async Task Round_OverTwoSilos_IsOneTrace()
    {
        if (!PostgresServer.IsAvailable)
        {
            output.WriteLine(PostgresServer.WhyNot);
            return;
        }

        await using var collector = await OtlpCollector.StartAsync();
        await using var cluster = await DrillCluster.StartAsync(2, hasDatabase: true, "--Bess:Telemetry:OtlpEndpoint", collector.Url);
        var request = Rounds.Of(VppInstance.Create(InstanceKind.Boundary, 5, 40, scenarios: 5), "traced", new RoundOptions { LeafSize = 4 });
        using var desk = new RemoteRoundDesk(new RemoteOptions { Server = cluster.Silos[1].Url });
        var launch = await desk.LaunchAsync(RoundOrder.Of(request), "test");
        Assert.Empty(launch.Faults);
        var result = await desk.EndOfAsync(launch.RoundId!);
        foreach (var silo in cluster.Silos)
        {
            // What is left is sent when a silo stops.
            Assert.Equal(0, await silo.StopAsync());
        }

        AssertOneTrace(collector.Spans, result);
        output.WriteLine(string.Join(", ", System.Text.RegularExpressions.Regex.Matches(collector.Metrics, "(bess\\.|orleans-)[a-z._-]{4,}").Select(match => match.Value).Distinct().Order()));
        Assert.All(Meters, name => Assert.Contains(name, collector.Metrics, StringComparison.Ordinal));
        Assert.Contains("Round {RoundId} ended", collector.Logs, StringComparison.Ordinal);
    }

    private void AssertOneTrace(IReadOnlyList<OtlpSpan> all, RoundResult result)
    {
        var round = Assert.Single(all, span => span.Name == "run round");
        var trace = all.Where(span => span.TraceId == round.TraceId).ToArray();
        output.WriteLine($"{all.Count} spans, {trace.Length} of the round's trace: "
            + string.Join(", ", trace.GroupBy(span => (span.Name, span.Instance)).Select(group => $"{group.Key.Name} at {group.Key.Instance} {group.Count()}").Order()));
        Assert.Equal(2, trace.Select(span => span.Instance).Distinct().Count());
        Assert.Equal(("traced", "40", result.Status.ToString()), (round.Tags["bess.round.id"], round.Tags["bess.agents"], round.Tags["bess.stop_reason"]));
        var byId = trace.ToDictionary(span => span.SpanId);
        Assert.Single(trace, span => span.Name == "launch round");
        Assert.Equal("own round", byId[round.ParentId].Name);
        var iterations = trace.Where(span => span.Name == "iterate").ToArray();
        Assert.Equal(Enumerable.Range(1, result.Trace.Count).Select(i => $"{i}"), iterations.Select(span => span.Tags["bess.iteration"]).OrderBy(int.Parse));
        Assert.All(iterations, span => Assert.Equal(round.SpanId, span.ParentId));

        // Leaves of both silos, each below the iteration that asked.
        var leaves = trace.Where(span => span.Name == "ask batteries").ToArray();
        Assert.Equal(2, leaves.Select(span => span.Instance).Distinct().Count());
        Assert.True(leaves.Length >= 10 * result.Trace.Count, $"{leaves.Length} spans of leaves in {result.Trace.Count} iterations");
        Assert.DoesNotContain(leaves, span => !Ancestors(span, byId).Contains(round));
        Assert.Equal(iterations.Length, leaves.SelectMany(span => Ancestors(span, byId)).Where(span => span.Name == "iterate").Distinct().Count());

        // Nothing of single batteries, and no noise beside the round.
        Assert.DoesNotContain(all, span => span.Name.Contains("BatteryGrain", StringComparison.Ordinal));
        Assert.Equal(all.Count, trace.Length);
    }

    private static IEnumerable<OtlpSpan> Ancestors(OtlpSpan span, Dictionary<string, OtlpSpan> byId)
    {
        for (var at = span; byId.TryGetValue(at.ParentId, out var parent); at = parent)
        {
            yield return parent;
        }
    }
}

using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Telemetry;

/// <summary>What a collector on loopback receives over OTLP.</summary>
/// <remarks>Runs when nothing else does: spans are of the process, and rounds of other tests would be among them.</remarks>
[Collection(Alone)]
public sealed class OtlpTests
{
    internal const string Alone = "alone";

    [Fact]
    public async Task Coordinate_WithACollector_SendsSpansAndMetersOfTheRound()
    {
        await using var collector = await OtlpCollector.StartAsync();
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        var run = await CliRun.InAsync(folder.Path, ["coordinate", "run.json", "--out", "run", "--otlp", collector.Url]);
        Assert.True(run.Code == 0, run.All);
        var round = Assert.Single(collector.Spans, span => span.Name == "run round");
        Assert.Equal("Bess.Coordination", round.Scope);
        var iterations = collector.Spans.Where(span => span.Name == "iterate").ToArray();
        Assert.NotEmpty(iterations);
        Assert.All(iterations, span => Assert.Equal((round.TraceId, round.SpanId), (span.TraceId, span.ParentId)));
        Assert.All(iterations, span => Assert.True(span.Tags.ContainsKey("bess.residual"), span.Name));
        Assert.Contains("bess.coordination.round.duration", collector.Metrics, StringComparison.Ordinal);
    }
}

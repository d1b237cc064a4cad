using System.Collections.Concurrent;
using System.Net;
using Bess.Hosts.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Bess.Hosts.Tests.Telemetry;

/// <summary>What a collector on loopback receives over OTLP (gRPC, the protocol's default).</summary>
public sealed class OtlpTests
{
    [Fact]
    public async Task Coordinate_WithACollector_SendsSpansAndMetersOfTheRound()
    {
        var received = new ConcurrentDictionary<string, byte[]>();
        await using var collector = await StartAsync(received);
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        var run = await CliRun.InAsync(folder.Path, ["coordinate", "run.json", "--out", "run", "--otlp", collector.Urls.Single()]);
        Assert.True(run.Code == 0, run.All);
        var spans = Text(received, "/opentelemetry.proto.collector.trace.v1.TraceService/Export");
        var meters = Text(received, "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export");
        Assert.Contains("Bess.Coordination", spans, StringComparison.Ordinal);
        Assert.Contains("Bess.Coordination", meters, StringComparison.Ordinal);
        Assert.Contains("bess.", meters, StringComparison.Ordinal);
    }

    private static string Text(ConcurrentDictionary<string, byte[]> received, string path)
    {
        Assert.True(received.ContainsKey(path), $"received {string.Join(", ", received.Keys)}");
        return System.Text.Encoding.Latin1.GetString(received[path]);
    }

    private static async Task<WebApplication> StartAsync(ConcurrentDictionary<string, byte[]> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received[context.Request.Path] = body.ToArray();
            context.Response.ContentType = "application/grpc";
            context.Response.AppendTrailer("grpc-status", "0");
            // An empty message: no compression, length 0.
            await context.Response.Body.WriteAsync(new byte[5]);
        });
        await collector.StartAsync();
        return collector;
    }
}

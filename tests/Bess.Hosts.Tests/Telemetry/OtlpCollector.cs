using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Bess.Hosts.Tests.Telemetry;

/// <summary>A collector on loopback that keeps what it receives over OTLP (gRPC, the protocol's default).</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private const string Prefix = "/opentelemetry.proto.collector.";
    private const int FrameHeader = 5;

    private readonly ConcurrentQueue<(string Path, byte[] Message)> _received = new();
    private readonly WebApplication _app;

    private OtlpCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public string Url => _app.Urls.Single();

    /// <summary>All spans.</summary>
    public IReadOnlyList<OtlpSpan> Spans => [.. Messages("trace.v1.TraceService/Export").SelectMany(OtlpSpan.AllOf)];

    /// <summary>All that came of meters, logs and spans, as text: names and words can be searched in it.</summary>
    public string TextOf(string signal) => Encoding.Latin1.GetString([.. Messages(signal).SelectMany(message => message)]);

    public string Metrics => TextOf("metrics.v1.MetricsService/Export");

    public string Logs => TextOf("logs.v1.LogsService/Export");

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IEnumerable<byte[]> Messages(string signal) => _received.Where(received => received.Path == Prefix + signal).Select(received => received.Message);

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _received.Enqueue((context.Request.Path, body.ToArray()[FrameHeader..]));
        context.Response.ContentType = "application/grpc";
        context.Response.AppendTrailer("grpc-status", "0");
        // An empty message: no compression, length 0.
        await context.Response.Body.WriteAsync(new byte[FrameHeader]);
    }
}

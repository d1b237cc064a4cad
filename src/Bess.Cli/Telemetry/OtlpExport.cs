using Bess.Cli.Runs;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Bess.Cli.Telemetry;

/// <summary>Sends the meters and spans <c>Bess.*</c> to a collector over OTLP, when one is named; otherwise nothing is built.</summary>
internal sealed class OtlpExport : IDisposable
{
    private const string Names = "Bess.*";
    private readonly MeterProvider? _meters;
    private readonly TracerProvider? _tracers;

    private OtlpExport(Uri? endpoint)
    {
        if (endpoint is null)
            return;
        var resource = ResourceBuilder.CreateDefault().AddService("bess", serviceVersion: ToolVersion.Text);
        void Target(OtlpExporterOptions options) => options.Endpoint = endpoint;
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Names).AddOtlpExporter(Target).Build();
        _tracers = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Names).AddOtlpExporter(Target).Build();
    }

    /// <summary>Starts the export; dispose to flush.</summary>
    /// <param name="endpoint">The collector, for example http://localhost:4317; null for none.</param>
    public static OtlpExport Start(Uri? endpoint) => new(endpoint);

    public void Dispose()
    {
        _tracers?.Dispose();
        _meters?.Dispose();
    }
}

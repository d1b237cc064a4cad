using System.Reflection;
using Bess.Silo.Settings;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Bess.Silo.Hosting;

/// <summary>Sends meters, spans and log events to a collector over OTLP, when one is named; otherwise nothing is built.</summary>
internal sealed class Telemetry : IDisposable
{
    private static readonly string[] Meters = ["Bess.*", "Microsoft.Orleans", "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Hosting"];

    // The framework's own sources carry the trace of a round from the call over HTTP through all silos; its other sources tell of housekeeping.
    private static readonly string[] Sources = ["Bess.*", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", "Microsoft.AspNetCore"];

    private readonly MeterProvider? _meters;
    private readonly TracerProvider? _tracers;

    private Telemetry(SiloSettings settings)
    {
        if (settings.OtlpEndpoint is not { } endpoint)
            return;
        var resource = ResourceOf(settings.Cluster);
        void Target(OtlpExporterOptions options) => Aim(options, endpoint);
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter(Target).Build();
        _tracers = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).SetSampler(new RoundSampler()).AddOtlpExporter(Target).Build();
    }

    /// <summary>Starts the export of meters and spans; dispose to flush.</summary>
    public static Telemetry Start(SiloSettings settings) => new(settings);

    /// <summary>Sends log events too, with the trace that they belong to.</summary>
    public static void AddLogs(ILoggingBuilder logging, SiloSettings settings)
    {
        if (settings.OtlpEndpoint is { } endpoint)
            logging.AddOpenTelemetry(options => options.SetResourceBuilder(ResourceOf(settings.Cluster)).AddOtlpExporter(target => Aim(target, endpoint)));
    }

    public void Dispose()
    {
        _tracers?.Dispose();
        _meters?.Dispose();
    }

    // The exporter reads its own variable, with the rules for its path; one that is set here it takes as it is.
    private static void Aim(OtlpExporterOptions options, Uri endpoint)
    {
        if (endpoint.OriginalString != Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"))
            options.Endpoint = endpoint;
    }

    private static ResourceBuilder ResourceOf(ClusterSettings settings)
    {
        var version = typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        return ResourceBuilder.CreateDefault()
            .AddService("bess-silo", settings.ClusterId, version, autoGenerateServiceInstanceId: false, $"{settings.AdvertisedAddress}:{settings.SiloPort}")
            .AddAttributes([new("bess.role", settings.Role.ToString())]);
    }
}

using System.Globalization;
using Bess.Silo.Settings;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Bess.Silo.Hosting;

/// <summary>Sends meters, spans and log events to a collector over OTLP, where one is named; without one nothing is measured.</summary>
internal static class Telemetry
{
    private const string Names = "Bess.*";

    /// <summary>The framework's spans of calls between grains: they carry a trace from silo to silo.</summary>
    private const string Calls = "Microsoft.Orleans.Application";

    public static void Configure(ISiloBuilder silo, SiloSettings settings)
    {
        if (settings.OtlpEndpoint is not null)
            silo.AddActivityPropagation();
    }

    public static void Add(WebApplicationBuilder builder, SiloSettings settings)
    {
        if (settings.OtlpEndpoint is not { } endpoint)
            return;
        var resource = ResourceOf(settings.Cluster);
        void Target(OtlpExporterOptions options) => options.Endpoint = endpoint;
        builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(resource).AddOtlpExporter(Target));
        builder.Services.AddHostedService(_ => new Export(
            () => OpenTelemetry.Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Names, "Microsoft.Orleans").AddOtlpExporter(Target).Build(),
            () => OpenTelemetry.Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Names, Calls).SetSampler(new RoundSampler()).AddOtlpExporter(Target).Build()));
    }

    private static ResourceBuilder ResourceOf(ClusterSettings cluster) => ResourceBuilder.CreateEmpty()
        .AddService(
            "bess-silo", cluster.ClusterId, typeof(Telemetry).Assembly.GetName().Version?.ToString(3), autoGenerateServiceInstanceId: false,
            string.Create(CultureInfo.InvariantCulture, $"{cluster.AdvertisedAddress}:{cluster.SiloPort}"))
        .AddEnvironmentVariableDetector();

    /// <summary>Keeps the providers as long as the silo runs; the last spans are sent when it stops.</summary>
    private sealed class Export(Func<IDisposable> meters, Func<IDisposable> tracers) : IHostedService
    {
        private IDisposable[] _providers = [];

        public Task StartAsync(CancellationToken cancellationToken)
        {
            _providers = [meters(), tracers()];
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            foreach (var provider in _providers)
                provider.Dispose();
            return Task.CompletedTask;
        }
    }
}

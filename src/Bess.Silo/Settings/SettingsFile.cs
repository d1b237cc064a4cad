using System.Net;
using Bess.Domain;

namespace Bess.Silo.Settings;

/// <summary>Reads the settings of a silo.</summary>
internal static class SettingsFile
{
    /// <summary>Reads all settings; all faults come together.</summary>
    /// <param name="file">Settings file; null for none.</param>
    /// <param name="arguments">Settings of the command line, such as --Bess:Cluster:SiloPort 11112.</param>
    /// <param name="token">A prosumer's token of the command line; null for none.</param>
    public static Validated<SiloSettings> Read(string? file, string[] arguments, string? token = null)
    {
        if (file is not null && !File.Exists(file))
            return Validated<SiloSettings>.FromFault(new Fault("command line", "--config", "a file that exists", file));
        IConfiguration? values = null;
        try
        {
            values = file is null ? null : new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file)).Build();
        }
        catch (InvalidDataException error)
        {
            return Validated<SiloSettings>.FromFault(new Fault(file!, "", "JSON", error.InnerException?.Message ?? error.Message));
        }

        var reader = new SettingsReader(
            new ConfigurationBuilder().AddCommandLine(arguments).Build(), new ConfigurationBuilder().AddEnvironmentVariables().Build(), values, file);
        var settings = Read(reader, token);
        reader.RefuseUnknown();
        return reader.Faults.Count > 0 ? Validated<SiloSettings>.FromFaults(reader.Faults) : Validated<SiloSettings>.FromValue(settings);
    }

    private static SiloSettings Read(SettingsReader reader, string? token)
    {
        var role = reader.Choice("Cluster:Role", SiloRole.All);
        var prosumer = ProsumerPart.Read(reader, role, token);
        var cluster = Cluster(reader, role, isInvited: role == SiloRole.Prosumer && reader.Text("Prosumer:CoordinatorUrl") is not null);
        var otlp = reader.Url("Telemetry:OtlpEndpoint", Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));
        return new SiloSettings(cluster, Http(reader, role), Catalog(reader), prosumer, ProsumerPart.ReadInvited(reader, cluster), otlp, Drill(reader));
    }

    private static ClusterSettings Cluster(SettingsReader reader, SiloRole role, bool isInvited)
    {
        var clustering = reader.Choice("Cluster:Clustering", ClusteringKind.Localhost);
        var connectionString = reader.Secret("Cluster:ConnectionString");
        if (clustering == ClusteringKind.PostgreSql && string.IsNullOrEmpty(connectionString) && !isInvited)
            reader.Refuse("Cluster:ConnectionString", "the connection string of the cluster's database, in the environment");
        if (clustering == ClusteringKind.Localhost && role is SiloRole.Prosumer or SiloRole.Dashboard)
            reader.Refuse("Cluster:Role", "All or Coordinator: with clustering Localhost there is one process");
        var advertised = reader.Address("Cluster:AdvertisedAddress", IPAddress.Loopback);
        var tls = TlsPart.Read(reader, isInvited);
        if (tls is null && clustering == ClusteringKind.PostgreSql && !TlsPart.IsNear(advertised))
            reader.Refuse("Cluster:Tls:CertificateFile", $"certificates, because {advertised} is outside loopback and private networks");
        return new ClusterSettings(
            clustering, connectionString, reader.Name("Cluster:ClusterId", "bess"), reader.Name("Cluster:ServiceId", "bess"), role, reader.PathOf("Cluster:StateFolder"),
            advertised, reader.Address("Cluster:ListenAddress", advertised),
            reader.Number("Cluster:SiloPort", 11111, 1, 65535), reader.Number("Cluster:GatewayPort", 30000, 0, 65535),
            reader.Duration("Cluster:ProbeTimeout", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(1)),
            reader.Number("Cluster:NumMissedProbes", 3, 1, 100),
            reader.Duration("Cluster:ResponseTimeout", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            tls);
    }

    private static DrillSettings? Drill(SettingsReader reader)
    {
        var every = reader.Number("Drill:SlowEvery", 0, 0, 1000);
        var by = reader.Duration("Drill:SlowBy", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        return every > 0 ? new DrillSettings(every, by) : null;
    }

    private static HttpSettings Http(SettingsReader reader, SiloRole role)
    {
        var url = reader.Url("Http:Url", "http://127.0.0.1:8080")!;
        var keys = reader.ExistingFile("Http:ApiKeysFile");
        if (keys is null && !url.IsLoopback && role != SiloRole.Prosumer)
            reader.Refuse("Http:ApiKeysFile", $"a file of keys, because {url} is not a loopback address");
        return new HttpSettings(url, keys, reader.PathOf("Http:AuditLogFile", "audit.ndjson")!, reader.PathOf("Http:DataFolder"), reader.ExistingFolder("Http:MarketFolder"));
    }

    private static CatalogSettings Catalog(SettingsReader reader) => new(
        reader.ExistingFolder("Catalog:Fleets"), reader.ExistingFolder("Catalog:Markets"), reader.ExistingFolder("Catalog:Orders"));
}

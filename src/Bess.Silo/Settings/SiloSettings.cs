using System.Net;
using Bess.Silo.Hosting;

namespace Bess.Silo.Settings;

/// <summary>All settings of a silo; silo-config/orleans/README.md describes each.</summary>
internal sealed record SiloSettings(ClusterSettings Cluster, HttpSettings Http, CatalogSettings Catalog, ProsumerSettings? Prosumer, Uri? OtlpEndpoint);

/// <summary>Settings below Bess:Cluster.</summary>
internal sealed record ClusterSettings(
    ClusteringKind Clustering, string? ConnectionString, string ClusterId, string ServiceId, SiloRole Role, string? StateFolder,
    IPAddress AdvertisedAddress, IPAddress ListenAddress, int SiloPort, int GatewayPort, TimeSpan ProbeTimeout, int NumMissedProbes, TimeSpan ResponseTimeout);

/// <summary>Settings below Bess:Http.</summary>
internal sealed record HttpSettings(Uri Url, string? ApiKeysFile, string AuditLogFile);

/// <summary>Settings below Bess:Catalog: folders, null where there is none.</summary>
internal sealed record CatalogSettings(string? Fleets, string? Markets, string? Orders);

/// <summary>Settings below Bess:Prosumer.</summary>
internal sealed record ProsumerSettings(OwnBatteries Own, string StateFolder);

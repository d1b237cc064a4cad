using System.Net;
using System.Security.Cryptography.X509Certificates;
using Bess.Domain.Portfolio;

namespace Bess.Silo.Settings;

/// <summary>All settings of a silo; silo-config/orleans/README.md describes each.</summary>
internal sealed record SiloSettings(
    ClusterSettings Cluster, HttpSettings Http, CatalogSettings Catalog, ProsumerSettings? Prosumer, ProsumersSettings? Prosumers, Uri? OtlpEndpoint, DrillSettings? Drill);

/// <summary>Settings below Bess:Cluster.</summary>
internal sealed record ClusterSettings(
    ClusteringKind Clustering, string? ConnectionString, string ClusterId, string ServiceId, SiloRole Role, string? StateFolder,
    IPAddress AdvertisedAddress, IPAddress ListenAddress, int SiloPort, int GatewayPort,
    TimeSpan ProbeTimeout, int NumMissedProbes, TimeSpan ResponseTimeout, TlsSettings? Tls);

/// <summary>Settings below Bess:Cluster:Tls.</summary>
/// <param name="Certificate">Own certificate with its key.</param>
/// <param name="AuthorityPem">Certificates of the authority, PEM; null where the invitation brings them.</param>
internal sealed record TlsSettings(X509Certificate2 Certificate, string? AuthorityPem);

/// <summary>Settings below Bess:Http.</summary>
/// <param name="Url">Where the API listens.</param>
/// <param name="ApiKeysFile">Keys; null for none.</param>
/// <param name="AuditLogFile">Who changed what.</param>
/// <param name="DataFolder">Where uploaded prices and backtests are kept; null for a server without.</param>
/// <param name="MarketFolder">Market data of backtests; null for none.</param>
internal sealed record HttpSettings(Uri Url, string? ApiKeysFile, string AuditLogFile, string? DataFolder, string? MarketFolder);

/// <summary>Settings below Bess:Catalog: folders, null where there is none.</summary>
internal sealed record CatalogSettings(string? Fleets, string? Markets, string? Orders);

/// <summary>Settings below Bess:Prosumer: somebody's own silo.</summary>
/// <param name="Fleet">The own batteries.</param>
/// <param name="ShowsSchedules">Whether the operator may read schedules.</param>
/// <param name="StateFolder">Where schedules are kept.</param>
/// <param name="Owner">Name of the owner; null until the operator has said it.</param>
/// <param name="Admission">Where to ask for admission; null for a silo that was told everything.</param>
internal sealed record ProsumerSettings(Fleet Fleet, bool ShowsSchedules, string StateFolder, string? Owner, AdmissionSettings? Admission);

/// <summary>Where a prosumer asks for admission.</summary>
internal sealed record AdmissionSettings(Uri Coordinator, string Token, string PowerPlant);

/// <summary>Settings below Bess:Prosumers: what the operator gives to those who are admitted.</summary>
/// <param name="ConnectionString">Connection string of their limited login.</param>
internal sealed record ProsumersSettings(string ConnectionString);

/// <summary>Settings below Bess:Drill: batteries that are made slow, to see what a round does then.</summary>
/// <param name="SlowEvery">Those whose number at the end of the name is a multiple of this.</param>
/// <param name="SlowBy">How much later they answer.</param>
internal sealed record DrillSettings(int SlowEvery, TimeSpan SlowBy);

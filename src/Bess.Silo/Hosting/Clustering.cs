using System.Net;
using Bess.Grains;
using Bess.Silo.Settings;
using Npgsql;
using Orleans.Configuration;
using Orleans.Storage;

namespace Bess.Silo.Hosting;

/// <summary>Membership, grain state and reminders.</summary>
internal static class Clustering
{
    private const string Invariant = "Npgsql";

    public static void Configure(ISiloBuilder silo, ClusterSettings settings)
    {
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = settings.ProbeTimeout;
            options.NumMissedProbesLimit = settings.NumMissedProbes;
        });
        silo.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = settings.ResponseTimeout;

            // A message between directories that is lost with a silo must be sent again long before a battery counts as silent (30 s).
            options.SystemResponseTimeout = settings.ResponseTimeout / 2;
        });
        if (settings.Clustering == ClusteringKind.PostgreSql)
            UsePostgreSql(silo, settings);
        else
            UseThisProcess(silo, settings);
    }

    private static void UseThisProcess(ISiloBuilder silo, ClusterSettings settings)
    {
        silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, primarySiloEndpoint: null, settings.ServiceId, settings.ClusterId);
        silo.AddMemoryGrainStorage(GrainServices.StorageName);
        silo.UseInMemoryReminderService();
    }

    private static void UsePostgreSql(ISiloBuilder silo, ClusterSettings settings)
    {
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.ClusterId, settings.ServiceId));
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = settings.AdvertisedAddress;
            (options.SiloPort, options.GatewayPort) = (settings.SiloPort, settings.GatewayPort);
            options.SiloListeningEndpoint = new IPEndPoint(settings.ListenAddress, settings.SiloPort);
            options.GatewayListeningEndpoint = settings.GatewayPort == 0 ? null : new IPEndPoint(settings.ListenAddress, settings.GatewayPort);
        });
        silo.UseAdoNetClustering(builder => builder.Configure<NpgsqlDataSource>((options, database) => (options.Invariant, options.DataSource) = (Invariant, database)));

        // The framework hands out reminders to all silos of a cluster by hash: one without this service would lose its share.
        silo.UseAdoNetReminderService(builder => builder.Configure<NpgsqlDataSource>((options, database) => (options.Invariant, options.DataSource) = (Invariant, database)));
        if (settings.Role is SiloRole.All or SiloRole.Coordinator)
        {
            silo.Services.AddSingleton<OrleansGrainStorageSerializer>();
            silo.AddAdoNetGrainStorage(GrainServices.StorageName, builder => builder.Configure<NpgsqlDataSource, OrleansGrainStorageSerializer>(KeepState));
        }
    }

    // State is stored under the numbers of its members and the aliases of its types, so that both may be renamed.
    private static void KeepState(AdoNetGrainStorageOptions options, NpgsqlDataSource database, OrleansGrainStorageSerializer serializer)
    {
        (options.Invariant, options.DataSource) = (Invariant, database);
        options.GrainStorageSerializer = serializer;
    }
}

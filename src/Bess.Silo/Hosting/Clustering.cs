using Bess.Grains;
using Bess.Silo.Settings;
using Orleans.Configuration;

namespace Bess.Silo.Hosting;

/// <summary>Membership, grain state and reminders.</summary>
internal static class Clustering
{
    public static void Configure(ISiloBuilder silo, ClusterSettings settings)
    {
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = settings.ProbeTimeout;
            options.NumMissedProbesLimit = settings.NumMissedProbes;
        });
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = settings.ResponseTimeout);
        silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, primarySiloEndpoint: null, settings.ServiceId, settings.ClusterId);
        silo.AddMemoryGrainStorage(GrainServices.StorageName);
        silo.UseInMemoryReminderService();
    }
}

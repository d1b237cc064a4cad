using Bess.Coordination.Desk;
using Bess.Grains;
using Bess.Grains.Batteries;
using Bess.Grains.Desk;
using Bess.Grains.Rounds;
using Bess.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Bess.Cluster.Tests.InProcess;

/// <summary>A cluster of silos in this process, with stores that outlive each of them.</summary>
internal sealed class TestSilos : IAsyncDisposable
{
    private TestSilos(InProcessTestCluster cluster, AwayStore store)
    {
        Cluster = cluster;
        Store = store;
        Desk = new GrainVirtualPowerPlant(cluster.Client, TimeProvider.System);
    }

    public InProcessTestCluster Cluster { get; }

    public AwayStore Store { get; }

    /// <summary>The desk, from a client outside the silos.</summary>
    public IRoundDesk Desk { get; }

    public static async Task<TestSilos> StartAsync(short silos, Action<ISiloBuilder>? configure = null, Action<PatienceOptions>? patience = null)
    {
        var store = new AwayStore(new MemoryStore());
        var rows = new SharedGrainStorage.Rows();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            silo.UseSiloMetadata([]);
            silo.Services.AddKeyedSingleton<IGrainStorage>(
                GrainServices.StorageName, (services, _) => new SharedGrainStorage(rows, services.GetRequiredService<Serializer>()));
            silo.Services.AddSingleton<IRoundStore>(store).AddSingleton<IScheduleStore>(store);
            silo.Services.AddBessCoordination().AddBessBatteries();
            silo.Configure<Orleans.Configuration.GrainTypeOptions>(options => options.Classes.Remove(typeof(ProsumerBatteryGrain)));
            if (patience is not null)
            {
                var own = new PatienceOptions();
                patience(own);
                silo.Services.AddSingleton(own);
            }

            configure?.Invoke(silo);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new TestSilos(cluster, store);
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}

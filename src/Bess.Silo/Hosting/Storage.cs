using Bess.Grains.Storage;
using Bess.Silo.Settings;
using Npgsql;

namespace Bess.Silo.Hosting;

/// <summary>Where rounds and schedules are kept.</summary>
internal static class Storage
{
    public static void Add(IServiceCollection services, SiloSettings settings)
    {
        if (settings.Cluster.Clustering == ClusteringKind.PostgreSql)
            services.AddSingleton(_ => NpgsqlDataSource.Create(settings.Cluster.ConnectionString!));
        switch (settings.Cluster)
        {
            case { Role: SiloRole.Dashboard }:
                break;
            case { Role: SiloRole.Prosumer }:
                services.AddSingleton<IScheduleStore>(new FolderStore(settings.Prosumer!.StateFolder));
                break;
            case { Clustering: ClusteringKind.PostgreSql }:
                Add(services, provider => new PostgreSqlStore(provider.GetRequiredService<NpgsqlDataSource>()));
                break;
            case { StateFolder: { } folder }:
                Add(services, _ => new FolderStore(folder));
                break;
            default:
                Add(services, _ => new MemoryStore());
                break;
        }
    }

    private static void Add<T>(IServiceCollection services, Func<IServiceProvider, T> create)
        where T : class, IRoundStore, IScheduleStore
    {
        services.AddSingleton(create);
        services.AddSingleton<IRoundStore>(provider => provider.GetRequiredService<T>());
        services.AddSingleton<IScheduleStore>(provider => provider.GetRequiredService<T>());
    }
}

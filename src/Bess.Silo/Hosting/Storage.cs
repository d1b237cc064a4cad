using Bess.Grains.Storage;
using Bess.Silo.Settings;

namespace Bess.Silo.Hosting;

/// <summary>Where rounds and schedules are kept.</summary>
internal static class Storage
{
    public static void Add(IServiceCollection services, SiloSettings settings)
    {
        if (settings.Cluster.StateFolder is { } folder)
            Add(services, new FolderStore(folder));
        else
            Add(services, new MemoryStore());
    }

    private static void Add<T>(IServiceCollection services, T store)
        where T : IRoundStore, IScheduleStore
    {
        services.AddSingleton<IRoundStore>(store);
        services.AddSingleton<IScheduleStore>(store);
    }
}

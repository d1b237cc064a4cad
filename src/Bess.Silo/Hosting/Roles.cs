using Bess.Coordination.Desk;
using Bess.Grains;
using Bess.Grains.Batteries;
using Bess.Grains.Desk;
using Bess.Silo.Settings;
using Orleans.Configuration;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Bess.Silo.Hosting;

/// <summary>Which grains a silo hosts, and what it lends to them.</summary>
internal static class Roles
{
    private static readonly Type[] Classes = [.. typeof(GrainServices).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(Grain)))];

    public static void Configure(ISiloBuilder silo, SiloSettings settings)
    {
        var hosted = Hosted(settings);
        silo.Services.PostConfigure<GrainTypeOptions>(options => options.Classes.ExceptWith(Classes.Except(hosted)));
        var metadata = new Dictionary<string, string> { ["bess.role"] = settings.Cluster.Role.ToString() };
        if (settings.Prosumer is { } prosumer)
            metadata[OwnerPlacementFilterDirector.MetadataKey] = prosumer.Owner!;
        silo.UseSiloMetadata(metadata);
    }

    public static void AddServices(IServiceCollection services, SiloSettings settings)
    {
        if (settings.Prosumer is { } prosumer)
            services.AddSingleton<IOwnBatteries>(new OwnBatteries(prosumer.Owner!, prosumer.ShowsSchedules, prosumer.Fleet));
        if (settings.Drill is { } drill)
            services.AddSingleton<IAgentDelay>(new SlowBatteries(drill, TimeProvider.System));
        switch (settings.Cluster.Role)
        {
            case SiloRole.Prosumer:
                services.AddBessBatteries();
                break;
            case SiloRole.Dashboard:
                services.AddSingleton(TimeProvider.System);
                services.AddSingleton<IRoundDesk, GrainVirtualPowerPlant>();
                services.AddPlacementFilter<OwnerPlacementFilterStrategy, OwnerPlacementFilterDirector>(ServiceLifetime.Transient);
                break;
            default:
                services.AddBessBatteries().AddBessCoordination();
                break;
        }
    }

    private static IEnumerable<Type> Hosted(SiloSettings settings) => settings switch
    {
        { Cluster.Role: SiloRole.Dashboard } => [],
        { Cluster.Role: SiloRole.Prosumer } => [typeof(ProsumerBatteryGrain)],
        { Cluster.Role: SiloRole.All, Prosumer: not null } => Classes,
        _ => Classes.Where(type => type != typeof(ProsumerBatteryGrain)),
    };
}

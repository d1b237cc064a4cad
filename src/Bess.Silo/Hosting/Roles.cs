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
        var hosted = Hosted(settings.Cluster.Role);
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
            services.AddSingleton<IAgentDelay>(_ => new SlowBatteries(drill));
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

    /// <remarks>
    /// Coordinators know the batteries of prosumers but never host one: <see cref="OwnerPlacementFilterAttribute"/> sees to that. If they did not know them, a
    /// round would not wait for a prosumer who is away, but fail because nobody has heard of such grains.
    /// </remarks>
    private static Type[] Hosted(SiloRole role) => role switch
    {
        SiloRole.Dashboard => [],
        SiloRole.Prosumer => [typeof(ProsumerBatteryGrain)],
        _ => Classes,
    };
}

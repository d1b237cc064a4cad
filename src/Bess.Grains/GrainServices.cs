using Bess.Coordination.Desk;
using Bess.Coordination.Diagnostics;
using Bess.Grains.Batteries;
using Bess.Grains.Desk;
using Bess.Grains.Fleets;
using Bess.Grains.Rounds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Placement;

namespace Bess.Grains;

/// <summary>Registers what the grains need. Stores (<see cref="Storage.IRoundStore"/>, <see cref="Storage.IScheduleStore"/>) are the host's choice.</summary>
public static class GrainServices
{
    /// <summary>Name of the provider of grain state.</summary>
    public const string StorageName = "bess";

    /// <summary>For silos that host batteries.</summary>
    /// <param name="services">Services.</param>
    /// <returns>The same.</returns>
    public static IServiceCollection AddBessBatteries(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<KernelPool>().AddSingleton<ScenarioCache>().AddSingleton<BatteryServices>();
        services.AddPlacementFilter<OwnerPlacementFilterStrategy, OwnerPlacementFilterDirector>(ServiceLifetime.Transient);
        return services;
    }

    /// <summary>For silos that coordinate.</summary>
    /// <param name="services">Services.</param>
    /// <returns>The same.</returns>
    public static IServiceCollection AddBessCoordination(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRoundInputs, NoRoundInputs>();
        services.AddSingleton<CoordinationTelemetry>().AddSingleton<ClusterTelemetry>().AddSingleton<PatienceOptions>().AddSingleton<RoundServices>();
        services.AddSingleton<IRoundDesk, GrainVirtualPowerPlant>();
        services.AddHostedService<RoundWatch>();
        services.AddPlacementFilter<OwnerPlacementFilterStrategy, OwnerPlacementFilterDirector>(ServiceLifetime.Transient);
        return services;
    }

    private sealed class NoRoundInputs : IRoundInputs
    {
        public Task<byte[]?> OrderAsync(string powerPlant, string name, DateOnly deliveryDay) => Task.FromResult<byte[]?>(null);
    }
}

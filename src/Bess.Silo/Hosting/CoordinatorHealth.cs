using Bess.Grains;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bess.Silo.Hosting;

/// <summary>Healthy while somebody in the cluster hosts the grains that this silo does not.</summary>
internal sealed class CoordinatorHealth(IGrainFactory grains) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            grains.GetGrain<IPlantsGrain>(IPlantsGrain.Key);
            return Task.FromResult(HealthCheckResult.Healthy());
        }
        catch (ArgumentException)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("no coordinator is in the cluster"));
        }
    }
}

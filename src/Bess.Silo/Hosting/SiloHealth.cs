using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bess.Silo.Hosting;

/// <summary>Healthy while this silo is an active member of its cluster.</summary>
internal sealed class SiloHealth(ISiloStatusOracle membership) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(membership.CurrentStatus == SiloStatus.Active ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"the silo is {membership.CurrentStatus}"));
}

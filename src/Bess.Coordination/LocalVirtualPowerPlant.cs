using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Coordination;

/// <summary>The embedded default: agents in this process, parallel over cores, deterministic whatever the number of threads.</summary>
public sealed class LocalVirtualPowerPlant : IVirtualPowerPlant
{
    /// <inheritdoc />
    public Task<Validated<RoundResult>> CoordinateAsync(RoundRequest request, IProgress<IterationTrace>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("under construction");

    /// <inheritdoc />
    public IReadOnlyList<Fault> Join(FleetMember member) => throw new NotSupportedException("under construction");

    /// <inheritdoc />
    public bool Leave(AgentId agent) => throw new NotSupportedException("under construction");
}

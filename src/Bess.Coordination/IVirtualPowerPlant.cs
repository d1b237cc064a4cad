using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Coordination;

/// <summary>A virtual power plant as its operators and members see it: in process, over HTTP, or on a cluster.</summary>
public interface IVirtualPowerPlant
{
    /// <summary>Runs a round to its end.</summary>
    /// <param name="request">The round.</param>
    /// <param name="progress">Told of each iteration as it completes, in order; may be null.</param>
    /// <param name="cancellationToken">Cancels; the result is then the best plan so far, not an exception.</param>
    /// <returns>The result, or all faults of the request together.</returns>
    Task<Validated<RoundResult>> CoordinateAsync(RoundRequest request, IProgress<IterationTrace>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Adds a battery to the running round (from its next iteration on) and to later ones.</summary>
    /// <param name="member">The battery.</param>
    /// <returns>Faults if the battery cannot take part; none otherwise.</returns>
    IReadOnlyList<Fault> Join(FleetMember member);

    /// <summary>Takes a battery out of the running round from its next iteration on.</summary>
    /// <param name="agent">Who leaves.</param>
    /// <returns>False when it is not there.</returns>
    bool Leave(AgentId agent);
}

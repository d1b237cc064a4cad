using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;

namespace Bess.Cluster.Drills.Harness;

/// <summary>Rounds of test fleets, and how to wait for them.</summary>
internal static class Rounds
{
    public static RoundRequest Of(VppInstance instance, string id, RoundOptions? options = null) => new()
    {
        Id = id,
        Fleet = instance.Fleet,
        Scenarios = instance.Vpp.ToScenarios(),
        Coupling = instance.Coupling,
        Options = options ?? new RoundOptions(),
    };

    /// <summary>The result of a round, when it has ended.</summary>
    /// <exception cref="InvalidOperationException">It has none: it failed.</exception>
    public static async Task<RoundResult> EndOfAsync(this IRoundDesk desk, string roundId, CancellationToken cancellationToken = default)
    {
        await foreach (var happened in desk.FollowAsync(roundId, 0, cancellationToken).ConfigureAwait(false))
        {
            if (happened.Phase == RoundPhase.Failed)
            {
                throw new InvalidOperationException($"round {roundId} failed: {happened.Text}");
            }
        }

        return await desk.ResultAsync(roundId, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"round {roundId} has no result");
    }
}

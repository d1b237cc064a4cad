using Bess.Coordination.Agents;
using Bess.Coordination.Runtime;

namespace Bess.Coordination.Leaves;

/// <summary>A broadcast that is over: with all of them the state of every agent and of its place can be rebuilt.</summary>
/// <param name="Request">What was asked, with the prices of all classes.</param>
/// <param name="Missed">Places whose answer was late or lost.</param>
/// <param name="NewlyHeld">Places held from it on.</param>
/// <param name="Late">Late answers that count from it on.</param>
public sealed record PastBroadcast(
    AgentRequest Request,
    IReadOnlyCollection<int> Missed,
    IReadOnlyCollection<int> NewlyHeld,
    IReadOnlyCollection<LateMark> Late)
{
    /// <summary>The broadcast and what a sum says about it.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="sum">What was gathered.</param>
    /// <returns>The record.</returns>
    public static PastBroadcast Of(AgentRequest request, PartialGathering sum)
    {
        ArgumentNullException.ThrowIfNull(sum);
        return new PastBroadcast(request, [.. sum.Missed], [.. sum.NewlyHeld], [.. sum.Late]);
    }

    /// <summary>The broadcast and what a whole gathering says about it.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="gathering">What was gathered.</param>
    /// <returns>The record.</returns>
    public static PastBroadcast Of(AgentRequest request, Gathering gathering)
    {
        ArgumentNullException.ThrowIfNull(gathering);
        return new PastBroadcast(request, gathering.Missed, gathering.NewlyHeld, gathering.Late);
    }
}

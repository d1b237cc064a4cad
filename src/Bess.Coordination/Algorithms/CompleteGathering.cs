using Bess.Coordination.Agents;
using Bess.Coordination.Rounds;
using Bess.Coordination.Runtime;

namespace Bess.Coordination.Algorithms;

/// <summary>Asks until every agent has answered at least once, or it must end.</summary>
internal static class CompleteGathering
{
    /// <summary>Broadcasts in a row that may stay incomplete.</summary>
    private const int Patience = 15;

    /// <summary>The answers, or why there are none.</summary>
    /// <param name="context">The round.</param>
    /// <param name="limit">Iteration limit.</param>
    /// <param name="request">Makes the request; called once a broadcast.</param>
    public static async Task<(Gathering? Gathering, StopReason Stop)> AskAsync(RoundContext context, int limit, Func<AgentRequest> request)
    {
        for (var tries = 0; tries < Patience; tries++)
        {
            if (context.MustStop(limit) is { } reason)
            {
                return (null, reason);
            }

            var gathering = await context.AskAsync(request()).ConfigureAwait(false);
            if (gathering.IsComplete)
            {
                return (gathering, default);
            }
        }

        return (null, context.MustStop(limit) ?? StopReason.Stalled);
    }
}

using Bess.Coordination.Agents;
using Bess.Coordination.Checking;
using Bess.Domain.Assets;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Leaves;

/// <summary>How a leaf of the aggregation tree reaches one agent. Calls of one agent do not overlap.</summary>
public interface IAgentLink
{
    /// <summary>Who is at the other end.</summary>
    AgentId Agent { get; }

    /// <summary>Asks.</summary>
    /// <param name="ask">The broadcast.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer; null when the agent needs the history first.</returns>
    /// <exception cref="LinkBrokenException">The agent was not reached; the same may be asked again.</exception>
    Task<LinkAnswer?> AskAsync(LeafAsk ask, CancellationToken cancellationToken);

    /// <summary>Brings the agent to where the leaf stands.</summary>
    /// <param name="history">All broadcasts since its first.</param>
    /// <param name="bestSequence">See <see cref="AgentSession.Replay"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What it answered.</returns>
    /// <exception cref="LinkBrokenException">The agent was not reached; the same may be asked again.</exception>
    Task<LinkRecall> RecallAsync(IReadOnlyList<PastRequest> history, int? bestSequence, CancellationToken cancellationToken);

    /// <summary>Forms, checks and keeps the schedule; it is in force when the round has committed it.</summary>
    /// <param name="bestSequence">Number of the broadcast whose answer is the plan.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The report; null when the agent needs the history first.</returns>
    /// <exception cref="LinkBrokenException">The agent was not reached; the same may be asked again.</exception>
    Task<MemberReport?> FinishAsync(int bestSequence, CancellationToken cancellationToken);

    /// <summary>Whether the agent's host answers, even while the agent is still at work.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when nothing came back.</returns>
    Task<bool> IsAliveAsync(CancellationToken cancellationToken);
}

/// <summary>A broadcast as one agent gets it.</summary>
/// <param name="Request">With the price of the agent's class alone.</param>
/// <param name="LastAnswered">Number of the last broadcast whose answer was taken.</param>
/// <param name="Heard">Broadcasts in between.</param>
public sealed record LeafAsk(AgentRequest Request, int LastAnswered, IReadOnlyList<AgentRequest> Heard);

/// <summary>An answer that came over a link.</summary>
/// <param name="Settled">See <see cref="AgentAnswer"/>.</param>
/// <param name="LocalSteps">Newton steps taken.</param>
/// <param name="FixedSteps">Steps fixed so far.</param>
/// <param name="Fill">Writes what came into the leaf's own copy of the agent's response.</param>
/// <param name="Plan">What the agent is held to if this is its last answer; null where the answer is no plan.</param>
public sealed record LinkAnswer(bool Settled, int LocalSteps, int FixedSteps, Action<StorageResponse> Fill, HeldPlan? Plan);

/// <summary>What an agent answered in the past.</summary>
/// <param name="Log">Per answered broadcast in order: settled, fixed steps.</param>
/// <param name="Last">The last answer; null when there was none.</param>
public sealed record LinkRecall(IReadOnlyList<(bool Settled, int FixedSteps)> Log, LinkAnswer? Last);

/// <summary>An agent was not reached. Asking again is safe.</summary>
public sealed class LinkBrokenException : Exception
{
    /// <summary>Creates it.</summary>
    public LinkBrokenException()
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">What happened.</param>
    public LinkBrokenException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The transport's own error.</param>
    public LinkBrokenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

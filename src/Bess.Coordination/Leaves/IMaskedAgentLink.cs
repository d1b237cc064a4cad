using Bess.Coordination.Agents;
using Bess.Coordination.Privacy;
using Bess.Domain.Assets;

namespace Bess.Coordination.Leaves;

/// <summary>A broadcast under masks, as one agent gets it.</summary>
/// <param name="Request">With the price of the agent's class alone.</param>
/// <param name="LastAnswered">Number of the last broadcast that the agent answered.</param>
/// <param name="Fingerprint">Of the roster that masks it.</param>
/// <param name="Digest">Of the whole broadcast, the same for all agents of the leaf.</param>
public sealed record MaskedAsk(AgentRequest Request, int LastAnswered, string Fingerprint, byte[] Digest);

/// <summary>What came back. Append only.</summary>
public enum MaskedReplyKind
{
    /// <summary>Masked words; none where the agent must not answer.</summary>
    Words = 0,

    /// <summary>The agent needs the history first.</summary>
    NeedsHistory = 1,

    /// <summary>The agent needs the roster first.</summary>
    NeedsRoster = 2,
}

/// <summary>A masked answer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Words">Bytes of the words.</param>
public sealed record MaskedReply(MaskedReplyKind Kind, byte[] Words);

/// <summary>How a leaf reaches an agent whose answers it must not learn.</summary>
public interface IMaskedAgentLink
{
    /// <summary>Who is at the other end.</summary>
    AgentId Agent { get; }

    /// <summary>Asks.</summary>
    /// <param name="ask">The broadcast.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Words, or what is needed first.</returns>
    /// <exception cref="LinkBrokenException">The agent was not reached; the same may be asked again.</exception>
    Task<MaskedReply> AskAsync(MaskedAsk ask, CancellationToken cancellationToken);

    /// <summary>Brings the agent to where the leaf stands.</summary>
    /// <param name="history">All broadcasts since its first; it answered them all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Ends when it is there.</returns>
    /// <exception cref="LinkBrokenException">The agent was not reached; the same may be asked again.</exception>
    Task RecallAsync(IReadOnlyList<PastRequest> history, CancellationToken cancellationToken);

    /// <summary>Tells who masks with whom.</summary>
    /// <param name="fingerprint">Of the roster.</param>
    /// <param name="roster">The roster.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Ends when the keys are agreed.</returns>
    /// <exception cref="LinkBrokenException">The agent was not reached; the same may be asked again.</exception>
    Task AgreeAsync(string fingerprint, MaskRoster roster, CancellationToken cancellationToken);

    /// <summary>Asks for the keys that a sum lacks.</summary>
    /// <param name="sequence">Number of the sum.</param>
    /// <param name="values">Numbers in its vectors.</param>
    /// <param name="digest">Digest of the broadcast.</param>
    /// <param name="dropped">Places in the roster of who dropped out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Keys; none where the agent refuses.</returns>
    /// <exception cref="LinkBrokenException">The agent was not reached; the same may be asked again.</exception>
    Task<IReadOnlyList<RevealedKey>> RevealAsync(int sequence, int values, byte[] digest, IReadOnlyCollection<int> dropped, CancellationToken cancellationToken);

    /// <summary>Forms, checks and keeps the schedule.</summary>
    /// <param name="sequence">Number of the report.</param>
    /// <param name="lastAnswered">Number of the last broadcast.</param>
    /// <param name="fingerprint">Of the roster that masks it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The masked report, or what is needed first.</returns>
    /// <exception cref="LinkBrokenException">The agent was not reached; the same may be asked again.</exception>
    Task<MaskedReply> FinishAsync(int sequence, int lastAnswered, string fingerprint, CancellationToken cancellationToken);
}

using Bess.Coordination.Agents;

namespace Bess.Coordination.Runtime;

/// <summary>That an answer was taken broadcasts after the one it belongs to.</summary>
/// <param name="Place">Place of the agent.</param>
/// <param name="Sequence">Number of the broadcast that was answered.</param>
public readonly record struct LateMark(int Place, int Sequence);

/// <summary>An answer to an earlier broadcast, which the round did not wait for.</summary>
/// <param name="Request">That broadcast.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Plan">What the agent would do if it were its last; null where the answer is no plan.</param>
public sealed record LateAnswer(AgentRequest Request, AgentAnswer Answer, HeldPlan? Plan);

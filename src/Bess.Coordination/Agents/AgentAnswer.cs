using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Agents;

/// <summary>What an agent returns to one request.</summary>
/// <param name="Settled">False when the local iteration failed; the response is then what stands in.</param>
/// <param name="Response">The answer; belongs to the agent and is valid until its next call.</param>
/// <param name="LocalSteps">Newton steps taken.</param>
/// <param name="FixedSteps">Steps fixed to one direction so far.</param>
public readonly record struct AgentAnswer(bool Settled, StorageResponse Response, int LocalSteps, int FixedSteps);

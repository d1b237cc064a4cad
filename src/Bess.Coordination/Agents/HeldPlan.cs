namespace Bess.Coordination.Agents;

/// <summary>A plan that an agent is held to when it no longer answers.</summary>
/// <remarks>It differs from the answer of an interior iterate, which may still charge and discharge at once: no battery does.</remarks>
/// <param name="PowerMw">Power at the connection point, MW, length T.</param>
/// <param name="Cost">The agent's objective, currency.</param>
public sealed record HeldPlan(double[] PowerMw, double Cost);

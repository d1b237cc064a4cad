using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Agents;

/// <content>What a kind of agent computes.</content>
public abstract partial class RoundAgent
{
    /// <summary>Newton steps of the last computation.</summary>
    /// <param name="kernel">The kernel that was lent.</param>
    /// <returns>The number.</returns>
    protected abstract int LocalSteps(StorageKernel kernel);

    /// <summary>Forgets iterate and checkpoint.</summary>
    protected abstract void ResetIterates();

    /// <summary>Keeps the iterate as checkpoint.</summary>
    protected abstract void SaveCheckpoint();

    /// <summary>Returns to the checkpoint.</summary>
    protected abstract void RestoreCheckpoint();

    /// <summary>Answers with the smoothed optimum and its derivatives into <see cref="Spare"/>; on failure the iterate must be what it was.</summary>
    /// <param name="price">y, currency per MW.</param>
    /// <param name="barrier">μ, currency.</param>
    /// <param name="proximal">With the proximal term of the previous Hessian.</param>
    /// <param name="kernel">The kernel that was lent.</param>
    /// <returns>Whether it settled.</returns>
    protected abstract bool TryRespond(double[] price, double barrier, bool proximal, StorageKernel kernel);

    /// <summary>Moves along the linear response; writes power, energy, cost and bound into the response.</summary>
    /// <param name="price">y, currency per MW.</param>
    /// <param name="barrier">μ of the last answer.</param>
    /// <param name="response">The last answer; overwritten.</param>
    /// <param name="kernel">The kernel that was lent.</param>
    /// <returns>Whether there was an iterate to move.</returns>
    protected abstract bool TrySettle(double[] price, double barrier, StorageResponse response, StorageKernel kernel);

    /// <summary>Minimises cost + price · power + ½ ρ |p − centre|² into <see cref="Spare"/>.</summary>
    /// <param name="price">y, currency per MW.</param>
    /// <param name="weight">ρ, 0 for none; the centre is <see cref="Center"/>.</param>
    /// <param name="kernel">The kernel that was lent.</param>
    /// <returns>Whether it settled.</returns>
    protected abstract bool TryMinimise(double[] price, double weight, StorageKernel kernel);

    /// <summary>Linearises what is active (textbook ALADIN).</summary>
    /// <param name="request">The request.</param>
    /// <param name="price">y, currency per MW.</param>
    /// <param name="kernel">The kernel that was lent.</param>
    /// <returns>Whether it settled.</returns>
    protected abstract bool Linearize(AgentRequest request, double[] price, StorageKernel kernel);

    /// <summary>A valid lower bound for a price; it must not disturb the iterate.</summary>
    /// <param name="task"><see cref="AgentTask.Bound"/>, <see cref="AgentTask.Support"/> or <see cref="AgentTask.QuickBound"/>.</param>
    /// <param name="price">y, currency per MW.</param>
    /// <param name="nodeLimit">Nodes of a search over exclusive steps; 0 for none.</param>
    /// <param name="kernel">The kernel that was lent.</param>
    /// <returns>The bound.</returns>
    protected abstract double BoundOf(AgentTask task, double[] price, int nodeLimit, StorageKernel kernel);

    /// <summary>Fixes steps that do two opposite things at once to one direction.</summary>
    /// <param name="price">y, currency per MW.</param>
    /// <param name="penalty">Weight of staying near the relaxed plan, currency per MW and MW of connection power.</param>
    /// <param name="nodeLimit">Nodes of the search.</param>
    protected abstract void FixModes(double[] price, double penalty, int nodeLimit);
}

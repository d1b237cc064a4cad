using System.Runtime.Intrinsics;
using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Scheduling.Kernel;

/// <summary>Structure-exploiting primal-dual interior point for <see cref="StorageModel"/>: one workspace, reused for any number of agents.</summary>
/// <remarks>
/// Nothing is allocated by a call once the workspace has the model's size. Not thread-safe: one a thread. The method is
/// described in docs/explanation/coordination.md ("Inside the battery") and docs/explanation/solver.md.
/// </remarks>
public sealed class StorageKernel
{
    private readonly StorageSolver _solver;

    /// <summary>Creates a kernel of the widest vectors that the processor has.</summary>
    public StorageKernel()
        : this(VectorPath.Automatic)
    {
    }

    /// <summary>Creates a kernel of a vector width.</summary>
    /// <param name="path">The width; a width that the processor lacks is emulated and slow.</param>
    public StorageKernel(VectorPath path) =>
        _solver = path switch
        {
            VectorPath.Bits512 => new LaneSolver<Lanes512>(),
            VectorPath.Bits256 => new LaneSolver<Lanes256>(),
            VectorPath.Scalar => new LaneSolver<LanesScalar>(),
            _ when Vector512.IsHardwareAccelerated => new LaneSolver<Lanes512>(),
            _ when Vector256.IsHardwareAccelerated => new LaneSolver<Lanes256>(),
            _ => new LaneSolver<LanesScalar>(),
        };

    /// <summary>Number of Newton steps of the last call.</summary>
    public int LastIterations => _solver.LastIterations;

    /// <summary>Answers a price with the barrier-smoothed optimum and its exact derivatives (barrier-ALADIN, agent step).</summary>
    /// <param name="model">The agent's problem.</param>
    /// <param name="state">The agent's iterate; updated. Cold on the first call, then a proximal step in the previous Hessian.</param>
    /// <param name="pricePerMw">y, money per MW in each step, length T.</param>
    /// <param name="barrier">μ &gt; 0, money.</param>
    /// <param name="response">Receives the answer.</param>
    /// <param name="proximal">False for the smoothed optimum itself: exact, but it may need more local steps.</param>
    /// <returns>False when the local iteration did not settle; the state is then to be restored by the caller.</returns>
    public bool Respond(StorageModel model, StorageState state, ReadOnlySpan<double> pricePerMw, double barrier, StorageResponse response, bool proximal = true)
    {
        Check(model, state, response);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(barrier);
        return _solver.Respond(model, state, pricePerMw, barrier, response, proximal);
    }

    /// <summary>Moves the iterate along its linearised response to a new price, without iterating: what closes the last coupling residual.</summary>
    /// <param name="model">The agent's problem.</param>
    /// <param name="state">A warm iterate; moved.</param>
    /// <param name="pricePerMw">The new price, length T.</param>
    /// <param name="barrier">μ of the last answer.</param>
    /// <param name="response">Receives power, energy, cost and bound.</param>
    /// <returns>False when the state is cold.</returns>
    public bool Settle(StorageModel model, StorageState state, ReadOnlySpan<double> pricePerMw, double barrier, StorageResponse response)
    {
        Check(model, state, response);
        return state.IsWarm && _solver.Settle(model, state, pricePerMw, barrier, response);
    }

    /// <summary>A lower bound of min f + yᵀp that needs no solve: multipliers of a cold start.</summary>
    /// <param name="model">The agent's problem.</param>
    /// <param name="state">Scratch; overwritten.</param>
    /// <param name="pricePerMw">y, length T.</param>
    /// <param name="response">Receives the bound.</param>
    /// <returns>True.</returns>
    public bool QuickBound(StorageModel model, StorageState state, ReadOnlySpan<double> pricePerMw, StorageResponse response)
    {
        Check(model, state, response);
        return _solver.QuickBound(model, state, pricePerMw, response);
    }

    /// <summary>Minimises the model plus yᵀp plus ½ Σ ρ_t (p_t − z_t)² to a small μ.</summary>
    /// <param name="model">The agent's problem.</param>
    /// <param name="state">Iterate; overwritten.</param>
    /// <param name="pricePerMw">y, length T.</param>
    /// <param name="proximalWeight">ρ, length T, ≥ 0; empty for none.</param>
    /// <param name="proximalCenter">z, length T; empty for none.</param>
    /// <param name="relativeTolerance">Stop when the complementarity gap is below this times the money scale; 1e-9 is reachable.</param>
    /// <param name="response">Receives power, cost and the dual bound (of the model plus yᵀp, without the proximal term).</param>
    /// <param name="warm">True to start near the answer that the state holds: fewer steps where y, ρ and z have changed a little. Default cold.</param>
    /// <returns>False when the tolerance was not reached; the response holds the last point, which is finite.</returns>
    public bool Minimise(
        StorageModel model,
        StorageState state,
        ReadOnlySpan<double> pricePerMw,
        ReadOnlySpan<double> proximalWeight,
        ReadOnlySpan<double> proximalCenter,
        double relativeTolerance,
        StorageResponse response,
        bool warm = false)
    {
        Check(model, state, response);
        return _solver.Minimise(model, state, pricePerMw, proximalWeight, proximalCenter, relativeTolerance, response, warm);
    }

    private static void Check(StorageModel model, StorageState state, StorageResponse response)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(response);
    }
}

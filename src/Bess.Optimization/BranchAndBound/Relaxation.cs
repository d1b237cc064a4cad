using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>A solved relaxation. Apart from the kind, everything is empty unless it is bounded.</summary>
/// <param name="Kind">What it turned out to be.</param>
/// <param name="IsTrusted">Whether the point passed the independent check.</param>
/// <param name="Bound">Lower bound that holds in the box.</param>
/// <param name="Point">The point with its multipliers.</param>
/// <param name="Objective">Objective at the point.</param>
/// <param name="Safe">Where the bound comes from.</param>
/// <param name="Problem">The problem that was solved.</param>
internal sealed record Relaxation(
    RelaxationKind Kind,
    bool IsTrusted = false,
    double Bound = double.NegativeInfinity,
    PrimalDualPoint? Point = null,
    double Objective = double.NaN,
    SafeBound? Safe = null,
    QuadraticProblem? Problem = null)
{
    public double[] X => Point?.Primal ?? [];
}

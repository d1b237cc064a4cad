using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>A part of the search that waits: bounds of the integer columns, the parent's point and what is known of its optimum.</summary>
/// <param name="Lower">Lower bounds of the integer columns, in their order.</param>
/// <param name="Upper">Upper bounds of the integer columns.</param>
/// <param name="Bound">Lower bound, at least that of the parent.</param>
/// <param name="Depth">Branchings above.</param>
/// <param name="Branch">How it came from its parent; null at the root.</param>
/// <param name="Start">The parent's point to start from.</param>
/// <param name="Known">The relaxation where a trial of branching has solved it already.</param>
internal sealed record Node(
    double[] Lower, double[] Upper, double Bound, int Depth, Branch? Branch, PrimalDualPoint? Start, Relaxation? Known);

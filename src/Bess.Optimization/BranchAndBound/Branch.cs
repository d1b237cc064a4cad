namespace Bess.Optimization.BranchAndBound;

/// <summary>One side of a branching.</summary>
/// <param name="Column">The integer column.</param>
/// <param name="IsUp">Whether the lower bound was raised.</param>
/// <param name="Distance">How far the bound moved past the parent's value.</param>
/// <param name="ParentObjective">Bound of the parent.</param>
internal sealed record Branch(int Column, bool IsUp, double Distance, double ParentObjective);

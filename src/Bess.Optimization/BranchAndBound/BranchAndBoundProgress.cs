namespace Bess.Optimization.BranchAndBound;

/// <summary>Where a search stands. Between reports of one search the incumbent's objective never rises and the bound never falls.</summary>
/// <param name="Nodes">Nodes whose relaxation was solved.</param>
/// <param name="OpenNodes">Nodes that wait.</param>
/// <param name="Objective">Objective of the incumbent; +∞ without one.</param>
/// <param name="Bound">Lower bound on the optimum; −∞ before the root is solved.</param>
/// <param name="Seconds">Time since the start [s].</param>
/// <param name="Incumbent">The best point known, length n, or <see langword="null"/>; shared with the search, not to be changed.</param>
public sealed record BranchAndBoundProgress(
    int Nodes, int OpenNodes, double Objective, double Bound, double Seconds, double[]? Incumbent);

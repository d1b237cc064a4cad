namespace Bess.Optimization.BranchAndBound;

/// <summary>What reduced costs took away from a box.</summary>
internal enum ReducedCostOutcome
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>Values that lead over the cutoff.</summary>
    Tightened,

    /// <summary>Everything.</summary>
    Empty,
}

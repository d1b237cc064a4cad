namespace Bess.Optimization.BranchAndBound;

/// <summary>What the relaxation of a node turned out to be.</summary>
internal enum RelaxationKind
{
    /// <summary>There is a point and a bound; the bound holds however exact the point is.</summary>
    Bounded,

    /// <summary>A checked certificate says that no point exists.</summary>
    Infeasible,

    /// <summary>A checked certificate says that the objective falls without bound.</summary>
    Unbounded,

    /// <summary>Cancelled or out of time.</summary>
    Interrupted,
}

namespace Bess.Optimization.BranchAndBound;

/// <summary>How a search ended. Members are only ever appended; numbers never change.</summary>
public enum BranchAndBoundStatus
{
    /// <summary>The incumbent is optimal: its gap is at most 1e-9, relative or absolute.</summary>
    Optimal = 0,

    /// <summary>The gap asked for is reached; it is larger than what counts as optimal.</summary>
    GapLimit = 1,

    /// <summary>The node limit came first.</summary>
    NodeLimit = 2,

    /// <summary>The time limit came first.</summary>
    TimeLimit = 3,

    /// <summary>The caller cancelled.</summary>
    Cancelled = 4,

    /// <summary>No point satisfies constraints and integrality.</summary>
    Infeasible = 5,

    /// <summary>There are feasible points and the relaxation falls without bound, so with rational data the problem does too.</summary>
    Unbounded = 6,

    /// <summary>The tree is exhausted, but some relaxation could not be solved well enough to close the gap. Incumbent and bound hold.</summary>
    NumericalTrouble = 7,
}

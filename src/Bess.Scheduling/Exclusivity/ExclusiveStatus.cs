namespace Bess.Scheduling.Exclusivity;

/// <summary>How the search for an exclusive plan ended. Append only.</summary>
public enum ExclusiveStatus
{
    /// <summary>The plan is optimal among the exclusive ones within the gap.</summary>
    Optimal = 0,

    /// <summary>The node limit or a cancellation came first: the plan is exclusive, the bound says how good it is.</summary>
    NodeLimit = 1,

    /// <summary>No exclusive plan meets the limits.</summary>
    Infeasible = 2,

    /// <summary>No plan was found although none was excluded: a relaxation could not be solved.</summary>
    Failed = 3,
}

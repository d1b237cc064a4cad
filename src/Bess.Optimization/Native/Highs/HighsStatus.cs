namespace Bess.Optimization.Native.Highs;

/// <summary>Model statuses of the C API that are told apart here.</summary>
internal enum HighsStatus
{
    Empty = 6,
    Optimal = 7,
    Infeasible = 8,
    UnboundedOrInfeasible = 9,
    Unbounded = 10,
    TimeLimit = 13,
    IterationLimit = 14,
    Unknown = 15,
    Interrupted = 17,
}

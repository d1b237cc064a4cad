namespace Bess.Optimization.Native.Osqp;

/// <summary>Statuses of the C API.</summary>
internal enum OsqpStatus
{
    Solved = 1,
    SolvedInaccurate = 2,
    PrimalInfeasible = 3,
    PrimalInfeasibleInaccurate = 4,
    DualInfeasible = 5,
    DualInfeasibleInaccurate = 6,
    IterationLimit = 7,
    TimeLimit = 8,
    NotConvex = 9,
    Interrupted = 10,
    Unsolved = 11,
}

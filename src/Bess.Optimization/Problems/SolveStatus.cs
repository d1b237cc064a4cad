namespace Bess.Optimization.Problems;

/// <summary>How a run ended. Members are only ever appended; numbers never change.</summary>
public enum SolveStatus
{
    /// <summary>Optimal within the asked tolerances: the vectors are a primal-dual solution.</summary>
    Solved = 0,

    /// <summary>
    /// No point satisfies the constraints. <see cref="SolveResult.Certificate"/> proves it; the vectors hold the last
    /// iterate, which means nothing further.
    /// </summary>
    PrimalInfeasible = 1,

    /// <summary>
    /// The dual has no feasible point: the objective falls without bound along <see cref="SolveResult.Certificate"/> from
    /// any feasible point there may be. The vectors hold the last iterate, which means nothing further.
    /// </summary>
    DualInfeasible = 2,

    /// <summary>The iteration limit came first: the vectors are the best iterate; its residuals are in the report.</summary>
    IterationLimit = 3,

    /// <summary>The time limit came first: the vectors are the best iterate; its residuals are in the report.</summary>
    TimeLimit = 4,

    /// <summary>The caller cancelled: the vectors are the best iterate; its residuals are in the report.</summary>
    Cancelled = 5,

    /// <summary>No further progress was possible in double precision: the vectors are the best iterate, of low accuracy.</summary>
    NumericalTrouble = 6,

    /// <summary>
    /// Progress ended short of the asked tolerances but within <see cref="SolverOptions.AlmostSolvedFactor"/> times them,
    /// or with relative residuals of at most 1e-6: the vectors are a primal-dual solution of that accuracy.
    /// </summary>
    AlmostSolved = 7,
}

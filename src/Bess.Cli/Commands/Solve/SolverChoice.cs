namespace Bess.Cli.Commands.Solve;

/// <summary>Which solver a problem is given to.</summary>
internal enum SolverChoice
{
    /// <summary>The project's own.</summary>
    InteriorPoint,

    /// <summary>The native library OSQP.</summary>
    Osqp,

    /// <summary>The native library HiGHS.</summary>
    Highs,
}

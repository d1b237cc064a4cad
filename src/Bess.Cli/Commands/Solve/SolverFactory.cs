using Bess.Domain;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Native;
using Bess.Optimization.Native.Highs;
using Bess.Optimization.Native.Osqp;
using Bess.Optimization.Problems;

namespace Bess.Cli.Commands.Solve;

/// <summary>Makes the solver that was asked for, or says why it is not to be had.</summary>
internal static class SolverFactory
{
    public static readonly IReadOnlyDictionary<string, SolverChoice> Names = new Dictionary<string, SolverChoice>
    {
        ["interior-point"] = SolverChoice.InteriorPoint,
        ["osqp"] = SolverChoice.Osqp,
        ["highs"] = SolverChoice.Highs,
    };

    /// <summary>Makes it.</summary>
    /// <param name="choice">Which.</param>
    /// <param name="environment">Reads an environment variable, which may name a library.</param>
    public static Validated<IQuadraticSolver> Create(SolverChoice choice, Func<string, string?> environment)
    {
        switch (choice)
        {
            case SolverChoice.Osqp:
                var osqp = OsqpSolver.TryCreate(out var osqpStatus, environment(OsqpSolver.LibraryVariable));
                return OrWhyNot(osqp, osqpStatus);
            case SolverChoice.Highs:
                var highs = HighsSolver.TryCreate(out var highsStatus, environment(HighsSolver.LibraryVariable));
                return OrWhyNot(highs, highsStatus);
            default:
                return Validated<IQuadraticSolver>.FromValue(new InteriorPointSolver());
        }
    }

    private static Validated<IQuadraticSolver> OrWhyNot(IQuadraticSolver? solver, NativeLibraryStatus status) => solver is null
        ? Validated<IQuadraticSolver>.FromFault(Origin.CommandLine("--solver").Fault($"the library {status.Name}", $"none ({status.Message.TrimEnd('.')})"))
        : Validated<IQuadraticSolver>.FromValue(solver);
}

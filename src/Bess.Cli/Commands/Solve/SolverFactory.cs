using Bess.Cli.Inputs;
using Bess.Domain;
using Bess.Optimization.InteriorPoint;
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

    public static Validated<IQuadraticSolver> Create(SolverChoice choice) => choice switch
    {
        SolverChoice.InteriorPoint => Validated<IQuadraticSolver>.FromValue(new InteriorPointSolver()),
        _ => Validated<IQuadraticSolver>.FromFault(Origin.CommandLine("--solver").Fault("interior-point", $"{choice}, which is not there yet")),
    };
}

using Bess.Domain;
using Bess.Optimization.Files;
using Bess.Optimization.Problems;

namespace Bess.Cli.Commands.Solve;

/// <summary>Where problems with integer columns go: the one place to connect a solver for them.</summary>
internal static class IntegerProblems
{
    /// <summary>Solves a problem with integer columns.</summary>
    /// <param name="model">A model whose <see cref="MpsModel.HasIntegers"/> is true.</param>
    /// <param name="solver">Solver of the relaxations.</param>
    /// <param name="options">Tolerances and limits.</param>
    /// <param name="file">What faults call the file.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    public static Validated<SolveOutcome> Solve(
        MpsModel model, IQuadraticSolver solver, SolverOptions options, string file, CancellationToken cancellationToken)
    {
        _ = (solver, options, cancellationToken);
        var first = Array.IndexOf(model.IsInteger, true);
        return Validated<SolveOutcome>.FromFault(
            new Fault(file, $"column {model.ColumnNames[first]}", "a continuous column (integer columns are not supported yet)", $"an integer one, the first of {model.IsInteger.Count(one => one)}"));
    }
}

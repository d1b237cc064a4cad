using Bess.Domain;
using Bess.Optimization.Diagnostics;
using Bess.Optimization.Files;
using Bess.Optimization.Problems;

namespace Bess.Cli.Commands.Solve;

/// <summary>Reads a problem, solves it, has the answer checked and writes what was asked for; knows nothing of consoles.</summary>
internal static class SolveHandler
{
    // Solvers measure residuals a little differently from the check; what matters to callers is 1e-6.
    private const double CheckTolerance = 1e-6;

    /// <summary>Does all of it.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="began">Told of the model before it is solved.</param>
    /// <param name="cancellationToken">Ends the run with the best point.</param>
    /// <returns>The outcome, or the faults for which nothing was written.</returns>
    public static Validated<SolveOutcome> Run(
        SolveRequest request, Func<string, string?> environment, Action<MpsModel> began, CancellationToken cancellationToken)
    {
        var solver = SolverFactory.Create(request.Solver, environment);
        Fault?[] places = [Place(request.SolutionPath, "--write-solution"), Place(request.ProblemPath, "--save-problem")];
        var read = SolveInput.Read(request.Path);
        Fault[] faults = [.. solver.Faults, .. places.OfType<Fault>(), .. read.Faults];
        if (faults.Length > 0)
            return Validated<SolveOutcome>.FromFaults(faults);
        var model = read.Value;
        if (request.ProblemPath is { } problemPath)
            Write(problemPath, "--save-problem", () => ProblemFile.Save(model.Problem, problemPath));
        began(model);
        var outcome = model.HasIntegers
            ? IntegerProblems.Solve(model, solver.Value, request.Options, cancellationToken)
            : Solve(model, solver.Value, request.Options, cancellationToken);
        if (request.SolutionPath is { } solutionPath && outcome.HasPoint)
            Write(solutionPath, "--write-solution", () => SolutionFile.Write(solutionPath, model.Problem, outcome.Vectors, model.ColumnNames, model.RowNames));
        return Validated<SolveOutcome>.FromValue(outcome);
    }

    private static SolveOutcome Solve(MpsModel model, IQuadraticSolver solver, SolverOptions options, CancellationToken cancellationToken)
    {
        var result = solver.Solve(model.Problem, options, cancellationToken);
        var tolerance = Math.Max(CheckTolerance, 10 * Math.Max(options.FeasibilityTolerance, options.GapTolerance));
        return SolveOutcome.Of(model, result, KktCheck.Check(model.Problem, result, tolerance));
    }

    private static Fault? Place(string? path, string option)
    {
        if (path is null)
            return null;
        if (Directory.Exists(path))
            return Origin.CommandLine(option).Fault("a file", $"'{path}', which is a folder");
        return Directory.Exists(Path.GetDirectoryName(path)) ? null : Origin.CommandLine(option).Fault("a file in a folder that exists", $"'{path}'");
    }

    private static void Write(string path, string option, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BessDataException([Origin.CommandLine(option).Fault("a file that can be written", $"'{path}': {error.Message}")]);
        }
    }
}

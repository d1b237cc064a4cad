using System.CommandLine;
using Bess.Cli.Rendering;
using Bess.Optimization.Files;
using Bess.Optimization.Problems;

namespace Bess.Cli.Commands.Solve;

/// <summary><c>bess solve</c>: solves a linear, convex quadratic or mixed-integer programme of a file.</summary>
internal static class SolveCommand
{
    public static Command Create(CliContext context)
    {
        var path = new Argument<string>("FILE") { Description = "A problem in MPS or QPS form (perhaps compressed by gzip), or one that --save-problem wrote" };
        var solver = Options.OneOf("--solver", "Who solves it; osqp and highs are native libraries, if there [default: interior-point]", SolverFactory.Names);
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json);
        var solution = Options.Text("--write-solution", "Write values and multipliers to this file (CSV), over one that exists", "FILE");
        var tolerance = Options.Number(
            "--tolerance", "Relative tolerance of residuals and gap [default: 1e-8]", "SHARE", "a number in (0, 1)", value => value is > 0 and < 1);
        var limit = Options.Number("--time-limit", "End with the best point after so many seconds [default: none]", "SECONDS", "a number > 0", value => value > 0 && value < 1e9);
        var problem = Options.Text("--save-problem", "Write the problem as it was read to this file (JSON), over one that exists", "FILE");
        var command = new Command("solve", "Solve a linear or convex quadratic programme of a file, with integer columns or without.") { path, solver, output, solution, tolerance, limit, problem };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new SolverOptions { RecordIterations = false };
            if (parsed.GetValue(tolerance) is { } share)
                options = options with { FeasibilityTolerance = share, GapTolerance = share, CertificateTolerance = share };
            if (parsed.GetValue(limit) is { } seconds)
                options = options with { TimeLimit = TimeSpan.FromSeconds(seconds) };
            var request = new SolveRequest(
                context.Resolve(parsed.GetValue(path)!), parsed.GetValue(solver) ?? SolverChoice.InteriorPoint, options,
                Resolved(parsed.GetValue(solution)), Resolved(parsed.GetValue(problem)));
            return await Task.Run(() => Run(context, request, parsed.GetValue(output), cancellationToken), CancellationToken.None);
        });
        return command;

        string? Resolved(string? text) => text is null ? null : context.Resolve(text);
    }

    private static int Run(CliContext context, SolveRequest request, OutputFormat format, CancellationToken cancellationToken)
    {
        var outcome = SolveHandler.Run(request, context.Host.EnvironmentVariable, model => Began(context, request, model), cancellationToken);
        if (!outcome.TryGet(out var found))
            return context.Refuse(outcome.Faults, format);
        SolveRenderer.Render(found, format, context.Out);
        SolveRenderer.Remarks(found, request.SolutionPath is not null, context.Error);
        return found.Code;
    }

    private static void Began(CliContext context, SolveRequest request, MpsModel model)
    {
        var (p, a) = (model.Problem.Quadratic?.NonZeroCount ?? 0, model.Problem.Constraints.NonZeroCount);
        var quadratic = p > 0 ? $", {p} in the triangle of P" : "";
        context.Error.WriteLine($"{Path.GetFileName(request.Path)}: {model.Problem.RowCount} rows, {model.Problem.VariableCount} columns, {a} entries{quadratic}");
        foreach (var note in model.Notes)
            context.Error.WriteLine($"note: {Printable.Line(note)}");
    }
}

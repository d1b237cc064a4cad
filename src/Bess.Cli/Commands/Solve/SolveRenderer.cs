using System.Globalization;
using System.Text.Json;
using Bess.Cli.Rendering;

namespace Bess.Cli.Commands.Solve;

/// <summary>Shows how a solve ended.</summary>
internal static class SolveRenderer
{
    public static void Render(SolveOutcome outcome, OutputFormat format, TextWriter output)
    {
        if (format == OutputFormat.Json)
        {
            var document = new
            {
                status = outcome.Result.Status,
                objective = outcome.Objective,
                primalResidual = outcome.Check.RelativePrimalResidual,
                dualResidual = outcome.DualResidual,
                gap = outcome.Check.RelativeGap,
                iterations = outcome.Result.Report.Iterations,
                seconds = outcome.Result.Report.Seconds,
            };
            output.WriteLine(JsonSerializer.Serialize(document, BessJson.Indented));
            return;
        }

        Row(output, "status", outcome.Result.Status.ToString());
        Row(output, "objective", double.IsNaN(outcome.Objective) ? "none" : outcome.Objective.ToString("G12", CultureInfo.InvariantCulture));
        Row(output, "primal residual", Residual(outcome.Check.RelativePrimalResidual));
        Row(output, "dual residual", Residual(outcome.DualResidual));
        Row(output, "gap", Residual(outcome.Check.RelativeGap));
        Row(output, "iterations", outcome.Result.Report.Iterations.ToString(CultureInfo.InvariantCulture));
        Row(output, "seconds", outcome.Result.Report.Seconds.ToString("0.000", CultureInfo.InvariantCulture));
    }

    /// <summary>What a reader of the figures should know besides.</summary>
    public static void Remarks(SolveOutcome outcome, bool asksForSolution, TextWriter error)
    {
        foreach (var fault in outcome.Check.Faults)
            error.WriteLine($"The separate check refuses: {fault}.");
        if (asksForSolution && !outcome.HasPoint)
            error.WriteLine("No solution was written: there is none.");
    }

    private static void Row(TextWriter output, string label, string value) => output.WriteLine($"{label,-16} {value}");

    private static string Residual(double value) => value.ToString("0.0e+00", CultureInfo.InvariantCulture);
}

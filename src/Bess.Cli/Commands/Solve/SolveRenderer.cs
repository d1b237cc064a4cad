using System.Globalization;
using System.Text.Json;
using Bess.Cli.Rendering;
using Bess.Domain.Json;

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
                status = outcome.Status,
                objective = outcome.Objective,
                primalResidual = outcome.PrimalResidual,
                dualResidual = outcome.DualResidual,
                gap = outcome.Gap,
                iterations = outcome.Iterations,
                seconds = outcome.Seconds,
            };
            output.WriteLine(JsonSerializer.Serialize(document, BessJson.Indented));
            return;
        }

        Row(output, "status", outcome.Status.ToString());
        Row(output, "objective", double.IsNaN(outcome.Objective) ? "none" : outcome.Objective.ToString("G12", CultureInfo.InvariantCulture));
        Row(output, "primal residual", Residual(outcome.PrimalResidual));
        Row(output, "dual residual", Residual(outcome.DualResidual));
        Row(output, "gap", Residual(outcome.Gap));
        Row(output, "iterations", outcome.Iterations.ToString(CultureInfo.InvariantCulture));
        Row(output, "seconds", outcome.Seconds.ToString("0.000", CultureInfo.InvariantCulture));
    }

    /// <summary>What a reader of the figures should know besides.</summary>
    public static void Remarks(SolveOutcome outcome, bool asksForSolution, TextWriter error)
    {
        foreach (var remark in outcome.Remarks)
            error.WriteLine(remark);
        foreach (var fault in outcome.Faults)
            error.WriteLine($"The separate check refuses: {fault}.");
        if (asksForSolution && !outcome.HasPoint)
            error.WriteLine("No solution was written: there is none.");
    }

    private static void Row(TextWriter output, string label, string value) => output.WriteLine($"{label,-16} {value}");

    private static string Residual(double value) => value.ToString("0.0e+00", CultureInfo.InvariantCulture);
}

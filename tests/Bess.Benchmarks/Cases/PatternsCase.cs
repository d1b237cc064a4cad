using System.Globalization;
using Bess.Benchmarks.Linear;
using Bess.Benchmarks.Reporting;
using Bess.Optimization.Diagnostics;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;

namespace Bess.Benchmarks.Cases;

/// <summary>The general solver on patterns that make problems hard, by severity.</summary>
internal sealed class PatternsCase : IBenchmarkCase
{
    private const int FirstSeed = 8500;
    private const double Close = 1e-6;

    public string Name => "patterns";

    public string Summary => "the general solver on hard patterns by severity: how often solved, iterations, error";

    public async Task<bool> RunAsync(BenchmarkSettings settings)
    {
        var results = new List<PatternResult>();
        foreach (var pattern in Enum.GetValues<HardPattern>().Where(p => settings.Includes(p.ToString())))
        {
            for (var severity = 1; severity <= (pattern == HardPattern.Plain ? 1 : settings.Pick(4, 4, 1)); severity++)
                results.Add(Measure(pattern, severity, settings.Seed ?? FirstSeed, settings.Pick(50, 10, 1)));
        }

        var table = new MarkdownTable("pattern", "severity", "problems", "solved", "almost solved", "neither", "right to 1e-6", "iterations: median / 90 % / max", "worst error");
        foreach (var r in results)
        {
            table.Add(
                r.Pattern.ToString(), Text($"{r.Severity}"), Text($"{r.Problems}"), Text($"{r.Solved}"), Text($"{r.AlmostSolved}"),
                Text($"{r.Problems - r.Solved - r.AlmostSolved}"), Text($"{r.Right}"), r.Iterations, Text($"{r.WorstError:0.0e0}"));
        }

        await settings.Output.WriteLineAsync(table.ToString()).ConfigureAwait(false);
        await settings.Output.WriteLineAsync($"\nHalf linear, half quadratic, optimum planted. {ResultFile.Write(settings.Folder, Name, results)}").ConfigureAwait(false);
        // What is called solved must be accepted by the separate check and be right; to be beaten by a pattern is allowed, and shown.
        return results.All(r => r.WronglySolved == 0);
    }

    private static PatternResult Measure(HardPattern pattern, int severity, int firstSeed, int problems)
    {
        var solver = new InteriorPointSolver();
        var (solved, almost, right, wrong, worst) = (0, 0, 0, 0, 0.0);
        var iterations = new List<int?>();
        for (var k = 0; k < problems; k++)
        {
            var (problem, objective) = HardProblem.Make(pattern, severity, firstSeed + k, isQuadratic: k % 2 == 1);
            var result = solver.Solve(problem, new SolverOptions { RecordIterations = false });
            var error = Math.Abs(result.PrimalObjective - objective) / Math.Max(1.0, Math.Abs(objective));
            var isSolved = result.Status == SolveStatus.Solved;
            solved += isSolved ? 1 : 0;
            almost += result.Status == SolveStatus.AlmostSolved ? 1 : 0;
            right += error <= Close ? 1 : 0;
            wrong += isSolved && (error > Close || !KktCheck.Check(problem, result).IsAccepted) ? 1 : 0;
            worst = Math.Max(worst, error);
            iterations.Add(result.Report.Iterations);
        }

        return new PatternResult(pattern, severity, problems, solved, almost, right, wrong, Statistics.Counts(iterations), worst);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One pattern at one severity.</summary>
internal sealed record PatternResult(
    HardPattern Pattern, int Severity, int Problems, int Solved, int AlmostSolved, int Right, int WronglySolved, string Iterations, double WorstError);

using System.Diagnostics;
using System.Globalization;
using Bess.Benchmarks.Reporting;
using Bess.Optimization.Diagnostics;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using Bess.TestKit.Golden;

namespace Bess.Benchmarks.Cases;

/// <summary>The general solver on the project's own problem families, from small to large.</summary>
internal sealed class ModelsCase : IBenchmarkCase
{
    private const int Seed = 8000;

    /// <summary>Small models are repeated until the compiler has done its best.</summary>
    private const int LargestRepeats = 2000;

    public string Name => "models";

    public string Summary => "the general solver on the problem families by size: seconds, iterations, residuals, memory";

    public async Task<bool> RunAsync(BenchmarkSettings settings)
    {
        var solver = new InteriorPointSolver();
        var results = new List<ModelResult>();
        foreach (var (name, make, repeats) in Models(settings).Where(m => settings.Includes(m.Name)))
        {
            results.Add(Measure(name, make().Problem, solver, repeats, TimeSpan.FromSeconds(settings.Pick(1.0, 0.3, 0.0))));
            await Console.Error.WriteLineAsync($"models {name}: {results[^1].Seconds:0.000} s").ConfigureAwait(false);
        }

        if (settings.Includes("reserve year"))
        {
            results.Add(Year("reserve year, synthetic", SyntheticFamily.ReserveDays(settings.Pick(365, 365, 5), Seed)));
            results.AddRange(GoldenInstances.FindChains("E").Where(_ => settings.Size != RunSize.Smoke).Select(year => Year($"reserve year, golden {year.Name}", GoldenFamilyE.ChainedDays(year.Json))));
        }

        var earlier = EarlierResults.Read(settings.Against, Name);
        var table = new MarkdownTable(
            "model", "rows x columns", "status", "iterations", "seconds: best", "factor entries", "primal", "dual", "gap", "peak memory MB", "against the earlier build");
        foreach (var r in results)
            table.Add(Cells(r, earlier));
        await settings.Output.WriteLineAsync(table.ToString()).ConfigureAwait(false);
        await settings.Output.WriteLineAsync($"\nOne thread. {ResultFile.Write(settings.Folder, Name, results)}").ConfigureAwait(false);
        return results.All(r => r.Status == SolveStatus.Solved && r.IsAccepted);
    }

    private static IEnumerable<(string Name, Func<GoldenProblem> Make, int Repeats)> Models(BenchmarkSettings settings)
    {
        foreach (var (t, s) in settings.Pick<(int, int)[]>([(24, 10), (24, 20), (96, 20), (24, 200), (96, 200), (168, 20)], [(24, 20), (96, 20)], [(24, 5)]))
            yield return ($"agent T {t} S {s}", () => SyntheticFamily.Agent(t, s, Seed), settings.Pick(20, 5, 1));
        foreach (var (t, s) in settings.Pick<(int, int)[]>([(24, 20), (24, 200), (168, 30)], [(24, 20), (24, 200)], [(24, 3)]))
            yield return ($"two-stage T {t} S {s}", () => SyntheticFamily.TwoStage(t, s, Seed), settings.Pick(5, 3, 1));
        foreach (var n in settings.Pick<int[]>([10, 100, 300, 1000], [10, 100], [3]))
            yield return ($"plant N {n}", () => SyntheticFamily.Plant(n, Seed), n >= 300 ? 2 : settings.Pick(5, 3, 1));
    }

    private static ModelResult Measure(string name, QuadraticProblem problem, InteriorPointSolver solver, int repeats, TimeSpan minimumTime)
    {
        var options = new SolverOptions { RecordIterations = false };
        var best = double.PositiveInfinity;
        var begun = Stopwatch.GetTimestamp();
        SolveResult result;
        do
        {
            var clock = Stopwatch.GetTimestamp();
            result = solver.Solve(problem, options);
            best = Math.Min(best, Stopwatch.GetElapsedTime(clock).TotalSeconds);
        }
        while (--repeats > 0 || (repeats > -LargestRepeats && Stopwatch.GetElapsedTime(begun) < minimumTime));
        var check = KktCheck.Check(problem, result);
        return new ModelResult(
            name, problem.RowCount, problem.VariableCount, result.Status, check.IsAccepted, result.Report.Iterations, best,
            result.Report.FactorNonZeroCount, check.RelativePrimalResidual, check.RelativeDualResidual, check.RelativeGap, PeakMegabytes());
    }

    /// <summary>The days of a year, each starting with the energy that the one before left; building the problems is not timed.</summary>
    private static ModelResult Year(string name, IReadOnlyList<Func<double, GoldenFamilyE.Day>> chain)
    {
        var prepared = InteriorPointSolver.Prepare(GoldenFamilyE.Build(chain[0](1.0)).Problem);
        ModelResult? best = null;
        for (var pass = 0; pass < 3; pass++)
        {
            var (energy, seconds, iterations) = (1.0, 0.0, 0);
            var worst = new KktReport();
            SolveResult result = null!;
            foreach (var day in chain)
            {
                var golden = GoldenFamilyE.Build(day(energy));
                var clock = Stopwatch.GetTimestamp();
                result = prepared.Solve(golden.Problem, new SolverOptions { RecordIterations = false });
                seconds += Stopwatch.GetElapsedTime(clock).TotalSeconds;
                iterations += result.Report.Iterations;
                var check = KktCheck.Check(golden.Problem, result);
                worst = check.IsAccepted && check.RelativeGap < worst.RelativeGap && result.Status == SolveStatus.Solved ? worst : check;
                energy = result.Primal[golden.FirstEnergy + 23];
            }

            if (best is null || seconds < best.Seconds)
            {
                best = new ModelResult(
                    $"{name}, {chain.Count} days", result.RowDuals.Length, result.Primal.Length, result.Status, worst.IsAccepted, iterations, seconds,
                    result.Report.FactorNonZeroCount, worst.RelativePrimalResidual, worst.RelativeDualResidual, worst.RelativeGap, PeakMegabytes());
            }
        }

        return best!;
    }

    private static double PeakMegabytes() => Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;

    private static string[] Cells(ModelResult r, EarlierResults earlier) =>
    [
        r.Model,
        Invariant($"{r.Rows} x {r.Columns}"),
        r.IsAccepted ? r.Status.ToString() : $"{r.Status}, REFUSED by KktCheck",
        Invariant($"{r.Iterations}"),
        Invariant($"{r.Seconds:0.0000}"),
        Invariant($"{r.FactorEntries}"),
        Invariant($"{r.PrimalResidual:0.0e0}"),
        Invariant($"{r.DualResidual:0.0e0}"),
        Invariant($"{r.Gap:0.0e0}"),
        Invariant($"{r.PeakMegabytes:0}"),
        earlier.Seconds("model", r.Model) is { } before ? Invariant($"{r.Seconds / before:0.00}") : "–",
    ];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One model.</summary>
internal sealed record ModelResult(
    string Model, int Rows, int Columns, SolveStatus Status, bool IsAccepted, int Iterations, double Seconds, long FactorEntries,
    double PrimalResidual, double DualResidual, double Gap, double PeakMegabytes);

using System.Diagnostics;
using System.Globalization;
using Bess.Benchmarks.Linear;
using Bess.Benchmarks.Reporting;
using Bess.Optimization.BranchAndBound;
using Bess.TestKit.Golden;

namespace Bess.Benchmarks.Cases;

/// <summary>Branch and bound on a store behind a connection (family D), beside HiGHS under Node on the same instance.</summary>
internal sealed class IntegersCase : IBenchmarkCase
{
    private const int Seed = 8200;
    private const double Close = 1e-6;

    public string Name => "integers";

    public string Summary => "branch and bound on problems with binaries: gap, nodes, seconds, beside HiGHS under Node";

    public async Task<bool> RunAsync(BenchmarkSettings settings)
    {
        var (node, reason) = await NodeHighs.TryCreateAsync(TimeSpan.FromSeconds(settings.Pick(120, 120, 12))).ConfigureAwait(false);
        if (node is null)
            await settings.Output.WriteLineAsync($"SKIPPED the referee HiGHS under Node: {reason}").ConfigureAwait(false);
        var results = new List<IntegerResult>();
        try
        {
            foreach (var (name, golden) in Instances(settings).Where(instance => settings.Includes(instance.Name)))
                results.Add(await MeasureAsync(name, golden, node, settings).ConfigureAwait(false));
        }
        finally
        {
            node?.Dispose();
        }

        var table = new MarkdownTable("instance", "binaries", "status", "gap proved", "nodes", "relaxation below", "seconds", "against the expected", "HiGHS s", "against HiGHS");
        foreach (var r in results)
        {
            table.Add(
                r.Instance, Text($"{r.Binaries}"), r.IsAccepted ? r.Status.ToString() : $"{r.Status}, REFUSED by IntegerCheck", Text($"{r.Gap:0.0e0}"), Text($"{r.Nodes}"),
                Text($"{r.RootGap:0.0%}"), Text($"{r.Seconds:0.000}"), Shown(r.Error, "0.0e0"), Shown(r.RefereeSeconds, "0.000"), Shown(r.Difference, "0.0e0"));
        }

        await settings.Output.WriteLineAsync(table.ToString()).ConfigureAwait(false);
        await settings.Output.WriteLineAsync($"\nOne thread. {ResultFile.Write(settings.Folder, Name, results)}").ConfigureAwait(false);
        return results.All(r => r.IsAccepted && r.Status == BranchAndBoundStatus.Optimal && !(Math.Abs(r.Error) > Close) && !(Math.Abs(r.Difference) > Close));
    }

    private static IEnumerable<(string Name, GoldenProblem Problem)> Instances(BenchmarkSettings settings)
    {
        foreach (var steps in settings.Pick<int[]>([24, 48, 96, 168], [24], [12]))
            yield return ($"connection T {steps}", SyntheticFamily.Connection(steps, Seed));
        foreach (var golden in settings.Size == RunSize.Smoke ? [] : GoldenInstances.Find("D"))
            yield return ($"golden {golden.Name}", GoldenProblem.Build(golden.Json));
    }

    private static async Task<IntegerResult> MeasureAsync(string name, GoldenProblem golden, NodeHighs? node, BenchmarkSettings settings)
    {
        var problem = new MixedIntegerProblem(golden.Problem, golden.IntegerColumns);
        var (best, repeats) = (double.PositiveInfinity, settings.Pick(5, 3, 1));
        BranchAndBoundResult found;
        do
        {
            var clock = Stopwatch.GetTimestamp();
            found = new BranchAndBoundSolver().Solve(problem);
            best = Math.Min(best, Stopwatch.GetElapsedTime(clock).TotalSeconds);
        }
        while (--repeats > 0);
        var (difference, seconds) = (double.NaN, double.NaN);
        if (node is not null)
        {
            var path = node.PathOf("instance.lp");
            var isInteger = new bool[golden.Problem.VariableCount];
            foreach (var column in golden.IntegerColumns)
                isInteger[column] = true;
            await using (var writer = new StreamWriter(path))
                LinearProgramText.Write(golden.Problem, writer, isInteger);
            (_, var objective, seconds) = await node.SolveAsync(path, "default", settings.Pick(3, 3, 1)).ConfigureAwait(false);
            difference = Relative(found.Objective, objective + golden.Problem.Constant);
        }

        return new IntegerResult(
            name, golden.IntegerColumns.Length, found.Status, IntegerCheck.Check(problem, found).IsAccepted, found.RelativeGap, found.Nodes,
            Relative(found.Objective, found.RelaxationBound), best, Relative(found.Objective, golden.ExpectedObjective), seconds, difference);
    }

    private static double Relative(double own, double other) => (own - other) / Math.Max(1.0, Math.Abs(other));

    private static string Shown(double value, string format) => double.IsNaN(value) ? "–" : value.ToString(format, CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record IntegerResult(
        string Instance, int Binaries, BranchAndBoundStatus Status, bool IsAccepted, double Gap, int Nodes, double RootGap, double Seconds, double Error, double RefereeSeconds,
        double Difference);
}

using System.Globalization;
using Bess.Benchmarks.Linear;
using Bess.Benchmarks.Reporting;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Native.Highs;
using Bess.Optimization.Native.Osqp;
using Bess.Optimization.Problems;
using Bess.TestKit.Golden;

namespace Bess.Benchmarks.Cases;

/// <summary>The same instances, in the same run, by HiGHS under Node and by native libraries where they are there.</summary>
internal sealed class RefereeCase : IBenchmarkCase
{
    private const int Seed = 8100;
    private const double Close = 1e-6;
    private const int LargeRows = 50_000;

    public string Name => "referee";

    public string Summary => "objective and time against HiGHS (npm package under Node) and native solvers on the same instances; each is skipped by name when absent";

    public async Task<bool> RunAsync(BenchmarkSettings settings)
    {
        var (node, reason) = await NodeHighs.TryCreateAsync(TimeSpan.FromSeconds(settings.Pick(120, 120, 12))).ConfigureAwait(false);
        if (node is null)
            await settings.Output.WriteLineAsync($"SKIPPED the referee HiGHS under Node: {reason}").ConfigureAwait(false);
        var native = await NativesAsync(settings).ConfigureAwait(false);
        var results = new List<RefereeResult>();
        try
        {
            foreach (var (name, make) in Instances(settings).Where(instance => settings.Includes(instance.Name)))
            {
                var problem = make().Problem;
                var own = TimedSolve.Of("interior-point", new InteriorPointSolver(), problem, new SolverOptions { RecordIterations = false }, settings.Pick(9, 3, 1));
                foreach (var method in node is null ? [] : MethodsFor(problem))
                    results.Add(await UnderNodeAsync(node!, method, name, problem, own, settings).ConfigureAwait(false));
                // Operator splitting needs 10^5 iterations on these linear problems and still misses 1e-6; HiGHS has one method for quadratic ones.
                results.AddRange(native.Where(one => one.Name == (problem.Quadratic is null ? "highs-ipm" : "osqp") || one.Name == "highs").Select(one => Compare(name, problem, own, TimedSolve.Of(one.Name, one.Solver, problem, Options(one.Name), settings.Pick(5, 3, 1), 2.0))));
                if (results.LastOrDefault()?.Instance != name)
                    results.Add(Compare(name, problem, own, own));
                await Console.Error.WriteLineAsync($"referee {name}: {own.Seconds.ToString("0.000", CultureInfo.InvariantCulture)} s").ConfigureAwait(false);
            }
        }
        finally
        {
            node?.Dispose();
        }

        await settings.Output.WriteLineAsync(Table(results).ToString()).ConfigureAwait(false);
        await settings.Output.WriteLineAsync($"\nLeast of some repeats, one thread each. {ResultFile.Write(settings.Folder, Name, results)}").ConfigureAwait(false);
        return results.All(r => r.IsAccepted && (!r.HasAnswer || Math.Abs(r.Difference) <= Close));
    }

    /// <summary>On the largest the simplex method takes minutes.</summary>
    private static string[] MethodsFor(QuadraticProblem problem) =>
        problem.Quadratic is not null ? ["default"] : problem.RowCount > LargeRows ? ["ipm"] : ["simplex", "ipm"];

    private static IEnumerable<(string Name, Func<GoldenProblem> Make)> Instances(BenchmarkSettings settings)
    {
        foreach (var (t, s) in settings.Pick<(int, int)[]>([(24, 20), (24, 200), (168, 30)], [(24, 20)], [(24, 2)]))
            yield return ($"two-stage T {t} S {s}", () => SyntheticFamily.TwoStage(t, s, Seed));
        foreach (var n in settings.Pick<int[]>([10, 100, 1000], [10], [2]))
            yield return ($"plant N {n}", () => SyntheticFamily.Plant(n, Seed));
        foreach (var (t, s) in settings.Pick<(int, int)[]>([(24, 20), (96, 20)], [(24, 20)], [(24, 5)]))
            yield return ($"agent T {t} S {s}", () => SyntheticFamily.Agent(t, s, Seed));
        foreach (var family in settings.Size == RunSize.Full ? new[] { "A", "B", "C" } : [])
        {
            if (GoldenInstances.Find(family) is [.., var last])
                yield return ($"golden {last.Name}", () => GoldenProblem.Build(last.Json));
        }
    }

    private static async Task<List<(string Name, IQuadraticSolver Solver)>> NativesAsync(BenchmarkSettings settings)
    {
        var found = new List<(string, IQuadraticSolver)>();
        foreach (var name in new[] { "osqp", "highs", "highs-ipm" })
        {
            var (solver, reason) = SolverByName.Find(name);
            if (solver is not null)
                found.Add((name, solver));
            else if (name != "highs-ipm")
                await settings.Output.WriteLineAsync($"SKIPPED {name}: {reason}").ConfigureAwait(false);
        }

        return found;
    }

    // Operator splitting is a method of moderate accuracy: held to 1e-6 instead of 1e-8, and to half a minute.
    private static SolverOptions Options(string solver) => solver == "osqp"
        ? new SolverOptions { FeasibilityTolerance = Close, GapTolerance = Close, TimeLimit = TimeSpan.FromSeconds(30), RecordIterations = false }
        : new SolverOptions { TimeLimit = TimeSpan.FromSeconds(60), RecordIterations = false };

    private static async Task<RefereeResult> UnderNodeAsync(
        NodeHighs node, string method, string name, QuadraticProblem problem, TimedSolve own, BenchmarkSettings settings)
    {
        var path = node.PathOf("instance.lp");
        await using (var writer = new StreamWriter(path))
            LinearProgramText.Write(problem, writer);
        var (status, objective, seconds) = await node.SolveAsync(path, method, problem.RowCount > LargeRows ? 1 : settings.Pick(3, 3, 1)).ConfigureAwait(false);
        return Result(name, problem, own, $"HiGHS under Node, {method}", status, status == "Optimal", objective + problem.Constant, seconds);
    }

    private static RefereeResult Compare(string name, QuadraticProblem problem, TimedSolve own, TimedSolve other) => Result(
        name, problem, own, other.Solver == "osqp" ? $"OSQP {OsqpVersion()}, 1e-6" : other.Solver == "interior-point" ? "none" : $"HiGHS {HighsVersion()}, {(other.Solver == "highs" ? "choose" : "ipm")}",
        other.Result.Status.ToString(), other.Result.Status == SolveStatus.Solved, other.Result.PrimalObjective, other.Seconds);

    private static RefereeResult Result(
        string name, QuadraticProblem problem, TimedSolve own, string referee, string status, bool hasAnswer, double objective, double seconds) => new(
        name, problem.RowCount, problem.VariableCount, own.Result.Status == SolveStatus.Solved && own.Check.IsAccepted, own.Seconds, referee, status, hasAnswer, seconds,
        (own.Result.PrimalObjective - objective) / Math.Max(1.0, Math.Abs(objective)));

    private static string OsqpVersion() => OsqpSolver.TryCreate(out var status) is null ? "" : status.Version;

    private static string HighsVersion() => HighsSolver.TryCreate(out var status) is null ? "" : status.Version;

    private static MarkdownTable Table(List<RefereeResult> results)
    {
        string F(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
        var table = new MarkdownTable("instance", "rows x columns", "interior point s", "referee", "its status", "its seconds", "its seconds / ours", "objective: ours against its");
        foreach (var r in results)
        {
            table.Add(
                r.Instance, $"{r.Rows} x {r.Columns}", F(r.Seconds, "0.0000"), r.Referee, r.Status, F(r.RefereeSeconds, "0.0000"), F(r.RefereeSeconds / r.Seconds, "0.0"),
                r.HasAnswer ? F(r.Difference, "0.0e0") : "–");
        }

        return table;
    }

    private sealed record RefereeResult(
        string Instance, int Rows, int Columns, bool IsAccepted, double Seconds, string Referee, string Status, bool HasAnswer, double RefereeSeconds, double Difference);
}

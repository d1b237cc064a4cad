using System.Globalization;
using Bess.Benchmarks.Linear;
using Bess.Benchmarks.Reporting;
using Bess.Optimization.Problems;
using Bess.TestKit.Golden;

namespace Bess.Benchmarks.Cases;

/// <summary>The agent's problem by native OSQP at 1e-6 and HiGHS, beside the general solver: what the agent kernel is held against.</summary>
internal sealed class NativeCase : IBenchmarkCase
{
    private const int Seed = 8200;
    private const double Accuracy = 1e-6;

    public string Name => "native";

    public string Summary => "the agent's QP by native OSQP at 1e-6 and HiGHS beside the general solver; each library is skipped by name when absent";

    public async Task<bool> RunAsync(BenchmarkSettings settings)
    {
        var solvers = new List<(string Name, IQuadraticSolver Solver)>();
        foreach (var name in new[] { "interior-point", "osqp", "highs" })
        {
            var (solver, reason) = SolverByName.Find(name);
            if (solver is not null)
                solvers.Add((name, solver));
            else
                await settings.Output.WriteLineAsync($"SKIPPED {name}: {reason}").ConfigureAwait(false);
        }

        var options = new SolverOptions { FeasibilityTolerance = Accuracy, GapTolerance = Accuracy, RecordIterations = false, TimeLimit = TimeSpan.FromSeconds(20) };
        var results = new List<NativeResult>();
        foreach (var (t, s) in settings.Pick<(int, int)[]>([(24, 10), (24, 20), (24, 200), (96, 20), (96, 200), (168, 20)], [(24, 20), (96, 20)], [(24, 5)]))
        {
            var problem = SyntheticFamily.Agent(t, s, Seed).Problem;
            foreach (var (name, solver) in solvers.Where(one => settings.Includes(one.Name)))
            {
                var timed = TimedSolve.Of(name, solver, problem, options, settings.Pick(200, 50, 1), 3.0);
                results.Add(new NativeResult(
                    $"T {t} S {s}", name, timed.Result.Status, timed.Check.IsAccepted, timed.Seconds, timed.Result.Report.Iterations, timed.Result.PrimalObjective,
                    Math.Max(timed.Check.RelativePrimalResidual, timed.Check.RelativeDualResidual)));
            }
        }

        var table = new MarkdownTable("agent", "solver", "status", "milliseconds: best", "iterations", "objective", "worse of primal and dual residual");
        string F(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
        foreach (var r in results)
            table.Add(r.Instance, r.Solver, r.Status.ToString(), F(r.Seconds * 1e3, "0.000"), F(r.Iterations, "0"), F(r.Objective, "0.000000"), F(r.Residual, "0.0e0"));
        await settings.Output.WriteLineAsync(table.ToString()).ConfigureAwait(false);
        await settings.Output.WriteLineAsync($"\nOne thread, set-up included. {ResultFile.Write(settings.Folder, Name, results)}").ConfigureAwait(false);
        return results.Where(r => r.Solver == "interior-point").All(r => r is { Status: SolveStatus.Solved, IsAccepted: true });
    }

    private sealed record NativeResult(
        string Instance, string Solver, SolveStatus Status, bool IsAccepted, double Seconds, int Iterations, double Objective, double Residual);
}

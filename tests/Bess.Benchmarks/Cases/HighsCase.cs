using System.Globalization;
using Bess.Benchmarks.Linear;
using Bess.Benchmarks.Reporting;
using Bess.Benchmarks.Rounds;
using Bess.Coordination.Rounds;
using Bess.Scheduling.Central;
using Bess.TestKit.Fleets;

namespace Bess.Benchmarks.Cases;

/// <summary>The same central problem solved by HiGHS, by the project's interior point method, and by coordination.</summary>
internal sealed class HighsCase : IBenchmarkCase
{
    private const int Seed = 8000;

    public string Name => "highs";

    public string Summary => "objective and time of the central problem against HiGHS (npm package under Node; skipped when absent)";

    public async Task<bool> RunAsync(BenchmarkSettings settings)
    {
        var (solver, reason) = await NodeHighs.TryCreateAsync(TimeSpan.FromSeconds(settings.Pick(120, 120, 12))).ConfigureAwait(false);
        if (solver is null)
        {
            await settings.Output.WriteLineAsync($"SKIPPED highs: {reason}").ConfigureAwait(false);
            return true;
        }

        using (solver)
        {
            return await CompareAsync(settings, solver).ConfigureAwait(false);
        }
    }

    private async Task<bool> CompareAsync(BenchmarkSettings settings, NodeHighs solver)
    {
        var batteries = settings.Pick(30, 30, 3);
        var table = new MarkdownTable(
            "coupling", "N", "HiGHS", "seconds (simplex)", "seconds (ipm)", "central interior point s", "barrier-ALADIN s", "objective: central against HiGHS", "value: barrier-ALADIN against HiGHS");
        var results = new List<HighsResult>();
        foreach (var kind in settings.Pick(Enum.GetValues<InstanceKind>(), [InstanceKind.Interior, InstanceKind.Boundary], [InstanceKind.Interior]))
        {
            var instance = VppInstance.Create(kind, Seed, batteries);
            var path = solver.PathOf($"{kind}.lp");
            using (var writer = new StreamWriter(path))
            {
                LinearProgramText.Write(CentralScheduler.Build(instance.Vpp.Models, instance.Plan.Set, instance.Memberships).Problem, writer);
            }

            var simplex = await solver.SolveAsync(path, "simplex").ConfigureAwait(false);
            var ipm = await solver.SolveAsync(path, "ipm").ConfigureAwait(false);
            var run = await InstanceRun.RunAsync(instance, new RoundOptions { Threads = settings.Threads }).ConfigureAwait(false);
            var reference = Reference.Of(instance, run);
            var result = new HighsResult(
                kind, batteries, simplex.Status, simplex.Objective, simplex.Seconds, ipm.Seconds, reference.Seconds, run.Seconds,
                (reference.Value - simplex.Objective) / reference.Scale, (run.Trace[^1].Value - simplex.Objective) / reference.Scale);
            results.Add(result);
            string F(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
            table.Add(
                kind.ToString(), F(batteries, "0"), result.Status, F(simplex.Seconds, "0.00"), F(ipm.Seconds, "0.00"), F(reference.Seconds, "0.00"), F(run.Seconds, "0.00"),
                F(result.CentralError, "0.0e0"), F(result.BarrierError, "0.0e0"));
        }

        await settings.Output.WriteLineAsync(table.ToString()).ConfigureAwait(false);
        await settings.Output.WriteLineAsync($"\n{ResultFile.Write(settings.Folder, Name, results)}").ConfigureAwait(false);
        return results.All(r => r.Status == "Optimal" && Math.Abs(r.CentralError) < 1e-6);
    }

    private sealed record HighsResult(
        InstanceKind Kind,
        int Batteries,
        string Status,
        double Objective,
        double SimplexSeconds,
        double InteriorPointSeconds,
        double CentralSeconds,
        double BarrierSeconds,
        double CentralError,
        double BarrierError);
}

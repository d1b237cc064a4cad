using System.Diagnostics;
using System.Globalization;
using Bess.Benchmarks.Reporting;
using Bess.Benchmarks.Rounds;
using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;

namespace Bess.Benchmarks.Cases;

/// <summary>Large fleets with barrier-ALADIN, and its time beside that of the central problem where that can still be solved.</summary>
internal sealed class ScaleCase : IBenchmarkCase
{
    private const int Seed = 6000;

    public string Name => "scale";

    public string Summary => "seconds, split, memory at 1,000 and 10,000 batteries; ratio to the central problem at 100 and 300";

    public async Task<bool> RunAsync(BenchmarkSettings settings)
    {
        int[] central = settings.Pick<int[]>([100, 300], [100], [10]);
        int[] large = settings.Pick<int[]>([1000, 10000], [1000], [64]);
        var table = new MarkdownTable(
            "N", "coupling", "ended", "iterations", "total s", "agents s", "aggregator s",
            "µs agent and iteration", "certified gap", "peak memory of the process MB", "central s", "central / round");
        var results = new List<ScaleResult>();
        var threads = settings.Threads ?? Environment.ProcessorCount;
        // Untimed, so that compiling is not measured.
        for (var pass = 0; pass < settings.Pick(3, 2, 1); pass++)
            await InstanceRun.RunAsync(VppInstance.Create(InstanceKind.Boundary, Seed, settings.Pick(100, 30, 10)), new RoundOptions { Threads = threads }).ConfigureAwait(false);
        foreach (var batteries in central.Concat(large))
        {
            foreach (var kind in new[] { InstanceKind.Interior, InstanceKind.Boundary })
            {
                var instance = VppInstance.Create(kind, Seed, batteries);
                GC.Collect();
                var run = await InstanceRun.RunAsync(instance, new RoundOptions { Threads = threads }).ConfigureAwait(false);
                var memory = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
                var reference = central.Contains(batteries) ? Reference.Of(instance, run) : null;
                results.Add(new ScaleResult(
                    batteries,
                    kind,
                    run.Outcome.Stop,
                    run.Trace.Count,
                    run.Seconds,
                    run.AgentSeconds,
                    run.AggregatorSeconds,
                    run.AgentSeconds * 1e6 * Math.Min(threads, (batteries + 31) / 32) / batteries / run.Trace.Count,
                    (run.Outcome.BestCost - run.Outcome.LowerBound) / Math.Abs(run.Outcome.BestCost),
                    memory,
                    reference?.Seconds));
                table.Add(Cells(results[^1]));
                await Console.Error.WriteLineAsync($"scale {batteries} {kind}: {run.Seconds:0.0} s").ConfigureAwait(false);
            }
        }

        await settings.Output.WriteLineAsync(table.ToString()).ConfigureAwait(false);
        await settings.Output.WriteLineAsync($"\n{threads} threads; T 24, S 20. {ResultFile.Write(settings.Folder, Name, results)}").ConfigureAwait(false);
        return results.All(r => r.Stop is StopReason.Converged or StopReason.Stalled && r.CertifiedGap < 1e-3);
    }

    private static string[] Cells(ScaleResult r)
    {
        string F(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
        return
        [
            F(r.Batteries, "0"), r.Kind.ToString(), r.Stop.ToString(), F(r.Iterations, "0"), F(r.Seconds, "0.00"), F(r.AgentSeconds, "0.00"), F(r.AggregatorSeconds, "0.000"),
            F(r.AgentMicroseconds, "0.0"), F(r.CertifiedGap, "0.0e0"), F(r.PeakMegabytes, "0"),
            r.CentralSeconds is { } s ? F(s, "0.00") : "–", r.CentralSeconds is { } c ? F(c / r.Seconds, "0.0") : "–",
        ];
    }

    private sealed record ScaleResult(
        int Batteries,
        InstanceKind Kind,
        StopReason Stop,
        int Iterations,
        double Seconds,
        double AgentSeconds,
        double AggregatorSeconds,
        double AgentMicroseconds,
        double CertifiedGap,
        double PeakMegabytes,
        double? CentralSeconds);
}

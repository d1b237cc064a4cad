using System.Globalization;
using Bess.Benchmarks.Reporting;
using Bess.Benchmarks.Rounds;
using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;

namespace Bess.Benchmarks.Cases;

/// <summary>Iterations to "1e-3" and "1e-6" against the central linear programme, no parameter touched.</summary>
internal sealed class ConvergenceCase : IBenchmarkCase
{
    private readonly Dictionary<(InstanceKind Kind, int Seed, int Batteries, int Steps), Reference> _known = [];

    public string Name => "convergence";

    public string Summary => "iterations of all algorithms to 1e-3 and 1e-6 on random fleets (design.md, section 5)";

    public async Task<bool> RunAsync(BenchmarkSettings settings)
    {
        var table = new MarkdownTable(
            "algorithm", "coupling", "N", "T", "reached 1e-3: median / 90 % / max", "reached 1e-6: median / 90 % / max", "seconds a round", "numbers a round trip and agent, up");
        var results = new List<ConvergenceResult>();
        foreach (var row in ConvergenceRow.All(settings).Where(r => r.Seeds > 0 && settings.Includes(r.ToString())))
        {
            var measured = new List<ConvergenceResult>();
            var first = settings.Seed ?? ConvergenceRow.FirstSeed;
            for (var seed = first; seed < first + row.Seeds; seed++)
            {
                foreach (var kind in row.Kinds)
                {
                    measured.Add(await MeasureAsync(row, kind, seed, settings).ConfigureAwait(false));
                }
            }

            results.AddRange(measured);
            table.Add(
                row.Algorithm.ToString(),
                row.Name,
                Text(row.Batteries),
                Text(row.Steps),
                Statistics.Counts([.. measured.Select(m => m.Coarse)]),
                Statistics.Counts([.. measured.Select(m => m.Fine)]),
                measured.Average(m => m.Seconds).ToString("0.00", CultureInfo.InvariantCulture),
                measured.Average(m => m.NumbersUp).ToString("0", CultureInfo.InvariantCulture));
            await Console.Error.WriteLineAsync($"{row}: {Statistics.Counts([.. measured.Select(m => m.Coarse)])}").ConfigureAwait(false);
        }

        await settings.Output.WriteLineAsync(table.ToString()).ConfigureAwait(false);
        await WritePooledAsync(settings.Output, results).ConfigureAwait(false);
        await WriteMissedAsync(settings.Output, results).ConfigureAwait(false);
        var references = string.Join(", ", results.GroupBy(r => r.Reference).Select(g => $"{g.Count()} {g.Key}"));
        await settings.Output.WriteLineAsync($"\nReferences: {references}. {ResultFile.Write(settings.Folder, Name, results)}").ConfigureAwait(false);
        return results.All(r => r.Coarse is not null || r.Algorithm != CoordinationAlgorithm.BarrierAladin);
    }

    private async Task<ConvergenceResult> MeasureAsync(ConvergenceRow row, InstanceKind kind, int seed, BenchmarkSettings settings)
    {
        var instance = VppInstance.Create(kind, seed, row.Batteries, row.Steps, hours: row.Hours);
        var run = await InstanceRun.RunAsync(instance, new RoundOptions { Algorithm = row.Algorithm, Threads = settings.Threads }).ConfigureAwait(false);
        var reference = await ReferenceAsync(row, instance, run, settings).ConfigureAwait(false);
        return new ConvergenceResult(
            row.Algorithm,
            kind,
            row.Batteries,
            row.Steps,
            seed,
            Criterion.Coarse.FirstOf(run.Trace, instance, reference),
            Criterion.Fine.FirstOf(run.Trace, instance, reference),
            run.Trace.Count,
            run.Outcome.Stop,
            reference.Value,
            reference.Source,
            reference.IsReachable,
            reference.Seconds,
            (run.Outcome.BestCost - reference.Value) / reference.Scale,
            (run.Outcome.BestCost - run.Outcome.LowerBound) / reference.Scale,
            (run.Trace[^1].Value - reference.Value) / reference.Scale,
            run.Trace[^1].ResidualMw / instance.PeakMw,
            run.Trace[^1].ViolationMw / instance.PeakMw,
            run.Seconds,
            run.Trace.Average(t => (double)t.NumbersReceived) / row.Batteries);
    }

    /// <summary>One reference an instance, whatever the algorithm that is measured on it.</summary>
    private async Task<Reference> ReferenceAsync(ConvergenceRow row, VppInstance instance, InstanceRun run, BenchmarkSettings settings)
    {
        var key = (instance.Kind, instance.Seed, row.Batteries, row.Steps);
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        var certified = row.Algorithm == CoordinationAlgorithm.BarrierAladin
            ? run
            : await InstanceRun.RunAsync(instance, new RoundOptions { Threads = settings.Threads }).ConfigureAwait(false);
        var reference = Reference.Of(instance, certified);
        _known.Add(key, reference);
        return reference;
    }

    /// <summary>The figures of the whole table, and its worst plan whatever the iterates did.</summary>
    private static async Task WritePooledAsync(TextWriter output, List<ConvergenceResult> results)
    {
        foreach (var group in results.GroupBy(r => r.Algorithm))
        {
            var days = group.Where(r => r.Steps == 24).ToList();
            var worst = group.MaxBy(r => r.PlanError)!;
            var counts = $"1e-3 {Statistics.Counts([.. group.Select(r => r.Coarse)])}, 1e-6 {Statistics.Counts([.. group.Select(r => r.Fine)])}";
            var daily = $"1e-3 {Statistics.Counts([.. days.Select(r => r.Coarse)])}, 1e-6 {Statistics.Counts([.. days.Select(r => r.Fine)])}";
            var plan = $"worst plan above f*: {Short(worst.PlanError)} ({worst.Kind}, N {worst.Batteries}, T {worst.Steps}, seed {worst.Seed})";
            await output.WriteLineAsync($"\n{group.Key}, all: {counts}; T = 24: {daily}; {plan}").ConfigureAwait(false);
        }
    }

    private static async Task WriteMissedAsync(TextWriter output, List<ConvergenceResult> results)
    {
        var missed = results.Where(r => r.Coarse is null || (r.Fine is null && r.Algorithm is CoordinationAlgorithm.BarrierAladin)).ToList();
        await output.WriteLineAsync($"\nNot reached (1e-3, or 1e-6 for barrier-ALADIN): {missed.Count} of {results.Count}").ConfigureAwait(false);
        if (missed.Count == 0)
        {
            return;
        }

        var table = new MarkdownTable(
            "algorithm", "coupling", "reachable", "N", "T", "seed", "missed", "iterations", "ended", "best plan above f*", "certified gap", "last value error", "last residual", "last violation");
        foreach (var r in missed)
        {
            table.Add(
                r.Algorithm.ToString(), r.Kind.ToString(), r.IsReachable ? "yes" : "no", Text(r.Batteries), Text(r.Steps), Text(r.Seed),
                r.Coarse is null ? "1e-3" : "1e-6", Text(r.Iterations), r.Stop.ToString(),
                Short(r.PlanError), Short(r.CertifiedGap), Short(r.ValueError), Short(r.RelativeResidual), Short(r.RelativeViolation));
        }

        await output.WriteLineAsync(table.ToString()).ConfigureAwait(false);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Short(double value) => value.ToString("0.0e0", CultureInfo.InvariantCulture);
}

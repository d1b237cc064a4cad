using System.Globalization;
using Bess.Cli.Inputs;
using Bess.Cli.Runs;
using Bess.Coordination.Rounds;
using Bess.Domain;

namespace Bess.Cli.Commands.Rerun;

/// <summary>Repeats a run and compares, without writing anything.</summary>
internal static class RerunHandler
{
    /// <summary>Repeats a run.</summary>
    /// <param name="host">Who coordinates.</param>
    /// <param name="path">The manifest, or its folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The comparison, or the faults of the manifest, of files that changed, or of inputs.</returns>
    public static async Task<Validated<RerunComparison>> RunAsync(CliHost host, string path, CancellationToken cancellationToken)
    {
        var read = Manifest.Read(path);
        if (!read.TryGet(out var manifest))
            return Validated<RerunComparison>.FromFaults(read.Faults);
        Fault[] changed = [.. manifest.CheckInputs(), .. manifest.CheckOutputs()];
        if (changed.Length > 0)
            return Validated<RerunComparison>.FromFaults(changed);
        var loaded = RunCheck.Complete(AsItRan(manifest)).Bind(specification => RoundLoader.Load(specification, host.Clock));
        if (!loaded.TryGet(out var round))
            return Validated<RerunComparison>.FromFaults(loaded.Faults);
        var outcome = await host.VirtualPowerPlant().CoordinateAsync(round.Request, null, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome.Map(result => new RerunComparison(manifest.RoundId, Differences(manifest, result).ToArray()));
    }

    // What a clock or a key ended cannot be repeated by a clock: the same number of iterations is.
    private static RunSpecification AsItRan(Manifest manifest) => EndedByClock(manifest)
        ? manifest.Request with { DeadlineSeconds = null, IterationLimit = Math.Max(1, manifest.Iterations) }
        : manifest.Request with { DeadlineSeconds = null };

    private static bool EndedByClock(Manifest manifest) =>
        manifest.Status is nameof(RoundStatus.StoppedAtDeadline) or nameof(RoundStatus.Cancelled);

    private static IEnumerable<string> Differences(Manifest manifest, RoundResult result)
    {
        if (!EndedByClock(manifest) && result.Status.ToString() != manifest.Status)
            yield return $"status: was {manifest.Status}, is {result.Status}";
        if (result.Trace.Count != manifest.Iterations)
            yield return string.Create(CultureInfo.InvariantCulture, $"iterations: were {manifest.Iterations}, are {result.Trace.Count}");
        var schedules = SchedulesDifference(manifest, result);
        if (schedules is not null)
            yield return schedules;
        if (TraceNdjson.TimelessSha256(result.Trace) != manifest.TraceWithoutTimesSha256)
            yield return TraceDifference(manifest, result);
        if (EndedByClock(manifest) && schedules is not null)
            yield return "the run was ended by a clock or a key: what it had gathered at that moment cannot be repeated, only the iterations before it";
        if (ToolVersion.Text != manifest.ToolVersion && schedules is not null)
            yield return $"version of bess: was {manifest.ToolVersion}, is {ToolVersion.Text}";
    }

    private static string? SchedulesDifference(Manifest manifest, RoundResult result)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        SchedulesCsv.Write(result.Schedules, writer);
        var (was, now) = (File.ReadAllText(Path.Combine(manifest.Folder, SchedulesCsv.FileName)).Split('\n'), writer.ToString().Split('\n'));
        var line = Enumerable.Range(0, Math.Min(was.Length, now.Length)).Where(k => was[k] != now[k]).Select(k => (int?)k).FirstOrDefault();
        if (line is null && was.Length == now.Length)
            return null;
        var at = line ?? Math.Min(was.Length, now.Length);
        return string.Create(
            CultureInfo.InvariantCulture, $"{SchedulesCsv.FileName}: line {at + 1} was '{was.ElementAtOrDefault(at)}', is '{now.ElementAtOrDefault(at)}'");
    }

    private static string TraceDifference(Manifest manifest, RoundResult result)
    {
        var was = TraceNdjson.Read(Path.Combine(manifest.Folder, TraceNdjson.FileName)).Select(TraceNdjson.TimelessLine).ToArray();
        var now = result.Trace.Select(TraceNdjson.TimelessLine).ToArray();
        var at = Enumerable.Range(0, Math.Max(was.Length, now.Length)).First(k => was.ElementAtOrDefault(k) != now.ElementAtOrDefault(k));
        return string.Create(CultureInfo.InvariantCulture, $"{TraceNdjson.FileName}: first different in line {at + 1}");
    }
}

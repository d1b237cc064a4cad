using System.Text.Json;
using Bess.Cli.Rendering;
using Bess.Cli.Runs;
using Bess.Coordination.Rounds;
using Bess.Domain.Json;

namespace Bess.Cli.Commands.Coordinate;

/// <summary>Shows a round while it runs and when it has ended.</summary>
internal static class CoordinateRenderer
{
    public static async Task<int> RunAsync(
        CliContext context, CoordinateRequest request, OutputFormat format, bool withProgress, CancellationToken cancellationToken)
    {
        using var watcher = TraceWatcher.Create(context, format, withProgress);
        var outcome = await CoordinateHandler.RunAsync(context.Host.VirtualPowerPlant(), request, watcher, cancellationToken);
        watcher.Dispose();
        if (!outcome.TryGet(out var result))
            return context.Refuse(outcome.Faults, format);
        Data(context, request, result, format);
        Talk(context, request, result, format);
        return RoundExit.CodeOf(result);
    }

    private static void Data(CliContext context, CoordinateRequest request, RoundResult result, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                context.Out.WriteLine(JsonSerializer.Serialize(ResultDocument.Of(request.Round, result), BessJson.Indented));
                break;
            case OutputFormat.Ndjson:
                context.Out.WriteLine(JsonSerializer.Serialize(ResultDocument.Of(request.Round, result), BessJson.Line));
                break;
            case OutputFormat.Csv:
                SchedulesCsv.Write(result.Schedules, context.Out);
                break;
            default:
                context.Out.Write(RoundSummary.Text(request.Round, result));
                break;
        }
    }

    private static void Talk(CliContext context, CoordinateRequest request, RoundResult result, OutputFormat format)
    {
        if (format != OutputFormat.Table)
            context.Error.WriteLine($"{result.Status}: {Printable.Line(result.Detail)}");
        if (result.Status == RoundStatus.IdleOnly)
            context.Error.WriteLine("Warning: the plan is to do nothing, because nothing else meets the coupling.");
        foreach (var finding in result.Verdict.Findings.Take(10))
            context.Error.WriteLine("Checker: " + Printable.Line(finding));
        if (request.Remote is { RoundId: { } roundId } remote)
            context.Error.WriteLine($"Round {roundId} at {remote.Server}");
        context.Error.WriteLine($"Written to {Path.GetRelativePath(context.Host.WorkingFolder, request.Folder)}");
    }
}

using Bess.Cli.Rendering;
using Bess.Domain.Series;
using Bess.Markets.Sources;
using Bess.Markets.Store.Filling;

namespace Bess.Cli.Commands.Data.Fetch;

/// <summary>Fetches series one after the other.</summary>
internal static class FetchHandler
{
    public static async Task<int> RunAsync(CliContext context, FetchRequest request, OutputFormat format, CancellationToken cancellationToken)
    {
        var faults = request.Selection.Faults().ToList();
        using var publishers = new Publishers(context, request);
        var work = new List<(SeriesId Id, SourceEntry Entry)>();
        publishers.CheckNames(faults);
        foreach (var id in request.Selection.Faults().Any() ? [] : request.Selection.Named())
        {
            if (publishers.Find(id, faults) is { } entry)
                work.Add((id, entry));
        }

        return await DataRun.OnStoreAsync(
            context, request.Store, writes: true, format, faults, open => FillAsync(context, request, format, publishers, work, open, cancellationToken), cancellationToken);
    }

    private static async Task<int> FillAsync(
        CliContext context, FetchRequest request, OutputFormat format, Publishers publishers, List<(SeriesId Id, SourceEntry Entry)> work, OpenStore open,
        CancellationToken cancellationToken)
    {
        var results = new List<FetchResult>();
        using (var talk = new ProgressTalk(context))
        {
            foreach (var (id, entry) in work)
            {
                var order = new FillOrder(id, DataSelection.ClockOf(id), request.Selection.From!.Value, request.Selection.To!.Value) { Refresh = request.Refresh };
                var progress = new Told(report => talk.Report($"{id} from {entry.Name}", report.Done, report.Total));
                var outcome = await StoreFiller.FillAsync(open.Store, publishers.Make(entry), order, progress, cancellationToken);
                results.Add(new FetchResult(id, entry.Name, outcome));
                if (format == OutputFormat.Ndjson)
                    FetchRenderer.Line(results[^1], context.Out);
            }
        }

        FetchRenderer.Render(results, open.Name, format, context);
        return results.Exists(result => result.Outcome.Faults.Count > 0) ? ExitCode.Stopped : ExitCode.Done;
    }

    private sealed class Told(Action<FillProgress> tell) : IProgress<FillProgress>
    {
        public void Report(FillProgress value) => tell(value);
    }
}

/// <summary>What fetching one series did.</summary>
internal sealed record FetchResult(SeriesId Id, string Source, FillOutcome Outcome);

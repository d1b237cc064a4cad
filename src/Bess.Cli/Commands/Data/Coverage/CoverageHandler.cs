using Bess.Cli.Rendering;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Store;
using Bess.Markets.Store.Coverage;

namespace Bess.Cli.Commands.Data.Coverage;

/// <summary>Reports on the series that are meant.</summary>
internal static class CoverageHandler
{
    public static Task<int> RunAsync(
        CliContext context, DataSelection selection, StoreChoice choice, double require, OutputFormat format, CancellationToken cancellationToken)
    {
        var faults = selection.Faults().ToList();
        return DataRun.OnStoreAsync(
            context, choice, writes: false, format, faults,
            async open =>
            {
                var reports = await ReportsAsync(context, selection, open, faults, cancellationToken);
                if (faults.Count > 0)
                    return context.Refuse(faults, format);
                CoverageRenderer.Render(reports, format, context);
                var lacking = reports.Where(report => report.Share < require).ToArray();
                foreach (var report in lacking)
                    await context.Error.WriteLineAsync($"{report.Series}: expected at least {require * 100:0.##} %, was {Gaps.Share(report)}");
                return lacking.Length > 0 ? ExitCode.BadInput : ExitCode.Done;
            },
            cancellationToken);
    }

    // Series that are named are reported even where nothing is kept of them, as long as the days are named too.
    private static async Task<List<CoverageReport>> ReportsAsync(
        CliContext context, DataSelection selection, OpenStore open, List<Fault> faults, CancellationToken cancellationToken)
    {
        var reports = new List<CoverageReport>();
        using var talk = new ProgressTalk(context);
        var ids = selection is { From: not null, To: not null } && selection.Names.Count > 0 && selection.Zone is not null
            ? selection.Named()
            : await selection.KeptAsync(open.Store, faults, cancellationToken);
        for (var i = 0; faults.Count == 0 && i < ids.Count; i++)
        {
            if (await SpanAsync(selection, open.Store, ids[i], cancellationToken) is { } span)
                reports.Add(await CoverageReport.ReadAsync(open.Store, ids[i], DataSelection.ClockOf(ids[i]), span, selection.AsOf, cancellationToken));
            talk.Report($"{ids[i]}", i + 1, ids.Count);
        }

        return reports;
    }

    private static async Task<DeliveryInterval?> SpanAsync(DataSelection selection, IObservationStore store, SeriesId id, CancellationToken cancellationToken)
    {
        var clock = DataSelection.ClockOf(id);
        return selection is { From: { } from, To: { } to }
            ? new DeliveryInterval(clock.StartOfDay(from), clock.StartOfDay(to.AddDays(1)))
            : (await selection.ReadAsync(store, id, cancellationToken)).Span;
    }
}

using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Store.Transfer;

namespace Bess.Cli.Commands.Data.Export;

/// <summary>Writes the series that are meant.</summary>
internal static class ExportHandler
{
    public static Task<int> RunAsync(
        CliContext context, DataSelection selection, StoreChoice choice, string path, bool revisions, TimeSpan? step, CancellationToken cancellationToken)
    {
        var faults = selection.Faults().ToList();
        if (NewFile.Check(path) is { } taken)
            faults.Add(taken);
        return DataRun.OnStoreAsync(
            context, choice, writes: false, OutputFormat.Table, faults,
            async open =>
            {
                var (series, span) = await ReadAsync(selection, open, faults, cancellationToken);
                if (faults.Count == 0 && revisions)
                    ObservationCsvWriter.WriteFile(path, writer => ObservationCsvWriter.WriteRevisions(series, writer));
                else if (faults.Count == 0)
                    WriteValues(selection, series, span, path, step, faults);
                if (faults.Count > 0)
                    return context.Refuse(faults, OutputFormat.Table);
                await context.Error.WriteLineAsync($"Written to {Path.GetRelativePath(context.Host.WorkingFolder, path)}: {series.Count} series, {series.Sum(one => one.Count)} values");
                return ExitCode.Done;
            },
            cancellationToken);
    }

    private static async Task<(List<ObservedSeries> Series, DeliveryInterval? Span)> ReadAsync(
        DataSelection selection, OpenStore open, List<Fault> faults, CancellationToken cancellationToken)
    {
        var series = new List<ObservedSeries>();
        DeliveryInterval? span = null;
        foreach (var id in await selection.KeptAsync(open.Store, faults, cancellationToken))
        {
            var (one, days) = await selection.ReadAsync(open.Store, id, cancellationToken);
            series.Add(one);
            if (days is { } its)
                span = span is { } all ? new DeliveryInterval(all.Start < its.Start ? all.Start : its.Start, all.End > its.End ? all.End : its.End) : its;
        }

        return (series, span);
    }

    private static void WriteValues(
        DataSelection selection, List<ObservedSeries> series, DeliveryInterval? span, string path, TimeSpan? step, List<Fault> faults)
    {
        var zones = series.Select(one => one.Id.Zone).Distinct(StringComparer.Ordinal).ToArray();
        if (zones.Length > 1)
            faults.Add(Origin.CommandLine("--zone").Fault("one zone; --revisions writes several into one file", string.Join(", ", zones)));
        var grid = ObservationCsvWriter.GridOf(series, span, step);
        faults.AddRange(grid.Faults);
        if (faults.Count == 0)
            ObservationCsvWriter.WriteFile(path, writer => ObservationCsvWriter.WriteValues(series, grid.Value, selection.AsOf, writer));
    }
}

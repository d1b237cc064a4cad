using Bess.Cli.Rendering;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Markets.Store;
using Bess.Markets.Store.Transfer;

namespace Bess.Cli.Commands.Data.Import;

/// <summary>Reads all files first and keeps them then, so that a fault in the last one leaves the store as it was.</summary>
internal static class ImportHandler
{
    private static readonly string[] Extensions = [".csv", ".csv.gz"];

    public static async Task<int> RunAsync(CliContext context, ImportRequest request, OutputFormat format, CancellationToken cancellationToken)
    {
        var faults = new List<Fault>();
        if (request.Zone is not null)
            faults.AddRange(new DataSelection(request.Zone, [], null, null, null).Faults());
        using var talk = new ProgressTalk(context);
        var (files, notes) = Read(context, request, faults, talk, cancellationToken);
        return await DataRun.OnStoreAsync(
            context, request.Store, writes: true, format, faults, open => KeepAsync(context, format, files, notes, open, talk, cancellationToken), cancellationToken);
    }

    private static (List<ImportedFile> Files, List<string> Notes) Read(
        CliContext context, ImportRequest request, List<Fault> faults, ProgressTalk talk, CancellationToken cancellationToken)
    {
        var files = new List<ImportedFile>();
        var notes = new List<string>();
        var paths = request.Paths.SelectMany(path => FilesOf(context.Resolve(path), path, request, faults, notes)).ToArray();
        for (var i = 0; i < paths.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = request.Form is { } form
                ? form.Read(paths[i], request.Zone, context.Host.Clock.GetUtcNow())
                : ObservationCsvReader.Read(paths[i], request.Zone);
            if (read.TryGet(out var file))
                files.Add(file);
            faults.AddRange(read.Faults);
            talk.Report($"reading {Path.GetFileName(paths[i])}", i + 1, paths.Length);
        }

        return (files, notes);
    }

    // A file that is named must be readable; of a folder, what has another form is passed over with a note.
    private static IEnumerable<string> FilesOf(string path, string named, ImportRequest request, List<Fault> faults, List<string> notes)
    {
        if (!Directory.Exists(path))
            return [path];
        var found = Directory.GetFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => request.Form is not null || Array.Exists(Extensions, end => file.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal).ToArray();
        if (found.Length == 0)
            faults.Add(Origin.CommandLine("PATH").Fault("a folder with files", $"'{named}'"));
        return request.Form is null ? found.Where(file => IsMeant(path, file, request.Zone, notes)) : found;
    }

    private static bool IsMeant(string folder, string file, string? zone, List<string> notes)
    {
        var name = Path.GetRelativePath(folder, file);
        if (!ObservationCsvReader.Recognises(file))
            notes.Add($"{name}: passed over, no column timestamp_utc");
        else if (zone is null && !ObservationCsvReader.NamesItsSeries(file) && !SeriesClock.TryName(Path.GetFileName(Path.GetDirectoryName(file)), out _))
            notes.Add($"{name}: passed over, its folder is not named like a zone; --zone names one");
        else
            return true;
        return false;
    }

    private static async Task<int> KeepAsync(
        CliContext context, OutputFormat format, List<ImportedFile> files, List<string> notes, OpenStore open, ProgressTalk talk,
        CancellationToken cancellationToken)
    {
        var results = new List<ImportResult>();
        var work = files.SelectMany(file => file.Series.Where(series => series.Count > 0).Select(series => (file.Name, Series: series))).ToArray();
        for (var i = 0; i < work.Length; i++)
        {
            var (name, series) = work[i];
            results.Add(new ImportResult(name, series.Id, await open.Store.AppendAsync(series, cancellationToken)));
            talk.Report($"keeping {series.Id}", i + 1, work.Length);
        }

        ImportRenderer.Render(results, [.. notes, .. files.SelectMany(file => file.Notes)], open.Name, format, context);
        return ExitCode.Done;
    }
}

/// <summary>What keeping one series of a file did.</summary>
internal sealed record ImportResult(string File, SeriesId Id, AppendOutcome Kept);

using System.Globalization;
using System.Text.Json;
using Bess.Cli.Rendering;
using Bess.Domain.Json;

namespace Bess.Cli.Commands.Data.Fetch;

/// <summary>Tells what was fetched: lines for people, documents for programs; what went wrong always on stderr too.</summary>
internal static class FetchRenderer
{
    private const int NotesShown = 20;

    public static void Render(IReadOnlyList<FetchResult> results, string store, OutputFormat format, CliContext context)
    {
        if (format == OutputFormat.Json)
        {
            context.Out.WriteLine(JsonSerializer.Serialize(
                new { kind = "fetch", schemaVersion = BessJson.SchemaVersion, store, series = results.Select(Document) }, BessJson.Indented));
        }

        foreach (var result in results)
        {
            if (format == OutputFormat.Table)
                Write(result, context.Out);
            foreach (var note in result.Outcome.Notes.Take(NotesShown))
                context.Error.WriteLine($"note: {Printable.Line(note)}");
            if (result.Outcome.Notes.Count > NotesShown)
                context.Error.WriteLine($"note: and {result.Outcome.Notes.Count - NotesShown} more; --output json has all");
            foreach (var fault in result.Outcome.Faults)
                context.Error.WriteLine($"not fetched: {Printable.Line(fault.ToString())}");
        }

        if (results.Any(result => result.Outcome.Faults.Count > 0))
            context.Error.WriteLine($"What was answered is kept in {Printable.Line(store)}; the same again asks for the rest.");
    }

    public static void Line(FetchResult result, TextWriter writer) => writer.WriteLine(JsonSerializer.Serialize(Document(result), BessJson.Line));

    private static void Write(FetchResult result, TextWriter writer)
    {
        var (outcome, kept) = (result.Outcome, result.Outcome.Kept);
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Id} from {result.Source}: {outcome.Requests} requests, {kept.Added} new, {kept.Revised} revised, {kept.Unchanged} unchanged; {Gaps.Share(outcome.Coverage)} of {outcome.Coverage.Days[0].Day:yyyy-MM-dd} … {outcome.Coverage.Days[^1].Day:yyyy-MM-dd}"));
        Gaps.Write(outcome.Coverage, writer);
    }

    private static object Document(FetchResult result) => new
    {
        zone = result.Id.Zone,
        series = result.Id.Name,
        source = result.Source,
        requests = result.Outcome.Requests,
        added = result.Outcome.Kept.Added,
        revised = result.Outcome.Kept.Revised,
        unchanged = result.Outcome.Kept.Unchanged,
        share = result.Outcome.Coverage.Share,
        missing = Gaps.Of(result.Outcome.Coverage.Missing),
        notes = result.Outcome.Notes,
        faults = result.Outcome.Faults,
    };
}

using System.Globalization;
using System.Text.Json;
using Bess.Cli.Rendering;
using Bess.Domain.Json;

namespace Bess.Cli.Commands.Data.Import;

/// <summary>Tells what was imported.</summary>
internal static class ImportRenderer
{
    private const int NotesShown = 40;

    public static void Render(IReadOnlyList<ImportResult> results, IReadOnlyList<string> notes, string store, OutputFormat format, CliContext context)
    {
        if (format == OutputFormat.Json)
        {
            var series = results.Select(one => new
            {
                file = one.File,
                zone = one.Id.Zone,
                series = one.Id.Name,
                added = one.Kept.Added,
                revised = one.Kept.Revised,
                unchanged = one.Kept.Unchanged,
            });
            context.Out.WriteLine(JsonSerializer.Serialize(new { kind = "import", schemaVersion = BessJson.SchemaVersion, store, series, notes }, BessJson.Indented));
        }
        else
        {
            foreach (var one in results)
                context.Out.WriteLine(Printable.Line(string.Create(
                    CultureInfo.InvariantCulture, $"{one.Id} from {one.File}: {one.Kept.Added} new, {one.Kept.Revised} revised, {one.Kept.Unchanged} unchanged")));
            context.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{results.Count} series of {results.Select(one => one.File).Distinct().Count()} files: {results.Sum(one => one.Kept.Added)} new, {results.Sum(one => one.Kept.Revised)} revised, {results.Sum(one => one.Kept.Unchanged)} unchanged"));
        }

        foreach (var note in notes.Take(NotesShown))
            context.Error.WriteLine($"note: {Printable.Line(note)}");
        if (notes.Count > NotesShown)
            context.Error.WriteLine($"note: and {notes.Count - NotesShown} more; --output json has all");
    }
}

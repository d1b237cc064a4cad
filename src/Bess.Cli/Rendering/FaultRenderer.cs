using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;

namespace Bess.Cli.Rendering;

/// <summary>Tells why inputs were refused: all faults, one a line on stderr, or a document on stdout when JSON was asked for.</summary>
internal static class FaultRenderer
{
    private const int Shown = 200;

    public static void Render(IReadOnlyList<Fault> faults, OutputFormat format, TextWriter output, TextWriter error)
    {
        if (format is OutputFormat.Json or OutputFormat.Ndjson)
        {
            var options = format == OutputFormat.Json ? BessJson.Indented : BessJson.Line;
            output.WriteLine(JsonSerializer.Serialize(new FaultDocument("faults", BessJson.SchemaVersion, faults), options));
        }

        error.WriteLine(faults.Count == 1 ? "1 fault in the input; nothing was written." : $"{faults.Count} faults in the input; nothing was written.");
        foreach (var fault in faults.Take(Shown))
            error.WriteLine("  " + Printable.Line(fault.ToString()));
        if (faults.Count > Shown)
            error.WriteLine($"  and {faults.Count - Shown} more");
    }

    private sealed record FaultDocument(string Kind, int SchemaVersion, IReadOnlyList<Fault> Faults);
}

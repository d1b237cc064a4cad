using System.Text.Json;
using Bess.Domain.Json;

namespace Bess.Cli.Rendering;

/// <summary>Writes data to stdout in the form that was asked for.</summary>
internal static class Rendered
{
    /// <summary>Writes one of the three forms; only that one is computed.</summary>
    /// <param name="format">The form; what is neither JSON nor CSV is the table.</param>
    /// <param name="output">Where to.</param>
    /// <param name="document">The JSON document.</param>
    /// <param name="csv">Writes comma-separated values.</param>
    /// <param name="table">Writes what people read.</param>
    public static void Write(OutputFormat format, TextWriter output, Func<object> document, Action csv, Action table)
    {
        switch (format)
        {
            case OutputFormat.Json:
                output.WriteLine(JsonSerializer.Serialize(document(), BessJson.Indented));
                break;
            case OutputFormat.Csv:
                csv();
                break;
            default:
                table();
                break;
        }
    }
}

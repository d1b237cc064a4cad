using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bess.Benchmarks.Reporting;

/// <summary>Results as JSON, with what they were measured on; written beside and then renamed.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(string folder, string name, IReadOnlyList<T> results)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name + ".json");
        var document = new
        {
            Case = name,
            MeasuredAt = TimeProvider.System.GetUtcNow(),
            Processors = Environment.ProcessorCount,
            Runtime = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
            Results = results,
        };
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(document, Format));
        File.Move(path + ".new", path, overwrite: true);
        return path;
    }
}

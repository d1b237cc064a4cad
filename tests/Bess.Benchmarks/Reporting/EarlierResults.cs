using System.Text.Json;

namespace Bess.Benchmarks.Reporting;

/// <summary>The seconds of an earlier run of a case, so that a build can be held against the one before it.</summary>
internal sealed class EarlierResults
{
    private readonly JsonElement[] _rows;

    private EarlierResults(JsonElement[] rows) => _rows = rows;

    /// <summary>Reads the case's result file in a folder; without a folder there is nothing to compare with.</summary>
    /// <exception cref="FileNotFoundException">A folder without this case's file.</exception>
    public static EarlierResults Read(string? folder, string name)
    {
        if (folder is null)
            return new EarlierResults([]);
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name + ".json")));
        return new EarlierResults([.. document.RootElement.GetProperty("results").Clone().EnumerateArray()]);
    }

    /// <summary>Seconds of the row whose field has the value, or null.</summary>
    public double? Seconds(string field, string value)
    {
        foreach (var row in _rows)
        {
            if (row.GetProperty(field).GetString() == value)
                return row.GetProperty("seconds").GetDouble();
        }

        return null;
    }
}

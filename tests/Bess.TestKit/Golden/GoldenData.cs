using System.Text.Json;

namespace Bess.TestKit.Golden;

/// <summary>Typed access to the fields of a golden file.</summary>
public sealed class GoldenData(JsonElement json)
{
    public JsonElement Json => json;

    public double Number(string name) => json.GetProperty(name).GetDouble();

    public int Count(string name) => json.GetProperty(name).GetInt32();

    /// <summary>A number, or null when the field is absent or null.</summary>
    public double? OptionalNumber(string name)
        => json.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.Number ? field.GetDouble() : null;

    public bool Has(string name) => json.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null;

    public double[] Vector(string name) => ToVector(json.GetProperty(name));

    public double[][] Matrix(string name) => [.. json.GetProperty(name).EnumerateArray().Select(ToVector)];

    /// <summary>Entry i of an array field, or null when the field, or the entry, is absent or null.</summary>
    public double? OptionalEntry(string name, int index)
    {
        if (!Has(name)) return null;
        var field = json.GetProperty(name);
        if (field.ValueKind == JsonValueKind.Number) return field.GetDouble();
        var entry = field[index];
        return entry.ValueKind == JsonValueKind.Number ? entry.GetDouble() : null;
    }

    /// <summary>Scenario probabilities; 1/S each where the file has none.</summary>
    public double[] Probabilities(int scenarios)
        => Has("prob") ? Vector("prob") : [.. Enumerable.Repeat(1.0 / scenarios, scenarios)];

    private static double[] ToVector(JsonElement array) => [.. array.EnumerateArray().Select(entry => entry.GetDouble())];
}

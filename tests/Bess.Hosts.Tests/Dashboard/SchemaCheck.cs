using System.Globalization;
using System.Text.Json;

namespace Bess.Hosts.Tests.Dashboard;

/// <summary>As much of JSON Schema as openapi.json uses: $ref, oneOf, const, enum, type, properties, required, additionalProperties, items.</summary>
internal sealed class SchemaCheck(JsonElement schemas)
{
    /// <summary>Adds the path of each fault.</summary>
    public void Check(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(schemas.GetProperty(reference.GetString()!.Split('/')[^1]), value, path, faults);
            return;
        }

        if (schema.TryGetProperty("oneOf", out var choices))
        {
            if (choices.EnumerateArray().Count(choice => Holds(choice, value)) != 1)
                faults.Add(path);
            return;
        }

        if ((schema.TryGetProperty("const", out var one) && one.GetRawText() != value.GetRawText())
            || (schema.TryGetProperty("enum", out var some) && some.EnumerateArray().All(known => known.GetRawText() != value.GetRawText()))
            || (schema.TryGetProperty("type", out var type) && !IsOfType(type, value)))
        {
            faults.Add(path);
            return;
        }

        if (value.ValueKind == JsonValueKind.Object)
            CheckFields(schema, value, path, faults);
        if (value.ValueKind != JsonValueKind.Array || !schema.TryGetProperty("items", out var items))
            return;
        for (var i = 0; i < value.GetArrayLength(); i++)
            Check(items, value[i], string.Create(CultureInfo.InvariantCulture, $"{path}/{i}"), faults);
    }

    private void CheckFields(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        if (schema.TryGetProperty("required", out var required))
            faults.AddRange(required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path}/{name.GetString()}"));
        if (!schema.TryGetProperty("properties", out var properties))
            return;
        foreach (var field in value.EnumerateObject())
        {
            if (properties.TryGetProperty(field.Name, out var form))
                Check(form, field.Value, $"{path}/{field.Name}", faults);
            else if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.False)
                faults.Add($"{path}/{field.Name}");
        }
    }

    private bool Holds(JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Check(schema, value, "", faults);
        return faults.Count == 0;
    }

    private static bool IsOfType(JsonElement type, JsonElement value) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => IsOfType(one, value))
        : type.GetString() switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            _ => false,
        };
}

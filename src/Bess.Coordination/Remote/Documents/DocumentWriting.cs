using System.Text.Json;

namespace Bess.Coordination.Remote.Documents;

/// <summary>How documents write what JSON has no form for.</summary>
/// <remarks>Numbers are in shortest round-trip form. −∞ is null (a bound that is not known yet), +∞ and NaN are texts.</remarks>
internal static class DocumentWriting
{
    public const string Infinity = "Infinity";
    public const string NotANumber = "NaN";

    public static void Number(this Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        Number(json, value);
    }

    public static void Number(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.Number(name, number);
    }

    public static void Vector(this Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        json.WritePropertyName(name);
        Vector(json, values);
    }

    public static void Vector(this Utf8JsonWriter json, string name, ReadOnlySpan<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            Number(json, value);
        json.WriteEndArray();
    }

    public static void Matrix(this Utf8JsonWriter json, string name, IEnumerable<IReadOnlyList<double>> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
            Vector(json, row);
        json.WriteEndArray();
    }

    public static void Indices(this Utf8JsonWriter json, string name, IReadOnlyList<int> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    public static void Texts(this Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>An array of objects, or one object under a name: the braces are written here, the fields by the caller.</summary>
    public static void Objects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> fields)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            fields(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>One object under a name.</summary>
    public static void Object<T>(this Utf8JsonWriter json, string name, T item, Action<Utf8JsonWriter, T> fields)
    {
        json.WriteStartObject(name);
        fields(json, item);
        json.WriteEndObject();
    }

    private static void Vector(Utf8JsonWriter json, IReadOnlyList<double> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
            Number(json, value);
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else if (double.IsNegativeInfinity(value))
            json.WriteNullValue();
        else
            json.WriteStringValue(double.IsNaN(value) ? NotANumber : Infinity);
    }
}

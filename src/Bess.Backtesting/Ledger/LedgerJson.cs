using System.Text.Json;

namespace Bess.Backtesting.Ledger;

/// <summary>Numbers in a ledger: shortest form that reads back to the same bits; NaN is null.</summary>
internal static class LedgerJson
{
    public static void Number(this Utf8JsonWriter writer, string name, double value)
    {
        writer.WritePropertyName(name);
        Value(writer, value);
    }

    public static void Numbers(this Utf8JsonWriter writer, string name, IEnumerable<double> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            Value(writer, value);
        writer.WriteEndArray();
    }

    public static void Table(this Utf8JsonWriter writer, string name, IEnumerable<IReadOnlyList<double>> rows)
    {
        writer.WriteStartArray(name);
        foreach (var row in rows)
        {
            writer.WriteStartArray();
            foreach (var value in row)
                Value(writer, value);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    public static void Texts(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    public static double Number(this JsonElement data, string name) => Value(data.GetProperty(name));

    public static double[] Numbers(this JsonElement data, string name) => [.. data.GetProperty(name).EnumerateArray().Select(Value)];

    public static double[][] Table(this JsonElement data, string name) =>
        [.. data.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(Value).ToArray())];

    public static string[] Texts(this JsonElement data, string name) => [.. data.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];

    private static double Value(JsonElement element) => element.ValueKind == JsonValueKind.Null ? double.NaN : element.GetDouble();

    private static void Value(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteNullValue();
    }
}

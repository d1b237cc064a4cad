using System.Buffers;
using System.Text.Json;

namespace Bess.Dashboard.Api;

/// <summary>Writes the documents that only this server knows, in the frame of all documents.</summary>
internal static class JsonDocumentOf
{
    public static byte[] Kind(string kind, Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", kind);
            json.WriteNumber("schemaVersion", 1);
            fields(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A document within another, or null.</summary>
    public static void Raw(this Utf8JsonWriter json, string name, byte[]? document)
    {
        json.WritePropertyName(name);
        if (document is null)
            json.WriteNullValue();
        else
            json.WriteRawValue(document);
    }
}

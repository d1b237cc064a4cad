using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bess.Coordination.Fleets;
using Bess.Domain;
using Bess.Domain.Json;

namespace Bess.Coordination.Remote.Documents;

/// <summary>The frame of all documents: one compact JSON object whose first fields are its kind and the version of the form.</summary>
internal static class DocumentBytes
{
    public const string Kind = "kind";
    public const string Version = "schemaVersion";
    public const int SchemaVersion = 1;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a document.</summary>
    public static byte[] Write<T>(string kind, T value, Action<Utf8JsonWriter, T> fields)
    {
        ArgumentNullException.ThrowIfNull(value);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString(Kind, kind);
            json.WriteNumber(Version, SchemaVersion);
            fields(json, value);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a document; all faults are told together.</summary>
    public static Validated<T> Read<T>(ReadOnlySpan<byte> utf8, string kind, int longestBytes, Func<DocumentObject, T?> read)
        where T : class
    {
        if (utf8.Length > longestBytes)
        {
            var expected = string.Create(CultureInfo.InvariantCulture, $"at most {longestBytes} bytes");
            return Validated<T>.FromFault(new Fault(kind, "", expected, string.Create(CultureInfo.InvariantCulture, $"{utf8.Length}")));
        }

        var log = new FaultLog(kind);
        var syntax = new List<Fault>();
        var root = LocatedNode.Parse(utf8, kind, syntax);
        syntax.ForEach(log.Add);
        if (root is null)
            return Validated<T>.FromFaults(log.InOrder);
        var form = new DocumentObject(root, log);
        if (!form.IsObject || !IsOfKind(form, kind))
            return Validated<T>.FromFaults(log.InOrder);
        var value = read(form);
        form.RefuseOthers();
        return log.Any || value is null ? Validated<T>.FromFaults(log.InOrder) : Validated<T>.FromValue(value);
    }

    // Of a document of another kind or version nothing else can be said.
    private static bool IsOfKind(DocumentObject form, string kind)
    {
        var isKind = form.Text(Kind) == kind || form.Refuse(Kind, $"'{kind}'");
        var version = form.Whole(Version, int.MinValue);
        return isKind && (version == SchemaVersion || form.Refuse(Version, string.Create(CultureInfo.InvariantCulture, $"the version {SchemaVersion}")));
    }
}

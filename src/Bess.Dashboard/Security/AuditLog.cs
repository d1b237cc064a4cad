using System.Text.Encodings.Web;
using System.Text.Json;
using Bess.Domain.Time;

namespace Bess.Dashboard.Security;

/// <summary>The append-only record of state-changing calls, accepted or refused: one JSON object a line, on disk before the answer leaves.</summary>
internal sealed class AuditLog(string path, TimeProvider clock) : IDisposable
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Default };

    private readonly Lock _gate = new();
    private FileStream? _file;

    /// <summary>Adds a line.</summary>
    /// <param name="key">Name of the caller's key; null for a call without a good one. Never the key.</param>
    /// <param name="role">Its role, or null.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="target">Path of the request.</param>
    /// <param name="status">Code of the answer.</param>
    /// <param name="roundId">The round concerned, or null.</param>
    public void Add(string? key, string? role, string method, string target, int status, string? roundId)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Json))
        {
            json.WriteStartObject();
            json.WriteString("time", UtcText.Of(clock.GetUtcNow()));
            json.WriteString("key", key);
            json.WriteString("role", role);
            json.WriteString("method", method);
            json.WriteString("path", target);
            json.WriteNumber("status", status);
            json.WriteString("roundId", roundId);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        lock (_gate)
        {
            _file ??= new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            _file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
            _file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _file?.Dispose();
}

using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Bess.Backtesting.Ledger;

/// <summary>The one text form of an entry: a JSON object whose last field is the hash of everything before it.</summary>
internal static class LedgerLine
{
    public const string First = "0000000000000000000000000000000000000000000000000000000000000000";

    private const string HashField = ",\"hash\":\"";
    private const string End = "\"}";
    private static readonly int TailLength = HashField.Length + First.Length + End.Length;

    /// <summary>The line without its line break, and its hash.</summary>
    public static (string Line, string Hash) Write(long seq, DateOnly day, string kind, string prev, Action<Utf8JsonWriter> data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("seq", seq);
            writer.WriteString("day", Text(day));
            writer.WriteString("kind", kind);
            writer.WritePropertyName("data");
            writer.WriteStartObject();
            data(writer);
            writer.WriteEndObject();
            writer.WriteString("prev", prev);
            writer.WriteEndObject();
        }

        var hash = HashOf(buffer.WrittenSpan);
        return ($"{Encoding.UTF8.GetString(buffer.WrittenSpan[..^1])}{HashField}{hash}{End}", hash);
    }

    /// <summary>Reads a line; null with a reason when it is none, or its hash is not its own.</summary>
    public static LedgerEntry? Read(string line, out string reason)
    {
        reason = "a line of an entry";
        if (line.Length <= TailLength || !line.EndsWith(End, StringComparison.Ordinal)
            || line.AsSpan(line.Length - TailLength, HashField.Length) is var field && !field.SequenceEqual(HashField))
            return null;
        var hash = line.Substring(line.Length - TailLength + HashField.Length, First.Length);
        var body = Encoding.UTF8.GetBytes(line[..^TailLength] + "}");
        if (!string.Equals(HashOf(body), hash, StringComparison.Ordinal))
        {
            reason = "a line with its own hash";
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            reason = "";
            return new LedgerEntry(
                root.GetProperty("seq").GetInt64(),
                DateOnly.ParseExact(root.GetProperty("day").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                root.GetProperty("kind").GetString()!, root.GetProperty("data").Clone(), root.GetProperty("prev").GetString()!, hash);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or ArgumentNullException)
        {
            // A line that hashes right and says nothing is not an entry; the reason is told.
            reason = $"the fields of an entry ({error.Message})";
            return null;
        }
    }

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

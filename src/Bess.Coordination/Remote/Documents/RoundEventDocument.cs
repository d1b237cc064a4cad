using System.Text.Json;
using Bess.Coordination.Desk;
using Bess.Domain;

namespace Bess.Coordination.Remote.Documents;

/// <summary>Events of a round as JSON, one a line without a line break in it. Reading is strict. Thread-safe.</summary>
public static class RoundEventDocument
{
    /// <summary>The field <c>kind</c> of such a document.</summary>
    public const string Kind = "round-event";

    /// <summary>Longest document that is read, bytes: 64 MiB.</summary>
    public const int LongestBytes = 64 << 20;

    /// <summary>Writes an event.</summary>
    /// <param name="happened">The event.</param>
    /// <returns>UTF-8, compact.</returns>
    public static byte[] Write(RoundEvent happened) => DocumentBytes.Write(Kind, happened, Fields);

    /// <summary>Reads an event.</summary>
    /// <param name="utf8">The document.</param>
    /// <returns>The event, or all faults.</returns>
    public static Validated<RoundEvent> Read(ReadOnlySpan<byte> utf8) => DocumentBytes.Read(utf8, Kind, LongestBytes, Fields);

    private static void Fields(Utf8JsonWriter json, RoundEvent happened)
    {
        json.WriteNumber("number", happened.Number);
        json.WriteString("phase", DocumentNames.Of(DocumentNames.Phases, happened.Phase));
        json.WriteString("text", happened.Text);
        if (happened.Iteration is { } iteration)
            json.Object("iteration", iteration, TracePart.Write);
    }

    private static RoundEvent Fields(DocumentObject form) => new(
        form.Whole("number", 0),
        form.OneOf("phase", DocumentNames.Phases),
        form.ObjectOrNull("iteration", TracePart.Read),
        form.Text("text"));
}

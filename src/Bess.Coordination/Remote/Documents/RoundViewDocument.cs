using System.Text.Json;
using Bess.Coordination.Desk;
using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Coordination.Remote.Documents;

/// <summary>Rounds at a glance as JSON, one or a list. Reading is strict. Thread-safe.</summary>
public static class RoundViewDocument
{
    /// <summary>The field <c>kind</c> of one round.</summary>
    public const string Kind = "round";

    /// <summary>The field <c>kind</c> of a list.</summary>
    public const string ListKind = "rounds";

    /// <summary>Longest document that is read, bytes: 8 MiB.</summary>
    public const int LongestBytes = 8 << 20;

    /// <summary>Writes a round.</summary>
    /// <param name="view">The round.</param>
    /// <returns>UTF-8, compact.</returns>
    public static byte[] Write(RoundView view) => DocumentBytes.Write(Kind, view, Fields);

    /// <summary>Writes a list.</summary>
    /// <param name="views">The rounds.</param>
    /// <returns>UTF-8, compact.</returns>
    public static byte[] WriteList(IReadOnlyList<RoundView> views) =>
        DocumentBytes.Write(ListKind, views, (json, all) => json.Objects("rounds", all, Fields));

    /// <summary>Reads a round.</summary>
    /// <param name="utf8">The document.</param>
    /// <returns>The round, or all faults.</returns>
    public static Validated<RoundView> Read(ReadOnlySpan<byte> utf8) => DocumentBytes.Read(utf8, Kind, LongestBytes, Fields);

    /// <summary>Reads a list.</summary>
    /// <param name="utf8">The document.</param>
    /// <returns>The rounds, or all faults.</returns>
    public static Validated<IReadOnlyList<RoundView>> ReadList(ReadOnlySpan<byte> utf8) =>
        DocumentBytes.Read(utf8, ListKind, LongestBytes, form => form.Objects("rounds", Fields));

    /// <summary>How a phase is spelled.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns>The word of documents.</returns>
    public static string PhaseOf(RoundPhase phase) => DocumentNames.Of(DocumentNames.Phases, phase);

    internal static void Fields(Utf8JsonWriter json, RoundView view)
    {
        json.WriteString("id", view.Id);
        json.WriteString("powerPlant", view.PowerPlant);
        json.WriteString("phase", DocumentNames.Of(DocumentNames.Phases, view.Phase));
        json.WriteString("launchedAtUtc", UtcText.Of(view.LaunchedAt));
        json.WriteString("launchedBy", view.LaunchedBy);
        json.WriteNumber("iterations", view.Iterations);
        json.WriteString("detail", view.Detail);
        json.WriteString("status", view.Status is { } status ? DocumentNames.Of(DocumentNames.Statuses, status) : null);
    }

    internal static RoundView Fields(DocumentObject form) => new(
        form.Text("id"),
        form.Text("powerPlant"),
        form.OneOf("phase", DocumentNames.Phases),
        form.Instant("launchedAtUtc"),
        form.Text("launchedBy"),
        form.Whole("iterations", 0),
        form.Text("detail"),
        form.OneOfOrNull("status", DocumentNames.Statuses));
}

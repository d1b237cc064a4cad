using System.Text.Json;
using Bess.Coordination.Desk;
using Bess.Domain;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Remote.Documents;

/// <summary>Who is enrolled, and the group tree, as JSON. Reading is strict. Thread-safe.</summary>
public static class RosterDocument
{
    /// <summary>The field <c>kind</c> of a roster.</summary>
    public const string Kind = "roster";

    /// <summary>The field <c>kind</c> of a group tree alone.</summary>
    public const string GroupsKind = "groups";

    /// <summary>The field <c>kind</c> of one entry: a battery that its owner hosts and asks to enrol.</summary>
    public const string EntryKind = "roster-entry";

    /// <summary>Longest document that is read, bytes: 32 MiB.</summary>
    public const int LongestBytes = 32 << 20;

    private const int MostGroups = 10_000;

    /// <summary>Writes a roster.</summary>
    /// <param name="roster">The roster.</param>
    /// <returns>UTF-8, compact.</returns>
    public static byte[] Write(Roster roster) => DocumentBytes.Write(Kind, roster, Fields);

    /// <summary>Writes one entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>UTF-8, compact.</returns>
    public static byte[] WriteEntry(RosterEntry entry) => DocumentBytes.Write(EntryKind, entry, Fields);

    /// <summary>Writes a group tree.</summary>
    /// <param name="groups">All groups.</param>
    /// <returns>UTF-8, compact.</returns>
    public static byte[] WriteGroups(IReadOnlyList<FleetGroup> groups) =>
        DocumentBytes.Write(GroupsKind, groups, (json, all) => json.Objects("groups", all, Fields));

    /// <summary>Reads a roster.</summary>
    /// <param name="utf8">The document.</param>
    /// <returns>The roster, or all faults.</returns>
    public static Validated<Roster> Read(ReadOnlySpan<byte> utf8) => DocumentBytes.Read(utf8, Kind, LongestBytes, form =>
        new Roster(form.Text("powerPlant", DeskNames.IsPowerPlant, DeskNames.PowerPlantRule), Groups(form), form.Objects("entries", Entry)));

    /// <summary>Reads one entry.</summary>
    /// <param name="utf8">The document.</param>
    /// <returns>The entry, or all faults.</returns>
    public static Validated<RosterEntry> ReadEntry(ReadOnlySpan<byte> utf8) => DocumentBytes.Read(utf8, EntryKind, LongestBytes, Entry);

    /// <summary>Reads a group tree.</summary>
    /// <param name="utf8">The document.</param>
    /// <returns>The groups, or all faults; that parents exist and nothing lies below itself is for the desk to say.</returns>
    public static Validated<IReadOnlyList<FleetGroup>> ReadGroups(ReadOnlySpan<byte> utf8) =>
        DocumentBytes.Read(utf8, GroupsKind, LongestBytes, Groups);

    private static void Fields(Utf8JsonWriter json, Roster roster)
    {
        json.WriteString("powerPlant", roster.PowerPlant);
        json.Objects("groups", roster.Groups, Fields);
        json.Objects("entries", roster.Entries, Fields);
    }

    internal static void Fields(Utf8JsonWriter json, FleetGroup group)
    {
        json.WriteString("name", group.Name);
        json.WriteString("parent", group.Parent);
    }

    private static void Fields(Utf8JsonWriter json, RosterEntry entry)
    {
        json.WriteString("agent", entry.Agent.Value);
        json.WriteString("group", entry.Group);
        json.Number("powerMw", entry.PowerMw);
        json.WriteString("owner", entry.Owner);
    }

    private static IReadOnlyList<FleetGroup> Groups(DocumentObject form) => form.Objects("groups", Group, MostGroups);

    internal static FleetGroup? Group(DocumentObject form)
    {
        var group = FleetGroup.Create(form.Text("name"), form.TextOrNull("parent"));
        form.Refuse(group.Faults);
        return group.TryGet(out var good) ? good : null;
    }

    private static RosterEntry Entry(DocumentObject form)
    {
        var agent = AgentPart.Read(form, "agent");
        var group = form.TextOrNull("group");
        var power = form.Finite("powerMw");
        if (!(power > 0))
            form.Refuse("powerMw", "a number > 0");
        return new RosterEntry(agent, group, power, form.TextOrNull("owner"));
    }
}

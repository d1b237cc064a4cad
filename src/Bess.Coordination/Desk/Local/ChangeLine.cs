using System.Text.Json;
using Bess.Coordination.Fleets;
using Bess.Coordination.Remote.Documents;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Desk.Local;

/// <summary>One line of a round's changes: a battery that was let in or out, or how many of those went with a broadcast.</summary>
/// <remarks>Changes take effect in the order of their lines. Those that went with no broadcast yet go with the next.</remarks>
internal sealed record ChangeLine
{
    private const string Kind = "round-change";
    private const int LongestBytes = 1 << 20;

    /// <summary>Who came, with the group tree that it belongs to; null otherwise.</summary>
    public FleetMember? Joins { get; init; }

    /// <summary>Who left; null otherwise.</summary>
    public AgentId? Leaves { get; init; }

    /// <summary>Number of a broadcast; null otherwise.</summary>
    public int? Broadcast { get; init; }

    /// <summary>How many changes went with it.</summary>
    public int Count { get; init; }

    public byte[] Write() => DocumentBytes.Write(Kind, this, Fields);

    public static Validated<ChangeLine> Read(ReadOnlySpan<byte> utf8) => DocumentBytes.Read(utf8, Kind, LongestBytes, Fields);

    private static void Fields(Utf8JsonWriter json, ChangeLine line)
    {
        json.WriteString("leaves", line.Leaves?.Value);
        if (line.Broadcast is { } number)
            json.WriteNumber("broadcast", number);
        json.WriteNumber("count", line.Count);
        if (line.Joins is not { } member)
            return;
        json.WritePropertyName("joins");
        FleetGroup[] groups = member.Group is { } group ? [new FleetGroup(group, null)] : [];
        new FleetWriter(json).Write(new Fleet("one", [member], groups));
    }

    private static ChangeLine Fields(DocumentObject form)
    {
        var leaves = form.TextOrNull("leaves");
        if (leaves is not null && !AgentId.IsValid(leaves))
            form.Refuse("leaves", "the name of a battery");
        FleetMember? joins = null;
        if (form.NodeOrNull("joins") is { } node && new FleetReader(form.Log).Read(node).TryGet(out var fleet))
            joins = fleet.Members[0];
        return new ChangeLine
        {
            Joins = joins,
            Leaves = leaves is not null && AgentId.IsValid(leaves) ? new AgentId(leaves) : null,
            Broadcast = form.WholeOrNull("broadcast", 1),
            Count = form.Whole("count", 0),
        };
    }
}

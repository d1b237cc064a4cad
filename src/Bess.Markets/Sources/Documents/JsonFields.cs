using System.Text.Json;
using Bess.Domain.Json;

namespace Bess.Markets.Sources.Documents;

/// <summary>Takes members of a JSON document and tells, with line and path, what is not as expected.</summary>
internal static class JsonFields
{
    /// <summary>The root object, or null with faults.</summary>
    public static LocatedNode? Root(PublishedDocument document, DocumentFaults faults)
    {
        var root = LocatedNode.Parse(document.Content.Span, document.Name, faults.All);
        if (root is null || root.Kind == JsonValueKind.Object)
            return root;
        faults.Add(root, "an object");
        return null;
    }

    /// <summary>A member of a kind, or null with a fault.</summary>
    public static LocatedNode? Require(LocatedNode? parent, string name, JsonValueKind kind, DocumentFaults faults)
    {
        if (parent is null)
            return null;
        if (parent.Find(name) is not { } member)
        {
            faults.Add(parent.Line, LocatedNode.Below(parent.Path, name), Words(kind), "nothing");
            return null;
        }

        if (member.Kind == kind)
            return member;
        faults.Add(member, Words(kind));
        return null;
    }

    /// <summary>A finite number; null for null, and null with a fault for anything else.</summary>
    public static double? NumberOrNull(LocatedNode node, DocumentFaults faults)
    {
        if (node.Kind == JsonValueKind.Null)
            return null;
        var value = node.Number;
        if (double.IsFinite(value))
            return value;
        faults.Add(node, "a number or null");
        return null;
    }

    /// <summary>An instant of an array of whole seconds or milliseconds since 1970; null with a fault.</summary>
    public static DateTimeOffset? Instant(LocatedNode node, long ticksPerUnit, string expected, DocumentFaults faults)
    {
        var value = node.Number;
        var ticks = value * ticksPerUnit;
        if (double.IsFinite(value) && Math.Floor(value) == value && ticks >= 0 && ticks < (DateTime.MaxValue - DateTime.UnixEpoch).Ticks)
            return DateTimeOffset.UnixEpoch.AddTicks((long)value * ticksPerUnit);
        faults.Add(node, expected);
        return null;
    }

    private static string Words(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        _ => "a number",
    };
}

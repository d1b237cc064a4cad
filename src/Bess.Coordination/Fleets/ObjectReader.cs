using System.Text.Json;
using Bess.Domain.Json;

namespace Bess.Coordination.Fleets;

/// <summary>Takes typed fields out of one JSON object and notes every fault with its line.</summary>
/// <remarks>A field that is missing or of another type is told once; what is returned for it (NaN, null) is never told again.</remarks>
internal sealed class ObjectReader
{
    private readonly LocatedNode _node;
    private readonly FaultLog _log;

    public ObjectReader(LocatedNode node, FieldSet fields, FaultLog log)
    {
        _node = node;
        _log = log;
        foreach (var (name, value) in node.Members)
        {
            if (!fields.All.Contains(name))
                log.Add(value.Path, value.Line, $"one of {string.Join(", ", fields.All)}", $"the unknown field {LocatedNode.Quote(name)}");
        }

        foreach (var name in fields.Required)
        {
            if (node.Find(name) is null)
                log.Add(LocatedNode.Below(node.Path, name), node.Line, "a value", "nothing: the field is missing");
        }
    }

    public LocatedNode? Node(string name, JsonValueKind kind, string expected)
    {
        var value = _node.Find(name);
        if (value is null || value.Kind == kind)
            return value;
        _log.Add(value.Path, value.Line, expected, value.Describe());
        return null;
    }

    /// <summary>A finite number, or NaN when there is none (told already, or absent and optional).</summary>
    public double Number(string name)
    {
        var value = Node(name, JsonValueKind.Number, "a number");
        if (value is null)
            return double.NaN;
        var number = value.Number;
        if (double.IsFinite(number))
            return number;
        _log.Add(value.Path, value.Line, double.IsNaN(number) ? "a number" : "a number that fits into 64 bits", value.Describe());
        return double.NaN;
    }

    /// <summary>A number that may be absent, in which case the default holds.</summary>
    public double Number(string name, double byDefault) => _node.Find(name) is null ? byDefault : Number(name);

    /// <summary>A number that may be absent or null.</summary>
    public double? NumberOrNull(string name) =>
        _node.Find(name) is not { } value || value.Kind == JsonValueKind.Null ? null : Number(name);

    public string? Text(string name) => Node(name, JsonValueKind.String, "a text")?.Text;

    /// <summary>A text that may be absent or null.</summary>
    public string? TextOrNull(string name) => _node.Find(name) is { Kind: JsonValueKind.Null } ? null : Text(name);

    public IEnumerable<LocatedNode> Objects(string name)
    {
        var array = Node(name, JsonValueKind.Array, "an array of objects");
        return array is null ? [] : array.Items;
    }
}

using System.Text.Json;

namespace Bess.Coordination.Fleets;

/// <summary>One JSON value together with its path and its line, so that a fault can say where it was read.</summary>
/// <remarks>Scalars keep the text as written (<c>Text</c>): strings unescaped, numbers by their digits.</remarks>
internal sealed class LocatedNode(JsonValueKind kind, string path, int line, string text = "")
{
    private const int LongestQuote = 60;

    public JsonValueKind Kind { get; } = kind;

    public string Path { get; } = path;

    /// <summary>Line of the first character, counted from 1.</summary>
    public int Line { get; } = line;

    public string Text { get; } = text;

    /// <summary>Members of an object in the order of the file; of duplicate names only the first.</summary>
    public List<KeyValuePair<string, LocatedNode>> Members { get; } = [];

    /// <summary>Items of an array.</summary>
    public List<LocatedNode> Items { get; } = [];

    public LocatedNode? Find(string name)
    {
        foreach (var member in Members)
        {
            if (member.Key == name)
                return member.Value;
        }

        return null;
    }

    /// <summary>The value in a few words for people.</summary>
    public string Describe() => Kind switch
    {
        JsonValueKind.String => "the text " + Quote(Text),
        JsonValueKind.Number => OneLine(Text),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => $"an array of {Items.Count}",
        _ => "an object",
    };

    public static string Quote(string text) => $"'{OneLine(text)}'";

    /// <summary>A text without line breaks and of bounded length: faults are one line each.</summary>
    public static string OneLine(string text, int longest = LongestQuote)
    {
        var cut = text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), "…");
        return string.Concat(cut.Select(c => char.IsControl(c) ? ' ' : c));
    }

    public static string Below(string parent, string name) => parent.Length == 0 ? name : $"{parent}.{name}";
}

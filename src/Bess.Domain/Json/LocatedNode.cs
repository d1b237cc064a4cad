using System.Globalization;
using System.Text.Json;

namespace Bess.Domain.Json;

/// <summary>One JSON value together with its path and its line, so that a fault can say where it was read.</summary>
/// <remarks>Scalars keep the text as written (<c>Text</c>): strings unescaped, numbers by their digits.</remarks>
public sealed class LocatedNode
{
    private const int LongestQuote = 60;

    private readonly LocatedNode? _parent;
    private readonly string? _name;
    private readonly int _index;
    private List<KeyValuePair<string, LocatedNode>>? _members;
    private List<LocatedNode>? _items;
    private PackedNumbers? _numbers;
    private string? _path;

    /// <summary>A member of an object, an item of an array, or the root.</summary>
    internal LocatedNode(JsonValueKind kind, LocatedNode? parent, string? name, int index, int line, string text = "")
    {
        Kind = kind;
        _parent = parent;
        _name = name;
        _index = index;
        Line = line;
        Text = text;
    }

    /// <summary>Kind of the value.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>Names from the root, for example <c>batteries[3].id</c>; empty for the root.</summary>
    public string Path => _path ?? Located();

    /// <summary>Line of the first character, counted from 1.</summary>
    public int Line { get; }

    /// <summary>Text of a string, unescaped, or of a number as written; otherwise empty.</summary>
    public string Text { get; }

    /// <summary>A number's value; NaN for anything else and for a bare NaN, infinite for a number that does not fit into 64 bits.</summary>
    public double Number => Kind == JsonValueKind.Number ? double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture) : double.NaN;

    /// <summary>Members of an object in the order of the file; of duplicate names only the first.</summary>
    public IReadOnlyList<KeyValuePair<string, LocatedNode>> Members => _members ?? [];

    /// <summary>Items of an array.</summary>
    public IReadOnlyList<LocatedNode> Items => _items ??= Unpacked();

    /// <summary>The values of an array of finite numbers, without a node for each; null for everything else.</summary>
    public ReadOnlyMemory<double>? Numbers => _numbers?.Values;

    internal void Add(string name, LocatedNode member) => (_members ??= []).Add(new(name, member));

    internal void Add(LocatedNode item) => (_items ??= []).Add(item);

    internal void Add(PackedNumbers numbers) => _numbers = numbers;

    /// <summary>The path of a member or, without a name, of an item.</summary>
    internal static string PathBelow(string parent, string? name, int index) =>
        name is null ? string.Create(CultureInfo.InvariantCulture, $"{parent}[{index}]") : Below(parent, OneLine(name));

    /// <summary>Reads one document (RFC 8259: no comments, no trailing commas).</summary>
    /// <param name="utf8">UTF-8 with or without a byte order mark.</param>
    /// <param name="source">Name of the file for the faults.</param>
    /// <param name="faults">Receives duplicate names and the syntax error, if any.</param>
    /// <returns>The root, or null when the text is not JSON.</returns>
    public static LocatedNode? Parse(ReadOnlySpan<byte> utf8, string source, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(faults);
        return LocatedReader.Read(utf8, source, faults);
    }

    /// <summary>The member of a name, or null.</summary>
    /// <param name="name">Compared by ordinal.</param>
    /// <returns>The value of the first member of that name.</returns>
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
    /// <returns>One line.</returns>
    public string Describe() => Kind switch
    {
        JsonValueKind.String => "the text " + Quote(Text),
        JsonValueKind.Number => OneLine(Text),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => $"an array of {_numbers?.Count ?? Items.Count}",
        _ => "an object",
    };

    /// <summary>A text in quotes, one line of bounded length.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>One line.</returns>
    public static string Quote(string text) => $"'{OneLine(text)}'";

    /// <summary>A text without line breaks and of bounded length: faults are one line each.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">Characters to keep; default 60.</param>
    /// <returns>The text, cut and with control characters blanked.</returns>
    public static string OneLine(string text, int longest = LongestQuote)
    {
        var cut = text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), "…");
        return string.Concat(cut.Select(c => char.IsControl(c) ? ' ' : c));
    }

    // Only what holds others keeps its path: theirs begin with it.
    private string Located()
    {
        var path = _parent is null ? "" : PathBelow(_parent.Path, _name, _index);
        if (Kind is JsonValueKind.Object or JsonValueKind.Array)
            _path = path;
        return path;
    }

    private List<LocatedNode> Unpacked()
    {
        var items = new List<LocatedNode>();
        for (var i = 0; _numbers is not null && i < _numbers.Count; i++)
            items.Add(_numbers.NodeAt(i, this));
        return items;
    }

    /// <summary>The path of a member.</summary>
    /// <param name="parent">Path of the object; empty for the root.</param>
    /// <param name="name">Name of the member.</param>
    /// <returns>The joined path.</returns>
    public static string Below(string parent, string name) => parent.Length == 0 ? name : $"{parent}.{name}";
}

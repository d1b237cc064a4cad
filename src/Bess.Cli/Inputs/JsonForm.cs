using System.Globalization;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;

namespace Bess.Cli.Inputs;

/// <summary>Reads the fields of one JSON object by name and type, and gathers every fault.</summary>
internal sealed class JsonForm
{
    private readonly LocatedNode _part;
    private readonly List<Fault> _faults;
    private readonly HashSet<string> _known = [];

    public JsonForm(LocatedNode part, string source, List<Fault> faults)
    {
        _part = part;
        Source = source;
        _faults = faults;
        if (part.Kind != JsonValueKind.Object)
            Refuse(part, "an object", part.Describe());
    }

    /// <summary>Reads a JSON file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The root, or the faults of reading and of syntax, located by file and line.</returns>
    public static Validated<LocatedNode> Read(string path)
    {
        var source = Path.GetFileName(path);
        var faults = new List<Fault>();
        try
        {
            var root = LocatedNode.Parse(File.ReadAllBytes(path), source, faults);
            return faults.Count > 0 ? Validated<LocatedNode>.FromFaults(faults) : Validated<LocatedNode>.FromValue(root!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Validated<LocatedNode>.FromFault(new Fault(source, "", "a readable file", InputFiles.Why(error, path)));
        }
    }

    public string Source { get; }

    public bool IsObject => _part.Kind == JsonValueKind.Object;

    public Origin OriginOf(string name) => new(FaultLocation.At(Source, Find(name)?.Line ?? _part.Line), PathOf(name));

    public Origin Origin => new(FaultLocation.At(Source, _part.Line), _part.Path);

    public string? Text(string name, bool required = false)
    {
        var part = Take(name, required);
        if (part is null || part.Kind == JsonValueKind.String)
            return part?.Text;
        Refuse(part, "a text", part.Describe());
        return null;
    }

    public double? Number(string name, string rule, Func<double, bool> holds, bool required = false)
    {
        var part = Take(name, required);
        if (part is null)
            return null;
        if (part.Kind == JsonValueKind.Number && double.IsFinite(part.Number) && holds(part.Number))
            return part.Number;
        Refuse(part, rule, part.Describe());
        return null;
    }

    public int? Whole(string name, int least, int most = int.MaxValue)
    {
        var rule = most == int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"a whole number >= {least}")
            : string.Create(CultureInfo.InvariantCulture, $"a whole number in {least} … {most}");
        return (int?)Number(name, rule, value => value >= least && value <= most && Math.Floor(value) == value);
    }

    public DateOnly? Date(string name)
    {
        var text = Text(name);
        if (text is null)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Refuse(name, "a date such as 2026-03-10", $"'{text}'");
        return null;
    }

    /// <summary>A path, made absolute.</summary>
    /// <param name="name">The field.</param>
    /// <param name="folder">Folder to which it refers.</param>
    /// <param name="required">Whether it must be there.</param>
    public string? PathIn(string name, string folder, bool required = false)
    {
        var text = Text(name, required);
        if (text is null)
            return null;
        if (text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal))
            return Path.GetFullPath(text, folder);
        Refuse(name, "a path", $"'{text}'");
        return null;
    }

    public T? OneOf<T>(string name, IReadOnlyDictionary<string, T> names)
        where T : struct
    {
        var text = Text(name);
        if (text is null)
            return null;
        if (names.TryGetValue(text, out var value))
            return value;
        Refuse(Find(name)!, $"one of {string.Join(", ", names.Keys)}", $"'{text}'");
        return null;
    }

    /// <summary>One of some words.</summary>
    public string? Word(string name, IEnumerable<string> words)
    {
        var text = Text(name);
        if (text is null || words.Contains(text))
            return text;
        Refuse(name, $"one of {string.Join(", ", words)}", $"'{text}'");
        return null;
    }

    public JsonForm? Form(string name, bool required = false) =>
        Take(name, required) is { } part ? new JsonForm(part, Source, _faults) : null;

    /// <summary>An array of objects; a single object counts as an array of one.</summary>
    public IReadOnlyList<JsonForm> Forms(string name)
    {
        var part = Take(name, required: false);
        if (part is null)
            return [];
        var items = part.Kind == JsonValueKind.Array ? part.Items : [part];
        return items.Select(item => new JsonForm(item, Source, _faults)).Where(form => form.IsObject).ToArray();
    }

    /// <summary>Reads past a field whose value does not matter here.</summary>
    public void Ignore(string name) => _known.Add(name);

    public void Refuse(string name, string expected, string actual) => Refuse(Find(name) ?? _part, expected, actual, PathOf(name));

    /// <summary>Refuses every field that was not asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var (name, value) in _part.Members.Where(member => !_known.Contains(member.Key)))
            Refuse(value, $"one of the fields {string.Join(", ", _known)}", $"the unknown field '{name}'");
    }

    private LocatedNode? Take(string name, bool required)
    {
        _known.Add(name);
        var part = Find(name);
        if (part is { Kind: not JsonValueKind.Null })
            return part;
        if (required && IsObject)
            Refuse(part ?? _part, "a value", "nothing", PathOf(name));
        return null;
    }

    private LocatedNode? Find(string name) => _part.Find(name);

    private string PathOf(string name) => LocatedNode.Below(_part.Path, name);

    private void Refuse(LocatedNode part, string expected, string actual, string? path = null) =>
        _faults.Add(new Fault(FaultLocation.At(Source, part.Line), path ?? part.Path, expected, actual));
}

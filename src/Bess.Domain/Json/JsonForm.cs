using System.Globalization;
using System.Text.Json;

namespace Bess.Domain.Json;

/// <summary>Reads the fields of one JSON object by name and type, and gathers every fault.</summary>
public sealed class JsonForm
{
    private readonly LocatedNode _part;
    private readonly List<Fault> _faults;
    private readonly HashSet<string> _known = [];

    /// <summary>Begins a reading.</summary>
    /// <param name="part">The object; anything else is a fault.</param>
    /// <param name="source">Name of the document, for faults.</param>
    /// <param name="faults">Gathers every fault.</param>
    public JsonForm(LocatedNode part, string source, List<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(part);
        _part = part;
        Source = source;
        _faults = faults;
        if (part.Kind != JsonValueKind.Object)
            Refuse(part, "an object", part.Describe());
    }

    /// <summary>Name of the document.</summary>
    public string Source { get; }

    /// <summary>Whether it is an object at all.</summary>
    public bool IsObject => _part.Kind == JsonValueKind.Object;

    /// <summary>Where a field stands; that of the object when there is no such field.</summary>
    /// <param name="name">The field.</param>
    public Origin OriginOf(string name) => new(FaultLocation.At(Source, Find(name)?.Line ?? _part.Line), PathOf(name));

    /// <summary>Where the object stands.</summary>
    public Origin Origin => new(FaultLocation.At(Source, _part.Line), _part.Path);

    /// <summary>A text; null when there is none or it is none.</summary>
    /// <param name="name">The field.</param>
    /// <param name="required">Whether it must be there.</param>
    public string? Text(string name, bool required = false)
    {
        var part = Take(name, required);
        if (part is null || part.Kind == JsonValueKind.String)
            return part?.Text;
        Refuse(part, "a text", part.Describe());
        return null;
    }

    /// <summary>A finite number; null when there is none or it breaks the rule.</summary>
    /// <param name="name">The field.</param>
    /// <param name="rule">The rule in words.</param>
    /// <param name="holds">The rule.</param>
    /// <param name="required">Whether it must be there.</param>
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

    /// <summary>A whole number; null when there is none or it is outside.</summary>
    /// <param name="name">The field.</param>
    /// <param name="least">Least value.</param>
    /// <param name="most">Largest value.</param>
    public int? Whole(string name, int least, int most = int.MaxValue)
    {
        var rule = most == int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"a whole number >= {least}")
            : string.Create(CultureInfo.InvariantCulture, $"a whole number in {least} … {most}");
        return (int?)Number(name, rule, value => value >= least && value <= most && Math.Floor(value) == value);
    }

    /// <summary>An array of finite numbers; null when there is none or it breaks the rule.</summary>
    /// <param name="name">The field.</param>
    /// <param name="rule">The rule in words, of the whole array.</param>
    /// <param name="holds">The rule.</param>
    public IReadOnlyList<double>? Numbers(string name, string rule, Func<IReadOnlyList<double>, bool> holds)
    {
        var part = Take(name, required: false);
        if (part is null)
            return null;
        if (part.Kind == JsonValueKind.Array && part.Items.All(item => item.Kind == JsonValueKind.Number && double.IsFinite(item.Number)))
        {
            double[] numbers = [.. part.Items.Select(item => item.Number)];
            if (holds(numbers))
                return numbers;
        }

        Refuse(part, rule, part.Kind == JsonValueKind.Array ? $"[{string.Join(", ", part.Items.Take(20).Select(item => item.Describe()))}]" : part.Describe());
        return null;
    }

    /// <summary>A date; null when there is none or it is none.</summary>
    /// <param name="name">The field.</param>
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

    /// <summary>A value by its name; null when there is none or it is not among them.</summary>
    /// <param name="name">The field.</param>
    /// <param name="names">Values by name.</param>
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
    /// <param name="name">The field.</param>
    /// <param name="words">The words.</param>
    public string? Word(string name, IEnumerable<string> words)
    {
        var text = Text(name);
        if (text is null || words.Contains(text))
            return text;
        Refuse(name, $"one of {string.Join(", ", words)}", $"'{text}'");
        return null;
    }

    /// <summary>An object within; null when there is none.</summary>
    /// <param name="name">The field.</param>
    /// <param name="required">Whether it must be there.</param>
    public JsonForm? Form(string name, bool required = false) =>
        Take(name, required) is { } part ? new JsonForm(part, Source, _faults) : null;

    /// <summary>An array of objects; a single object counts as an array of one.</summary>
    /// <param name="name">The field.</param>
    public IReadOnlyList<JsonForm> Forms(string name)
    {
        var part = Take(name, required: false);
        if (part is null)
            return [];
        var items = part.Kind == JsonValueKind.Array ? part.Items : [part];
        return items.Select(item => new JsonForm(item, Source, _faults)).Where(form => form.IsObject).ToArray();
    }

    /// <summary>Reads past a field whose value does not matter here.</summary>
    /// <param name="name">The field.</param>
    public void Ignore(string name) => _known.Add(name);

    /// <summary>Adds a fault of a field.</summary>
    /// <param name="name">The field.</param>
    /// <param name="expected">What was expected.</param>
    /// <param name="actual">What was found.</param>
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

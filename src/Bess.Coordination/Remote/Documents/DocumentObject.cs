using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Bess.Coordination.Fleets;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Time;

namespace Bess.Coordination.Remote.Documents;

/// <summary>Takes typed fields out of one JSON object and notes every fault with its path; a field is told once.</summary>
/// <remarks>What is returned for a field at fault is a stand-in that must not be used: with a fault there is no document.</remarks>
internal sealed partial class DocumentObject
{
    private readonly LocatedNode _node;
    private readonly FaultLog _log;
    private readonly HashSet<string> _known = [];

    public DocumentObject(LocatedNode node, FaultLog log)
    {
        _node = node;
        _log = log;
        if (!IsObject)
            log.Add(node.Path, node.Line, "an object", node.Describe());
    }

    public bool IsObject => _node.Kind == JsonValueKind.Object;

    /// <summary>Whether anything of the document was refused so far: then nothing is built from it.</summary>
    public bool IsAtFault => _log.Any;

    /// <summary>Whether a field of this object was refused.</summary>
    public bool IsTold(string name) => _log.Any && _log.IsTold(LocatedNode.Below(_node.Path, name));

    /// <summary>Refuses a field for a reason of its own, unless it was refused already.</summary>
    /// <returns>False, always.</returns>
    public bool Refuse(string name, string expected, string? actual = null)
    {
        var node = _node.Find(name) ?? _node;
        var path = LocatedNode.Below(_node.Path, name);
        if (!_log.IsTold(path))
            _log.Add(path, node.Line, expected, actual ?? node.Describe());
        return false;
    }

    /// <summary>Notes faults that the domain found in this object.</summary>
    public void Refuse(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
            _log.AddRule(fault.Below(_node.Path));
    }

    /// <summary>Refuses every field that was not asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var (name, value) in _node.Members)
        {
            if (!_known.Contains(name))
                _log.Add(value.Path, value.Line, $"one of the fields {string.Join(", ", _known)}", $"the unknown field {LocatedNode.Quote(name)}");
        }
    }

    public string Text(string name) => Take(name, isRequired: true) is { } node ? TextOf(node, name) : "";

    /// <summary>A text with a rule of its own.</summary>
    public string Text(string name, Func<string, bool> holds, string rule)
    {
        var text = Text(name);
        if (!holds(text))
            Refuse(name, rule);
        return text;
    }

    public string? TextOrNull(string name) => Take(name, isRequired: false) is { } node ? TextOf(node, name) : null;

    public bool Flag(string name) => Take(name, isRequired: true) is { } node && FlagOf(node, name);

    public bool? FlagOrNull(string name) => Take(name, isRequired: false) is { } node ? FlagOf(node, name) : null;

    public long Long(string name, long least, long most = long.MaxValue) =>
        Take(name, isRequired: true) is { } node ? LongOf(node, name, least, most) : least;

    public int Whole(string name, int least, int most = int.MaxValue) => (int)Long(name, least, most);

    public int? WholeOrNull(string name, int least) =>
        Take(name, isRequired: false) is { } node ? (int)LongOf(node, name, least, int.MaxValue) : null;

    /// <summary>A choice.</summary>
    public T OneOf<T>(string name, IReadOnlyDictionary<string, T> names)
        where T : struct => Take(name, isRequired: true) is { } node ? ChoiceOf(node, name, names) : default;

    public T? OneOfOrNull<T>(string name, IReadOnlyDictionary<string, T> names)
        where T : struct => Take(name, isRequired: false) is { } node ? ChoiceOf(node, name, names) : null;

    public DateTimeOffset Instant(string name)
    {
        if (!UtcText.TryParse(Text(name), out var instant))
            Refuse(name, "an instant in UTC such as 2026-03-10T12:45:00Z");
        return instant;
    }

    public DateTimeOffset? InstantOrNull(string name) => TextOrNull(name) is null ? null : Instant(name);

    public DocumentObject? Object(string name) => Take(name, isRequired: true) is { } node ? ObjectOf(node) : null;

    public DocumentObject? ObjectOrNull(string name) => Take(name, isRequired: false) is { } node ? ObjectOf(node) : null;

    /// <summary>What a part reads from the object under a name; unknown fields are refused.</summary>
    [return: MaybeNull]
    public T Object<T>(string name, Func<DocumentObject, T?> read)
        where T : class => ReadClosed(Object(name), read);

    [return: MaybeNull]
    public T ObjectOrNull<T>(string name, Func<DocumentObject, T?> read)
        where T : class => ReadClosed(ObjectOrNull(name), read);

    /// <summary>What a part reads from each object of an array; those at fault are left out.</summary>
    public IReadOnlyList<T> Objects<T>(string name, Func<DocumentObject, T?> read, int most = int.MaxValue)
        where T : class
    {
        var all = new List<T>();
        foreach (var node in Array(name, most))
        {
            if (ReadClosed(ObjectOf(node), read) is { } item)
                all.Add(item);
        }

        return all;
    }

    /// <summary>The node itself, for readers of other formats that are embedded.</summary>
    public LocatedNode? NodeOrNull(string name) => Take(name, isRequired: false);

    public FaultLog Log => _log;

    private static T? ReadClosed<T>(DocumentObject? form, Func<DocumentObject, T?> read)
        where T : class
    {
        if (form is null)
            return null;
        var value = read(form);
        form.RefuseOthers();
        return value;
    }

    private DocumentObject? ObjectOf(LocatedNode node)
    {
        var form = new DocumentObject(node, _log);
        return form.IsObject ? form : null;
    }

    private LocatedNode? Take(string name, bool isRequired)
    {
        _known.Add(name);
        var node = _node.Find(name);
        if (node is { Kind: not JsonValueKind.Null })
            return node;
        if (isRequired)
            Refuse(name, "a value", node is null ? "nothing: the field is missing" : "null");
        return null;
    }

    private string TextOf(LocatedNode node, string name)
    {
        if (node.Kind != JsonValueKind.String)
            Refuse(name, "a text");
        return node.Kind == JsonValueKind.String ? node.Text : "";
    }

    private bool FlagOf(LocatedNode node, string name)
    {
        if (node.Kind is not (JsonValueKind.True or JsonValueKind.False))
            Refuse(name, "true or false");
        return node.Kind == JsonValueKind.True;
    }

    private long LongOf(LocatedNode node, string name, long least, long most)
    {
        if (node.Kind == JsonValueKind.Number
            && long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"a whole number >= {least}") + (most < int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $" and <= {most}") : ""));
        return least;
    }

    private T ChoiceOf<T>(LocatedNode node, string name, IReadOnlyDictionary<string, T> names)
        where T : struct
    {
        if (node.Kind == JsonValueKind.String && names.TryGetValue(node.Text, out var value))
            return value;
        Refuse(name, $"one of {string.Join(", ", names.Keys)}");
        return default;
    }
}

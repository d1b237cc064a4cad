using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bess.Domain.Json;

/// <summary>Reads JSON (RFC 8259: no comments, no trailing commas) into nodes that know their line; finds duplicate names.</summary>
/// <remarks>A bare NaN or Infinity becomes a number that is not finite, for whoever takes it to refuse.</remarks>
internal ref struct LocatedReader
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private const int LongestText = 300;

    /// <summary>Values that are not packed, each of which takes about a hundred bytes: more than any honest file has.</summary>
    private const int MostValues = 4_000_000;

    private readonly ReadOnlySpan<byte> _json;
    private readonly string _source;
    private readonly ICollection<Fault> _faults;
    private readonly IReadOnlyDictionary<long, string> _bareWords;
    private Utf8JsonReader _reader;
    private int _countedTo;
    private int _line;
    private int _values;
    private LocatedNode? _parent;
    private string? _name;
    private int _index;

    private LocatedReader(ReadOnlySpan<byte> json, string source, ICollection<Fault> faults)
    {
        _json = BareWords.Hide(json, out _bareWords);
        _source = source;
        _faults = faults;
        _reader = new Utf8JsonReader(_json);
        _line = 1;
    }

    /// <summary>Reads one document.</summary>
    /// <param name="json">UTF-8, with or without a byte order mark.</param>
    /// <param name="source">Name of the file for the faults.</param>
    /// <param name="faults">Receives duplicate names and the syntax error, if any.</param>
    /// <returns>The root, or null when the text is not JSON.</returns>
    public static LocatedNode? Read(ReadOnlySpan<byte> json, string source, ICollection<Fault> faults)
    {
        if (json.StartsWith(ByteOrderMark))
            json = json[ByteOrderMark.Length..];
        var document = new LocatedReader(json, source, faults);
        try
        {
            document._reader.Read();
            var root = document.ReadValue(parent: null);
            document._parent = null;
            document._reader.Read();
            return root;
        }
        catch (JsonException fault)
        {
            document.AddSyntaxFault(fault);
        }
        catch (TooManyValuesException)
        {
            document.Refuse("", document.Line(), string.Create(CultureInfo.InvariantCulture, $"at most {MostValues} values"), "more");
        }
        catch (InvalidOperationException)
        {
            // The reader answers so for text that is no Unicode: broken UTF-8 or half a surrogate pair.
            document.Refuse(document.Path, document.Line(), "valid Unicode text", "broken UTF-8 or half a surrogate pair");
        }

        return null;
    }

    private LocatedNode ReadValue(LocatedNode? parent, string? name = null, int index = 0)
    {
        (_parent, _name, _index) = (parent, name, index);
        var line = Line();
        if (++_values > MostValues)
            throw new TooManyValuesException();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(new LocatedNode(JsonValueKind.Object, parent, name, index, line));
            case JsonTokenType.StartArray:
                return ReadArray(new LocatedNode(JsonValueKind.Array, parent, name, index, line));
            case JsonTokenType.String when _bareWords.TryGetValue(_reader.TokenStartIndex, out var word):
                return new LocatedNode(JsonValueKind.Number, parent, name, index, line, word);
            case JsonTokenType.String:
                return new LocatedNode(JsonValueKind.String, parent, name, index, line, _reader.GetString()!);
            case JsonTokenType.Number:
                return new LocatedNode(JsonValueKind.Number, parent, name, index, line, Encoding.UTF8.GetString(_reader.ValueSpan));
            case JsonTokenType.True:
                return new LocatedNode(JsonValueKind.True, parent, name, index, line);
            case JsonTokenType.False:
                return new LocatedNode(JsonValueKind.False, parent, name, index, line);
            default:
                return new LocatedNode(JsonValueKind.Null, parent, name, index, line);
        }
    }

    private LocatedNode ReadObject(LocatedNode node)
    {
        Dictionary<string, int>? lineOf = null;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var line = Line();
            var name = _reader.GetString()!;
            (_parent, _name, _index) = (node, name, 0);
            _reader.Read();
            var value = ReadValue(node, name);
            At(node);
            lineOf ??= [];
            if (lineOf.TryAdd(name, line))
                node.Add(name, value);
            else
                Refuse(value.Path, line, $"each name once (already on line {lineOf[name]})", "the same name again");
        }

        return node;
    }

    private LocatedNode ReadArray(LocatedNode node)
    {
        var packed = new PackedNumbers();
        var count = 0;
        while (true)
        {
            (_parent, _name, _index) = (node, null, count);
            if (!_reader.Read() || _reader.TokenType == JsonTokenType.EndArray)
                break;
            if (packed.Count == count && _reader.TokenType == JsonTokenType.Number && _reader.TryGetDouble(out var value) && double.IsFinite(value))
                packed.Add(value, Line());
            else
                AddItem(node, packed, count);
            count++;
        }

        if (count > 0 && packed.Count == count)
            node.Add(packed);
        At(node);
        return node;
    }

    // With the first item that is no finite number those before it become nodes too.
    private void AddItem(LocatedNode node, PackedNumbers packed, int index)
    {
        if (index == packed.Count)
        {
            _values += index;
            for (var i = 0; i < index && _values <= MostValues; i++)
                node.Add(packed.NodeAt(i, node));
        }

        node.Add(ReadValue(node, name: null, index));
    }

    private void At(LocatedNode node) => (_parent, _name, _index) = (node, "", -1);

    private readonly string Path => _parent is null ? "" : _index < 0 ? _parent.Path : LocatedNode.PathBelow(_parent.Path, _name, _index);

    private void AddSyntaxFault(JsonException fault)
    {
        // The message repeats its position after the sentence; the position is told by the fault.
        var message = fault.Message;
        var cut = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var line = (int)(fault.LineNumber ?? 0) + 1;
        var column = (fault.BytePositionInLine ?? 0) + 1;
        var what = cut < 0 ? message : message[..cut];
        Refuse(Path, line, "JSON", string.Create(CultureInfo.InvariantCulture, $"a syntax error at byte {column} of the line: {what}"));
    }

    private readonly void Refuse(string path, int line, string expected, string actual) =>
        _faults.Add(new Fault(FaultLocation.At(_source, line), path, expected, LocatedNode.OneLine(actual, LongestText)));

    private int Line()
    {
        var token = (int)_reader.TokenStartIndex;
        _line += _json[_countedTo..token].Count((byte)'\n');
        _countedTo = token;
        return _line;
    }

    private sealed class TooManyValuesException : Exception;
}

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

    private readonly ReadOnlySpan<byte> _json;
    private readonly string _source;
    private readonly ICollection<Fault> _faults;
    private readonly IReadOnlyDictionary<long, string> _bareWords;
    private Utf8JsonReader _reader;
    private int _countedTo;
    private int _line;
    private string _path;

    private LocatedReader(ReadOnlySpan<byte> json, string source, ICollection<Fault> faults)
    {
        _json = BareWords.Hide(json, out _bareWords);
        _source = source;
        _faults = faults;
        _reader = new Utf8JsonReader(_json);
        _line = 1;
        _path = "";
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
            var root = document.ReadValue("");
            document._path = "";
            document._reader.Read();
            return root;
        }
        catch (JsonException fault)
        {
            document.AddSyntaxFault(fault);
        }
        catch (InvalidOperationException)
        {
            // The reader answers so for text that is no Unicode: broken UTF-8 or half a surrogate pair.
            document.Refuse(document._path, document.Line(), "valid Unicode text", "broken UTF-8 or half a surrogate pair");
        }

        return null;
    }

    private LocatedNode ReadValue(string path)
    {
        _path = path;
        var line = Line();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(new LocatedNode(JsonValueKind.Object, path, line));
            case JsonTokenType.StartArray:
                return ReadArray(new LocatedNode(JsonValueKind.Array, path, line));
            case JsonTokenType.String when _bareWords.TryGetValue(_reader.TokenStartIndex, out var word):
                return new LocatedNode(JsonValueKind.Number, path, line, word);
            case JsonTokenType.String:
                return new LocatedNode(JsonValueKind.String, path, line, _reader.GetString()!);
            case JsonTokenType.Number:
                return new LocatedNode(JsonValueKind.Number, path, line, Encoding.UTF8.GetString(_reader.ValueSpan));
            case JsonTokenType.True:
                return new LocatedNode(JsonValueKind.True, path, line);
            case JsonTokenType.False:
                return new LocatedNode(JsonValueKind.False, path, line);
            default:
                return new LocatedNode(JsonValueKind.Null, path, line);
        }
    }

    private LocatedNode ReadObject(LocatedNode node)
    {
        var lineOf = new Dictionary<string, int>();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var line = Line();
            var name = _reader.GetString()!;
            var path = LocatedNode.Below(node.Path, LocatedNode.OneLine(name));
            _path = path;
            _reader.Read();
            var value = ReadValue(path);
            _path = node.Path;
            if (lineOf.TryAdd(name, line))
                node.OwnMembers.Add(new(name, value));
            else
                Refuse(path, line, $"each name once (already on line {lineOf[name]})", "the same name again");
        }

        return node;
    }

    private LocatedNode ReadArray(LocatedNode node)
    {
        while (true)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{node.Path}[{node.Items.Count}]");
            _path = path;
            if (!_reader.Read() || _reader.TokenType == JsonTokenType.EndArray)
                break;
            node.OwnItems.Add(ReadValue(path));
        }

        _path = node.Path;
        return node;
    }

    private void AddSyntaxFault(JsonException fault)
    {
        // The message repeats its position after the sentence; the position is told by the fault.
        var message = fault.Message;
        var cut = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var line = (int)(fault.LineNumber ?? 0) + 1;
        var column = (fault.BytePositionInLine ?? 0) + 1;
        var what = cut < 0 ? message : message[..cut];
        Refuse(_path, line, "JSON", string.Create(CultureInfo.InvariantCulture, $"a syntax error at byte {column} of the line: {what}"));
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
}

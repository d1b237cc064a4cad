using System.Text;
using System.Text.Json;
using Bess.Domain;

namespace Bess.Cli.Inputs;

/// <summary>A JSON value that knows its line and its path, so that whoever refuses it can say where it stands.</summary>
internal sealed class JsonPart
{
    private JsonPart(JsonValueKind kind, int line, string path)
    {
        Kind = kind;
        Line = line;
        Path = path;
    }

    public JsonValueKind Kind { get; }

    public int Line { get; }

    /// <summary>Names from the root, for example <c>limits[0].lowerMw</c>; empty for the root.</summary>
    public string Path { get; }

    public string Text { get; private set; } = "";

    public double Number { get; private set; } = double.NaN;

    public List<(string Name, JsonPart Value)> Members { get; } = [];

    public List<JsonPart> Items { get; } = [];

    /// <summary>The value in words, for a fault.</summary>
    public string Words => Kind switch
    {
        JsonValueKind.String => $"'{Text}'",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Number => Text,
        _ => Kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The root, or the faults of reading and of syntax, located by file and line.</returns>
    public static Validated<JsonPart> Read(string path)
    {
        var source = System.IO.Path.GetFileName(path);
        try
        {
            return Parse(File.ReadAllBytes(path), source);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Validated<JsonPart>.FromFault(new Fault(source, "", "a readable file", InputFiles.Why(error, path)));
        }
    }

    /// <summary>Parses a text in UTF-8; comments and trailing commas are refused.</summary>
    public static Validated<JsonPart> Parse(ReadOnlySpan<byte> utf8, string source)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        var faults = new List<Fault>();
        try
        {
            var reader = new Utf8JsonReader(utf8);
            reader.Read();
            var lines = new LineCounter();
            var root = Value(ref reader, utf8, lines, "", source, faults);
            reader.Read();
            return faults.Count > 0 ? Validated<JsonPart>.FromFaults(faults) : Validated<JsonPart>.FromValue(root);
        }
        catch (JsonException error)
        {
            var why = error.Message.Split(" LineNumber:")[0].TrimEnd('.');
            return Validated<JsonPart>.FromFault(
                new Fault(InputFiles.At(source, (int)(error.LineNumber ?? 0) + 1), "", "JSON", why));
        }
    }

    private static JsonPart Value(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, LineCounter lines, string path, string source, List<Fault> faults)
    {
        var line = lines.At(utf8, reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var form = new JsonPart(JsonValueKind.Object, line, path);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                    Member(ref reader, utf8, lines, form, source, faults);
                return form;
            case JsonTokenType.StartArray:
                var list = new JsonPart(JsonValueKind.Array, line, path);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    list.Items.Add(Value(ref reader, utf8, lines, $"{path}[{list.Items.Count}]", source, faults));
                return list;
            case JsonTokenType.Number:
                return new JsonPart(JsonValueKind.Number, line, path)
                {
                    Number = reader.GetDouble(),
                    Text = Encoding.UTF8.GetString(reader.ValueSpan),
                };
            case JsonTokenType.String:
                return new JsonPart(JsonValueKind.String, line, path) { Text = reader.GetString()! };
            case JsonTokenType.True:
                return new JsonPart(JsonValueKind.True, line, path);
            case JsonTokenType.False:
                return new JsonPart(JsonValueKind.False, line, path);
            default:
                return new JsonPart(JsonValueKind.Null, line, path);
        }
    }

    private static void Member(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, LineCounter lines, JsonPart form, string source, List<Fault> faults)
    {
        var name = reader.GetString()!;
        var line = lines.At(utf8, reader.TokenStartIndex);
        var path = form.Path.Length == 0 ? name : $"{form.Path}.{name}";
        if (form.Members.Any(member => member.Name == name))
            faults.Add(new Fault(InputFiles.At(source, line), path, "a field given once", "given again"));
        reader.Read();
        form.Members.Add((name, Value(ref reader, utf8, lines, path, source, faults)));
    }

    // Tokens come in file order, so each line break is counted once.
    private sealed class LineCounter
    {
        private int _line = 1;
        private int _counted;

        public int At(ReadOnlySpan<byte> utf8, long index)
        {
            _line += utf8[_counted..(int)index].Count((byte)'\n');
            _counted = (int)index;
            return _line;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using Bess.Domain.Json;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Neso;

/// <summary>Rows of a table of the data portal, as CSV or as an answer of its data store (CKAN), by name of column.</summary>
internal sealed class NesoRecords
{
    private readonly DocumentFaults _faults;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    private NesoRecords(DocumentFaults faults) => _faults = faults;

    /// <summary>Line, path of the record (empty in CSV) and texts of the asked columns; null where there is none.</summary>
    public List<(int Line, string Path, string?[] Texts)> Rows { get; } = [];

    /// <summary>Reads the asked columns of every row; a column that is missing is a fault.</summary>
    public static NesoRecords Read(PublishedDocument document, string[] columns, DocumentFaults faults)
    {
        var records = new NesoRecords(faults);
        for (var i = 0; i < columns.Length; i++)
            records._columns.Add(columns[i], i);
        var first = document.Content.Span.IndexOfAnyExcept(" \t\r\n\uFEFF"u8);
        if (first >= 0 && document.Content.Span[first] is (byte)'{' or (byte)'[')
            records.ReadJson(document, columns);
        else
            records.ReadCsv(document, columns);
        return records;
    }

    /// <summary>Text of a cell; empty where there is none.</summary>
    public string Text((int Line, string Path, string?[] Texts) row, string column) => row.Texts[_columns[column]] ?? "";

    /// <summary>A number; null where there is none, and null with a fault where it cannot be read.</summary>
    public double? Number((int Line, string Path, string?[] Texts) row, string column)
    {
        var text = Text(row, column);
        if (text.Length == 0)
            return null;
        if (DecimalText.TryParse(text, DecimalForm.Point, out var value))
            return value;
        Refuse(row, column, "a number such as 1234.56 or a blank");
        return null;
    }

    public void Refuse((int Line, string Path, string?[] Texts) row, string column, string expected) =>
        _faults.Add(row.Line, LocatedNode.Below(row.Path, column), expected, LocatedNode.Quote(Text(row, column)));

    private void ReadCsv(PublishedDocument document, string[] columns)
    {
        if (DelimitedTable.Of(DelimitedText.Rows(document, ',', _faults), _faults) is not { } table)
            return;
        var indexes = Array.ConvertAll(columns, column => table.Require(column));
        if (indexes.Contains(-1))
            return;
        foreach (var row in table.Rows)
            Rows.Add((row.Line, "", Array.ConvertAll(indexes, index => row.Cells[index])));
    }

    private void ReadJson(PublishedDocument document, string[] columns)
    {
        if (JsonFields.Root(document, _faults) is not { } root)
            return;
        if (root.Find("success") is { Kind: not JsonValueKind.True })
        {
            var why = root.Find("error") is { } error ? error.Find("message")?.Text ?? error.Find("info")?.Describe() ?? error.Describe() : "no reason";
            _faults.Add(root.Line, "success", "true", $"false: {LocatedNode.OneLine(why, 200)}");
            return;
        }

        var list = JsonFields.Require(JsonFields.Require(root, "result", JsonValueKind.Object, _faults), "records", JsonValueKind.Array, _faults);
        foreach (var record in list?.Items ?? [])
        {
            var texts = Array.ConvertAll(columns, column => TextOf(record, column));
            Rows.Add((record.Line, record.Path, texts));
        }
    }

    private string? TextOf(LocatedNode record, string column)
    {
        var node = record.Find(column);
        if (node is null)
            _faults.Add(record.Line, LocatedNode.Below(record.Path, column), "a value or null", "nothing");
        else if (node.Kind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null))
            _faults.Add(node, "a text, a number or null");
        return node?.Text.Trim();
    }

    /// <summary>A date and time without an offset; the portal's are UTC.</summary>
    public DateTimeOffset? Utc((int Line, string Path, string?[] Texts) row, string column)
    {
        var text = Text(row, column).TrimEnd('Z');
        if (DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return new DateTimeOffset(at, TimeSpan.Zero);
        Refuse(row, column, "a time in UTC such as 2023-11-02T23:00:00");
        return null;
    }
}

using Bess.Domain.Json;

namespace Bess.Markets.Sources.Documents;

/// <summary>A header and the rows below it, with as many cells as the header.</summary>
internal sealed class DelimitedTable
{
    private readonly DocumentFaults _faults;

    private DelimitedTable(DelimitedRow header, DocumentFaults faults)
    {
        Header = header.Cells;
        HeaderLine = header.Line;
        _faults = faults;
    }

    public string[] Header { get; }

    public int HeaderLine { get; }

    public List<DelimitedRow> Rows { get; } = [];

    /// <summary>The first row is the header; a row of another length is a fault, blank cells at the end of a header are dropped.</summary>
    public static DelimitedTable? Of(IReadOnlyList<DelimitedRow> rows, DocumentFaults faults)
    {
        if (rows.Count == 0)
            return null;
        var width = Array.FindLastIndex(rows[0].Cells, cell => cell.Length > 0) + 1;
        var table = new DelimitedTable(rows[0] with { Cells = rows[0].Cells[..width] }, faults);
        foreach (var twice in table.Header.Where(name => name.Length > 0).GroupBy(name => name).Where(group => group.Count() > 1))
            faults.Add(table.HeaderLine, twice.Key, "a column name used once", $"used {twice.Count()} times");
        foreach (var row in rows.Skip(1))
        {
            if (row.Cells.Length >= width && row.Cells.Skip(width).All(cell => cell.Length == 0))
                table.Rows.Add(row);
            else
                faults.Add(row.Line, "", $"{width} cells", $"{row.Cells.Length}");
        }

        if (table.Rows.Count == 0 && !faults.Any)
            faults.Add(0, "", "at least one row", "none");
        return table;
    }

    public int Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Array.FindIndex(Header, cell => cell.Equals(name, StringComparison.OrdinalIgnoreCase)) is var index and >= 0)
                return index;
        }

        return -1;
    }

    /// <summary>Index of a column by any of its names, or -1 with a fault.</summary>
    public int Require(params ReadOnlySpan<string> names)
    {
        var index = Find(names);
        if (index < 0)
            _faults.Add(HeaderLine, "header", $"a column {string.Join(" or ", names.ToArray())}", LocatedNode.OneLine(string.Join(", ", Header), 200));
        return index;
    }

    /// <summary>A number; null where the publisher has none, and null with a fault where it cannot be read.</summary>
    public double? Number(DelimitedRow row, int column, DecimalForm form, string missing = "")
    {
        var text = row.Cells[column];
        if (text.Length == 0 || text == missing)
            return null;
        if (DecimalText.TryParse(text, form, out var value))
            return value;
        var mark = missing.Length == 0 ? "a blank" : $"'{missing}'";
        Refuse(row, column, $"{(form == DecimalForm.Comma ? "a number such as 1.234,56" : "a number such as 1234.56")} or {mark}");
        return null;
    }

    public void Refuse(DelimitedRow row, int column, string expected) =>
        _faults.Add(row.Line, Header[column], expected, LocatedNode.Quote(row.Cells[column]));
}

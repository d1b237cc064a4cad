using System.Globalization;
using System.IO.Compression;
using Bess.Domain;

namespace Bess.Markets.Sources.Csv;

/// <summary>The rows of a CSV file with their line numbers; every structural fault is collected, no row is dropped unseen.</summary>
internal sealed class CsvTable
{
    private const string Marker = "#";

    private readonly List<string> _comments = [];

    private CsvTable(string source) => Source = source;

    public string Source { get; }

    /// <summary>Names of the columns, trimmed; empty when there is no header.</summary>
    public string[] Header { get; private set; } = [];

    /// <summary>Line of the header; the first line is 1.</summary>
    public int HeaderLine { get; private set; }

    /// <summary>Rows with as many cells as the header.</summary>
    public List<(int Line, string[] Cells)> Rows { get; } = [];

    public List<Fault> Faults { get; } = [];

    public static CsvTable Read(string path) => Read(path, headerOnly: false);

    /// <summary>Reads no further than the header.</summary>
    public static CsvTable ReadHeader(string path) => Read(path, headerOnly: true);

    private static CsvTable Read(string path, bool headerOnly)
    {
        var source = Path.GetFileName(path);
        try
        {
            using var file = File.OpenRead(path);
            using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? new GZipStream(file, CompressionMode.Decompress)
                : file;
            using var reader = new StreamReader(stream);
            return Read(reader, source, headerOnly);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // An unreadable file is a fault of the data like any other; its text says which.
            return Refused(source, Why(error, path));
        }
    }

    public static CsvTable Read(TextReader reader, string source, bool headerOnly = false)
    {
        var table = new CsvTable(source);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (number == 1)
                line = line.TrimStart('\uFEFF');
            if (line.StartsWith(Marker, StringComparison.Ordinal))
                table.AddComment(line);
            else if (!string.IsNullOrWhiteSpace(line))
                table.AddRecord(number, line);

            // Without a header nothing below can be understood.
            if ((table.Header.Length == 0 && table.Faults.Count > 0) || (headerOnly && table.Header.Length > 0))
                break;
        }

        if (table.Header.Length == 0 && table.Faults.Count == 0)
            table.Faults.Add(new Fault(source, "", "a header line", "an empty file"));
        else if (table.Rows.Count == 0 && table.Faults.Count == 0)
            table.Faults.Add(new Fault(source, "", "at least one row", "none"));
        return table;
    }

    public int IndexOf(string column) => Array.FindIndex(Header, name => name.Equals(column, StringComparison.OrdinalIgnoreCase));

    /// <summary>Index of a column; -1 with a fault when there is a header without it, -1 alone when there is no header.</summary>
    public int RequireColumn(string column)
    {
        var index = IndexOf(column);
        if (index < 0 && Header.Length > 0)
            Faults.Add(new Fault(At(HeaderLine), "header", $"a column {column}", string.Join(", ", Header)));
        return index;
    }

    /// <summary>The value of a leading comment <c># key: value</c>, or null.</summary>
    public string? Comment(string key)
    {
        var line = _comments.FirstOrDefault(comment => comment.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase));
        return line?[(key.Length + 1)..].Trim();
    }

    public string At(int line) => At(Source, line);

    /// <summary>Reads a number with a decimal point; a blank cell is NaN, and anything else is a fault and NaN.</summary>
    public double Number(int line, string column, string cell, bool blankAllowed)
    {
        var text = cell.Trim();
        if (text.Length == 0 && blankAllowed)
            return double.NaN;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            return value;
        Faults.Add(new Fault(At(line), column, blankAllowed ? "a finite number or a blank" : "a finite number", $"'{text}'"));
        return double.NaN;
    }

    private static string At(string source, int line) => string.Create(CultureInfo.InvariantCulture, $"{source}: line {line}");

    private static CsvTable Refused(string source, string why)
    {
        var table = new CsvTable(source);
        table.Faults.Add(new Fault(source, "", "a readable file", why));
        return table;
    }

    // Without the machine's folders.
    private static string Why(Exception error, string path) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException when Directory.Exists(path) => "a folder",
        UnauthorizedAccessException => "no permission to read it",
        InvalidDataException => "not a gzip stream",
        _ => error.Message.Replace(path, Path.GetFileName(path), StringComparison.Ordinal),
    };

    // Only those above the header carry meaning.
    private void AddComment(string line)
    {
        if (Header.Length == 0)
            _comments.Add(line[1..].Trim());
    }

    private void AddRecord(int number, string line)
    {
        var cells = CsvRecord.Split(line);
        if (cells is null)
            Faults.Add(new Fault(At(number), "", "cells with well-formed quotes", line.Trim()));
        else if (Header.Length == 0)
            SetHeader(number, cells);
        else if (cells.Length == Header.Length)
            Rows.Add((number, cells));
        else
            Faults.Add(new Fault(At(number), "", $"{Header.Length} cells", $"{cells.Length}"));
    }

    private void SetHeader(int number, string[] cells)
    {
        Header = cells.Select(name => name.Trim()).ToArray();
        HeaderLine = number;
        foreach (var twice in Header.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            Faults.Add(new Fault(At(number), twice.Key, "a column name used once", $"used {twice.Count()} times"));
    }
}

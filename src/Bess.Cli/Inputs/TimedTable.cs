using System.Globalization;
using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Cli.Inputs;

/// <summary>A CSV file with the column timestamp_utc and columns of numbers, such as a commitment or the power of others.</summary>
/// <remarks>One header line; fields separated by commas without quotes; lines that start with # and blank lines are left out.</remarks>
internal sealed class TimedTable
{
    private const string Stamp = "timestamp_utc";
    private readonly List<(int Line, DateTimeOffset At)> _stamps = [];
    private readonly Dictionary<string, List<double>> _columns = [];
    private readonly List<Fault> _faults = [];

    private TimedTable(string source) => Source = source;

    public string Source { get; }

    /// <summary>Number of rows.</summary>
    public int Count => _stamps.Count;

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="required">Columns that must be there.</param>
    /// <param name="optional">Columns that may be there; any other is refused.</param>
    public static Validated<TimedTable> Read(string path, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        var table = new TimedTable(Path.GetFileName(path));
        try
        {
            table.Parse(File.ReadAllLines(path), required, optional);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            table._faults.Add(new Fault(table.Source, "", "a readable file", InputFiles.Why(error, path)));
        }

        return table._faults.Count > 0 ? Validated<TimedTable>.FromFaults(table._faults) : Validated<TimedTable>.FromValue(table);
    }

    /// <summary>The values of a column on a grid.</summary>
    /// <param name="column">Name of a column that is there.</param>
    /// <param name="grid">The grid; the rows must be its intervals, in order and without a gap.</param>
    public Validated<double[]> On(TimeGrid grid, string column)
    {
        var faults = new List<Fault>();
        for (var i = 0; i < Math.Min(grid.Count, _stamps.Count) && faults.Count == 0; i++)
        {
            if (_stamps[i].At != grid.StartOf(i))
            {
                faults.Add(new Fault(
                    InputFiles.At(Source, _stamps[i].Line), Stamp,
                    $"{UtcText.Of(grid.StartOf(i))} (interval {i + 1} of the horizon {Words(grid)})", UtcText.Of(_stamps[i].At)));
            }
        }

        if (faults.Count == 0 && _stamps.Count != grid.Count)
            faults.Add(new Fault(Source, Stamp, $"{grid.Count} rows, one for each interval of the horizon {Words(grid)}", $"{_stamps.Count}"));
        return faults.Count > 0 ? Validated<double[]>.FromFaults(faults) : Validated<double[]>.FromValue([.. _columns[column]]);
    }

    private static string Words(TimeGrid grid) =>
        string.Create(CultureInfo.InvariantCulture, $"{UtcText.Of(grid.Start)} to {UtcText.Of(grid.End)} in steps of {grid.Step.TotalMinutes} min");

    private void Parse(string[] lines, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        string[]? header = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i][0] == '#')
                continue;
            var cells = lines[i].TrimStart('\uFEFF').Split(',', StringSplitOptions.TrimEntries);
            if (header is null)
                header = Header(i + 1, cells, required, optional);
            else if (cells.Length != header.Length)
                Refuse(i + 1, "", $"{header.Length} cells", $"{cells.Length}");
            else
                Row(i + 1, header, cells);
        }

        if (header is null)
            _faults.Add(new Fault(Source, "", "a header line", "an empty file"));
        else if (_stamps.Count == 0 && _faults.Count == 0)
            _faults.Add(new Fault(Source, "", "at least one row", "none"));
    }

    private string[] Header(int line, string[] names, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        string[] all = [Stamp, .. required, .. optional];
        foreach (var name in all.Take(1 + required.Count).Except(names))
            Refuse(line, name, $"a column {name}", string.Join(", ", names));
        foreach (var name in names.Except(all))
            Refuse(line, name, $"one of the columns {string.Join(", ", all)}", $"the unknown column '{name}'");
        foreach (var twice in names.GroupBy(name => name).Where(group => group.Count() > 1))
            Refuse(line, twice.Key, "a column name used once", $"used {twice.Count()} times");
        foreach (var name in names)
            _columns[name] = [];
        return names;
    }

    private void Row(int line, string[] header, string[] cells)
    {
        for (var k = 0; k < cells.Length; k++)
        {
            if (header[k] == Stamp)
                StampCell(line, cells[k]);
            else if (double.TryParse(cells[k], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                _columns[header[k]].Add(value);
            else
                Refuse(line, header[k], "a finite number", $"'{cells[k]}'");
        }
    }

    private void StampCell(int line, string cell)
    {
        if (UtcText.TryParse(cell, out var at))
            _stamps.Add((line, at));
        else
            Refuse(line, Stamp, "an instant in UTC such as 2026-03-10T12:00:00Z", $"'{cell}'");
    }

    private void Refuse(int line, string field, string expected, string actual) =>
        _faults.Add(new Fault(InputFiles.At(Source, line), field, expected, actual));
}

using System.Globalization;
using System.Text.RegularExpressions;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Iex;

/// <summary>Reads the market snapshot that the exchange's pages export, saved as CSV: DAM, RTM and GDAM.</summary>
/// <remarks>
/// Form: title rows; a header with <c>Date</c>, <c>Hour</c> and <c>Time Block</c>; one row a quarter hour (<c>23:45 - 24:00</c>); then rows
/// Total, Max, Min and Avg, which are no values but check those above: a maximum, minimum or mean that differs is a fault.
/// </remarks>
public static partial class IexSnapshotReader
{
    private const string DateColumn = "Date";
    private const string BlockColumn = "Time Block";
    private const string Summary = "Summary";
    private const double FooterTolerance = 0.0051;
    private const int BlocksPerDay = 96;

    /// <summary>Reads one export.</summary>
    /// <param name="document">The CSV document.</param>
    /// <param name="market">The market; the export does not name it.</param>
    /// <returns>Price, bids and volumes, or all faults; a day cut off is noted.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> Read(PublishedDocument document, IexMarket market)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(IexSeries.Publisher, document, faults);
        var rows = DelimitedText.Rows(document, ',', faults);
        var header = rows.FindIndex(row => row.Cells[0] == DateColumn && row.Cells.Contains(BlockColumn));
        var footer = rows.FindIndex(Math.Max(header, 0), row => row.Cells.Length > 1 && row.Cells[0] == DateColumn && row.Cells[1] == Summary);
        if (header < 0 && rows.Count > 0)
            faults.Add(rows[0].Line, "header", $"a row with {DateColumn} and {BlockColumn}", "none");
        else if (DelimitedTable.Of(rows.Count == 0 ? rows : rows[header..(footer < 0 ? rows.Count : footer)], faults) is { } table)
            ReadTable(table, footer < 0 ? [] : rows[footer..], market, builder, faults);
        return builder.Build();
    }

    private static void ReadTable(
        DelimitedTable table, List<DelimitedRow> footer, IexMarket market, AnswerBuilder builder, DocumentFaults faults)
    {
        var (date, hour, block) = (table.Require(DateColumn), table.Require("Hour"), table.Require(BlockColumn));
        var columns = IexSeries.Columns(table, market, builder);
        if (date < 0 || hour < 0 || block < 0 || columns.Count == 0)
            return;
        var values = columns.ConvertAll(_ => new List<double>());
        foreach (var row in table.Rows)
        {
            if (Start(table, row, date, hour, block) is not { } start)
                continue;
            for (var i = 0; i < columns.Count; i++)
            {
                var value = table.Number(row, columns[i].Index, DecimalForm.Point, "-");
                columns[i].Column.Add(start, IexSeries.Block, value, row.Line);
                if (value is not null)
                    values[i].Add(value.Value);
            }
        }

        if (table.Rows.Count % BlocksPerDay != 0)
            builder.Note($"{table.Rows.Count} blocks: no whole number of days of {BlocksPerDay}");
        if (!faults.Any)
            CheckFooter(footer, table, columns, values, faults);
    }

    private static DateTimeOffset? Start(DelimitedTable table, DelimitedRow row, int date, int hour, int block)
    {
        var match = Block().Match(row.Cells[block]);
        if (!DateTime.TryParseExact(row.Cells[date], "dd-MM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            table.Refuse(row, date, "a day such as 24-06-2026");
        }
        else if (!match.Success || Minutes(match, "toHour", "toMinute") - Minutes(match, "fromHour", "fromMinute") != 15)
        {
            table.Refuse(row, block, "a quarter hour such as 23:45 - 24:00");
        }
        else
        {
            var minutes = Minutes(match, "fromHour", "fromMinute");
            if (row.Cells[hour] == ((minutes / 60) + 1).ToString(CultureInfo.InvariantCulture))
                return IexSeries.Instant(day.AddMinutes(minutes));
            table.Refuse(row, hour, $"{(minutes / 60) + 1} as the block {row.Cells[block]}");
        }

        return null;
    }

    private static void CheckFooter(
        List<DelimitedRow> footer, DelimitedTable table, List<(int Index, SeriesColumn Column)> columns, List<List<double>> values, DocumentFaults faults)
    {
        // The footer names its columns in a row of its own, one column fewer or more to the left than the table.
        if (footer.Count == 0)
            return;
        foreach (var row in footer.Skip(1))
        {
            Func<List<double>, double>? what = row.Cells[1].Split(' ')[0] switch
            {
                "Max" => list => list.Max(),
                "Min" => list => list.Min(),
                "Avg" => list => list.Average(),
                _ => null,
            };
            for (var i = 0; what is not null && i < columns.Count; i++)
            {
                var name = Stem(table.Header[columns[i].Index]);
                var at = Array.FindIndex(footer[0].Cells, cell => Stem(cell) == name);
                if (at < 0 || at >= row.Cells.Length || values[i].Count == 0 || !DecimalText.TryParse(row.Cells[at], DecimalForm.Point, out var told))
                    continue;
                var expected = what(values[i]);
                if (Math.Abs(told - expected) > FooterTolerance)
                {
                    faults.Add(
                        row.Line, $"{row.Cells[1]} of {table.Header[columns[i].Index]}",
                        string.Create(CultureInfo.InvariantCulture, $"{expected:0.00} from the rows above"), LocatedNode.Quote(row.Cells[at]));
                }
            }
        }
    }

    // MCP (Rs/MWh) * and MCP (Rs/MWh), Purchase Bid (MW) and Purchase Bid are the same columns.
    private static string Stem(string name) => (name.IndexOf('(', StringComparison.Ordinal) is var cut and >= 0 ? name[..cut] : name).Trim();

    private static int Minutes(Match match, string hour, string minute) =>
        (60 * int.Parse(match.Groups[hour].ValueSpan, CultureInfo.InvariantCulture)) + int.Parse(match.Groups[minute].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<fromHour>[01]\d|2[0-3]):(?<fromMinute>00|15|30|45)\s*-\s*(?<toHour>[01]\d|2[0-4]):(?<toMinute>00|15|30|45)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}

using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Markets.DayAhead;

namespace Bess.Markets.Sources.Csv;

/// <summary>Reads price files: <c>timestamp_utc</c> is the start of the interval, prices stand in columns named with their unit.</summary>
/// <remarks>
/// Form: CSV with a header, <c>.csv</c> or <c>.csv.gz</c>; instants <c>2026-03-10T12:00:00Z</c>; price columns
/// <c>…_eur_per_mwh</c> (any currency), decimal point; a blank cell is a missing price. Lines that begin with <c>#</c> are skipped;
/// a leading <c># synthetic: …</c> marks the series as synthetic. All faults of a file are told together, with line numbers
/// (first line is 1, comments count).
/// </remarks>
public static class PriceCsvReader
{
    /// <summary>Key of the leading comment that labels made-up prices.</summary>
    internal const string SyntheticKey = "synthetic";

    /// <summary>Reads one price column of a file.</summary>
    /// <param name="path">The file, <c>.csv</c> or <c>.csv.gz</c>.</param>
    /// <param name="options">What to read when there is a choice; default: the only price column.</param>
    /// <returns>The series, or all faults; a file that cannot be opened is a fault.</returns>
    public static Validated<PriceSeries> Read(string path, PriceCsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(CsvTable.Read(path), options ?? new PriceCsvOptions());
    }

    /// <summary>Reads one price column of a text.</summary>
    /// <param name="reader">The text; read to its end, not closed.</param>
    /// <param name="source">Name of the source for faults and provenance.</param>
    /// <param name="options">What to read when there is a choice; default: the only price column.</param>
    /// <returns>The series, or all faults.</returns>
    public static Validated<PriceSeries> Read(TextReader reader, string source, PriceCsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return Read(CsvTable.Read(reader, source), options ?? new PriceCsvOptions());
    }

    internal static Validated<PriceSeries> Read(CsvTable table, PriceCsvOptions options)
    {
        var grid = Grid(table, options.Step);
        var column = table.Header.Length == 0 ? null : PriceColumn.Choose(table, options.Column, options.Currency);
        var prices = column is null
            ? []
            : table.Rows.Select(row => table.Number(row.Line, column.Name, row.Cells[column.Index], blankAllowed: !options.RequireComplete)).ToArray();
        if (table.Faults.Count > 0)
            return Validated<PriceSeries>.FromFaults(InFileOrder(table.Faults));

        var rule = options.Publication ?? DefaultRule(column!.Name, options.Zone);
        var synthetic = table.Comment(SyntheticKey);
        var provenance = new Provenance(
            table.Source, $"column {column!.Name}; {rule}" + (string.IsNullOrEmpty(synthetic) ? "" : $"; {synthetic}"), synthetic is not null);
        return Validated<PriceSeries>.FromValue(
            new PriceSeries(column.Name, options.Zone, column.Currency, grid!, prices, rule.KnownAt(grid!), provenance));
    }

    /// <summary>The grid of all rows, or null with faults added to the table.</summary>
    internal static TimeGrid? Grid(CsvTable table, TimeSpan? step)
    {
        var index = table.RequireColumn(StampColumn.Name);
        if (index < 0)
            return null;
        return StampColumn.Read(table, table.Rows.Select(row => (row.Line, row.Cells[index])).ToArray(), step);
    }

    /// <summary>Faults of the header first, then by line.</summary>
    internal static IEnumerable<Fault> InFileOrder(IEnumerable<Fault> faults) => faults.OrderBy(fault => FaultLocation.LineOf(fault.Location));

    private static PublicationRule DefaultRule(string column, BiddingZone? zone) =>
        zone is not null && DayAheadFiles.IsDayAheadName(column) ? PublicationRule.DayAheadOf(zone) : PublicationRule.EndOfInterval;
}

using System.Globalization;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Csv;

namespace Bess.Markets.Store.Transfer;

/// <summary>Reads CSV files for a store: those of a market folder, and those that <see cref="ObservationCsvWriter"/> wrote.</summary>
/// <remarks>
/// <para>
/// Of a market folder: <c>timestamp_utc</c> is the start of the interval; every column whose name ends in a unit is a series of the zone;
/// a blank cell is a value that is missing; publication is by the name of the column (<see cref="ColumnPublication"/>). The step is the most
/// frequent one of each local day, so a file may change it from one day to the next. Columns of the Indian exchange that do not name their
/// market get the first word of the file: <c>mcp_inr_per_mwh</c> of <c>dam_….csv</c> is <c>dam_inr_per_mwh</c>.
/// </para>
/// <para>With all revisions: <c>zone,series,timestamp_utc,step,value,known_at_utc</c>, each row as it was kept.</para>
/// </remarks>
public static class ObservationCsvReader
{
    private static readonly string[] Units =
    [
        "_per_mwh", "_per_mw_h", "_per_4h_block", "_mw", "_mwh", "_kw", "_kwh", "_c", "_km_per_h", "_m_per_s", "_pct", "_w_per_m2", "_mm", "_hpa", "_per_eur",
    ];

    private static readonly string[] Unmarketed = ["mcp_", "mcv_", "purchase_bid_", "sell_bid_", "final_scheduled_"];

    /// <summary>Whether a file has one of the two forms, going by its header.</summary>
    /// <param name="path">The file, <c>.csv</c> or <c>.csv.gz</c>.</param>
    /// <returns>Whether <see cref="Read"/> can be meant for it; true for one that cannot be opened, so that its fault is told.</returns>
    public static bool Recognises(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var table = CsvTable.ReadHeader(path);
        return table.Header.Length == 0 || IsOfRevisions(table) || table.IndexOf(StampColumn.Name) >= 0;
    }

    /// <summary>Whether a file says zone and name of each value itself, because it has all revisions.</summary>
    /// <param name="path">The file, <c>.csv</c> or <c>.csv.gz</c>.</param>
    /// <returns>Whether it does.</returns>
    public static bool NamesItsSeries(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return IsOfRevisions(CsvTable.ReadHeader(path));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, <c>.csv</c> or <c>.csv.gz</c>.</param>
    /// <param name="zone">Zone of its series; null: the name of its folder. Not needed for a file with all revisions.</param>
    /// <returns>What it holds, or all faults.</returns>
    public static Validated<ImportedFile> Read(string path, string? zone)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var table = CsvTable.Read(path);
        if (table.Header.Length > 0 && IsOfRevisions(table))
            return RevisionTable.Read(table);
        var asked = zone ?? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)));
        if (!SeriesClock.TryName(asked, out var name) || !SeriesClock.TryFind(name, out var clock))
        {
            table.Faults.Add(new Fault(
                table.Source, "zone", $"a zone or a folder named like one: {string.Join(", ", BiddingZone.Catalogue.Select(each => each.Name))}", $"'{asked}'"));
            return Refused(table);
        }

        var rows = StampedRows.Read(table, clock);
        var notes = new List<string>();
        var series = new List<ObservedSeries>();
        for (var column = 0; column < table.Header.Length; column++)
        {
            if (!table.Header[column].Equals(StampColumn.Name, StringComparison.OrdinalIgnoreCase) && Column(table, column, name, clock, rows, notes) is { } one)
                series.Add(one);
        }

        return table.Faults.Count > 0 ? Refused(table) : Validated<ImportedFile>.FromValue(new ImportedFile(table.Source, series, notes));
    }

    private static ObservedSeries? Column(
        CsvTable table, int column, string zone, MarketClock clock, IReadOnlyList<DeliveryInterval>? rows, List<string> notes)
    {
        var header = table.Header[column].ToLowerInvariant();
        if (!Array.Exists(Units, unit => header.EndsWith(unit, StringComparison.Ordinal)) || !SeriesId.TryParse($"{zone}/{NameOf(header, table.Source)}", out var id))
        {
            notes.Add($"{table.Source}: column {header} passed over, no unit");
            return null;
        }

        var numbers = table.Rows.Select(row => table.Number(row.Line, header, row.Cells[column], blankAllowed: true)).ToArray();
        if (rows is null)
            return null;
        var rule = ColumnPublication.Of(id.Name, table.Source, clock, BiddingZone.TryFind(zone, out var known) ? known : null);
        var values = rows.Select((row, i) => new Observation(row.Start, row.Length, numbers[i], rule.KnownAt(row))).Where(one => !double.IsNaN(one.Value)).ToArray();
        if (values.Length < rows.Count)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{table.Source}: {rows.Count - values.Length} of {rows.Count} values of {header} are missing"));
        var synthetic = table.Comment(PriceCsvReader.SyntheticKey);
        return new ObservedSeries(id, values, new Provenance(table.Source, $"column {header}; {rule}", synthetic is not null));
    }

    private static string NameOf(string column, string file)
    {
        var market = file[..Math.Max(0, file.IndexOf('_', StringComparison.Ordinal))].ToLowerInvariant();
        if (market.Length == 0 || !Array.Exists(Unmarketed, stem => column.StartsWith(stem, StringComparison.Ordinal)))
            return column;
        return column.StartsWith("mcp_", StringComparison.Ordinal) ? $"{market}_{column[4..]}" : $"{market}_{column}";
    }

    private static bool IsOfRevisions(CsvTable table) => string.Join(',', table.Header) == RevisionTable.Header;

    private static Validated<ImportedFile> Refused(CsvTable table) =>
        Validated<ImportedFile>.FromFaults(PriceCsvReader.InFileOrder(table.Faults));
}

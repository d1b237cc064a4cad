using Bess.Domain.Prices;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Csv;

/// <summary>Writes a price series in the form that <see cref="PriceCsvReader"/> reads.</summary>
/// <remarks>
/// First line a comment with the provenance (<c># synthetic: …</c> for made-up prices), then the header
/// <c>timestamp_utc,…_eur_per_mwh</c> and one row per interval; a missing price is a blank cell. Lines end with a line feed; equal
/// series give equal bytes. Publication instants are not written: the reader derives them from the zone's rule.
/// </remarks>
public static class PriceCsvWriter
{
    /// <summary>Writes beside the target and renames.</summary>
    /// <param name="series">The series.</param>
    /// <param name="path">The file, <c>.csv</c> or <c>.csv.gz</c>; its folder must exist; an existing file is replaced.</param>
    /// <exception cref="IOException">When the file cannot be written.</exception>
    public static void Write(PriceSeries series, string path)
    {
        ArgumentNullException.ThrowIfNull(series);
        AtomicFile.Write(path, writer => Write(series, writer));
    }

    /// <summary>Writes to a text writer.</summary>
    /// <param name="series">The series.</param>
    /// <param name="writer">Gets the text; not closed. Lines end as the writer's do.</param>
    public static void Write(PriceSeries series, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteLine(CsvText.Comment(series.Provenance));
        writer.WriteLine($"{StampColumn.Name},{ColumnOf(series)}");
        for (var i = 0; i < series.Grid.Count; i++)
            writer.WriteLine($"{UtcText.Of(series.Grid.StartOf(i))},{CsvText.Number(series.PricesPerMwh[i])}");
    }

    // The name if it is a column's name in this currency; otherwise one that is.
    private static string ColumnOf(PriceSeries series) =>
        PriceColumn.TryParse(series.Name, 0) is { } column && column.Currency == series.Currency && CsvText.Cell(series.Name) == series.Name
            ? series.Name
            : CsvText.PriceColumn("price", series.Currency);
}

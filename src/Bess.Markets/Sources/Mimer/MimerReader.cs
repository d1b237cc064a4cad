using System.Globalization;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Mimer;

/// <summary>Reads prices and volumes of Swedish reserve capacity (Svenska kraftnät, Mimer): the site's own export and a normalised CSV.</summary>
/// <remarks>
/// <para>
/// The site's export: <c>;</c> between cells, decimal comma, Swedish names (<c>Datum</c>, <c>FCR-N Pris (EUR/MW)</c>, <c>Total</c>,
/// <c>FCR-D upp Pris (EUR/MW)</c> …), a row of sums at the end, which is skipped. The normalised form: commas, decimal point,
/// <c>time_start</c>, a column <c>zone</c> with <c>SN1</c> to <c>SN4</c> where prices differ by zone. Prices are for one MW and one hour.
/// </para>
/// <para>
/// Times are Swedish wall clock, rows in order of time; the second of the repeated autumn hours is written <c>02:01</c> or <c>02:00</c>
/// once more. FCR is bought for the whole country (zone <c>SE</c>), and before a product existed and in lost hours the site writes
/// price 0 and volume 0: those are missing values. In the zonal markets both at 0 is an hour in which nothing was bought; it stays, noted.
/// </para>
/// </remarks>
public static class MimerReader
{
    /// <summary>Publisher in the provenance.</summary>
    public const string Publisher = "Svenska kraftnät Mimer";

    private const string NormalisedStamp = "time_start";
    private const string Zone = "zone";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly string[] StampForms = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm"];

    /// <summary>Reads one document.</summary>
    /// <param name="document">The CSV document.</param>
    /// <returns>Price and volume of each product and zone, or all faults.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> Read(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        var isExport = FirstLine(document).Contains((byte)';');
        var rows = DelimitedText.Rows(document, isExport ? ';' : ',', faults);
        if (isExport && rows.Count > 2 && !TryStamp(rows[^1].Cells[0], out _))
        {
            builder.Note($"the last row ({rows[^1].Cells[0]}) is a sum and was skipped");
            rows.RemoveAt(rows.Count - 1);
        }

        if (DelimitedTable.Of(rows, faults) is { } table)
            ReadTable(table, isExport, builder, faults);
        return builder.Build();
    }

    private static void ReadTable(DelimitedTable table, bool isExport, AnswerBuilder builder, DocumentFaults faults)
    {
        var stamp = isExport ? table.Require("Datum", "Period") : table.Require(NormalisedStamp);
        var zone = isExport ? -1 : table.Find(Zone);
        var products = MimerProduct.Of(table, isExport, faults);
        if (stamp < 0 || products.Count == 0)
            return;
        var clocks = new Dictionary<string, LocalSequence>(StringComparer.Ordinal);
        var columns = new Dictionary<(string Zone, string Name), SeriesColumn>();
        var form = isExport ? DecimalForm.Comma : DecimalForm.Point;
        var nothing = 0;
        foreach (var row in table.Rows)
        {
            var area = zone < 0 ? "SE" : ZoneOf(row.Cells[zone]);
            if (area is null)
            {
                table.Refuse(row, zone, "SN1, SN2, SN3 or SN4");
                continue;
            }

            if (!clocks.TryGetValue(area, out var clock))
                clocks.Add(area, clock = new LocalSequence(MarketClock.NordicSweden));
            var start = StartOf(table, row, stamp, clock, faults);
            foreach (var product in products)
            {
                var (price, volume) = (table.Number(row, product.Price, form), table.Number(row, product.Volume, form));
                if (start is null)
                    continue;
                var isEmpty = price == 0 && volume == 0;
                nothing += isEmpty ? 1 : 0;
                Column(product.PriceName).Add(start.Value, Hour, isEmpty && zone < 0 ? null : price, row.Line);
                Column(product.VolumeName).Add(start.Value, Hour, isEmpty && zone < 0 ? null : volume, row.Line);
            }

            SeriesColumn Column(string name)
            {
                if (!columns.TryGetValue((area, name), out var column))
                {
                    var id = new SeriesId(area, name);
                    columns.Add((area, name), column = builder.Series(id, SeriesPublication.Of(id), name));
                }

                return column;
            }
        }

        if (nothing > 0)
            builder.Note($"{nothing} cell pair(s) with price 0 and volume 0: {(zone < 0 ? "missing" : "nothing was bought, kept as 0")}");
    }

    private static DateTimeOffset? StartOf(DelimitedTable table, DelimitedRow row, int column, LocalSequence clock, DocumentFaults faults)
    {
        if (!TryStamp(row.Cells[column], out var wall) || wall.Minute > 1 || wall.Second != 0)
        {
            table.Refuse(row, column, "a full hour such as 2024-10-27 02:00:00, or 02:01 for its second time");
            return null;
        }

        // 02:01 marks the second 02:00; the order of the rows says so too.
        var start = clock.Next(wall.AddMinutes(-wall.Minute), out var problem);
        if (start is null)
            faults.Add(row.Line, table.Header[column], "hours in order of time", problem);
        else if (wall.Minute == 1 && MarketClock.NordicSweden.LocalTime(start.Value - Hour) != wall.AddMinutes(-1))
            table.Refuse(row, column, "a full hour; 01 marks the second of two equal hours only, after the first");
        return start;
    }

    private static bool TryStamp(string text, out DateTime wall) =>
        DateTime.TryParseExact(text, StampForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out wall);

    private static string? ZoneOf(string cell) => cell is ['S', 'N' or 'E', >= '1' and <= '4'] ? $"SE{cell[2]}" : null;

    private static ReadOnlySpan<byte> FirstLine(PublishedDocument document)
    {
        var bytes = document.Content.Span;
        var end = bytes.IndexOf((byte)'\n');
        return end < 0 ? bytes : bytes[..end];
    }
}

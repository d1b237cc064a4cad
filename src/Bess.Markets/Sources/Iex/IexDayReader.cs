using System.Globalization;
using Bess.Domain;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Iex;

/// <summary>Reads tables with a column <c>Datetime</c> (start of the block, Indian time) as pipelines keep them.</summary>
/// <remarks>A row that stands twice with the same numbers is one row and noted; with other numbers it is a fault.</remarks>
public static class IexDayReader
{
    /// <summary>Reads one table.</summary>
    /// <param name="document">The CSV document.</param>
    /// <param name="market">The market; the table does not name it.</param>
    /// <returns>Price, bids and volumes, or all faults.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> Read(PublishedDocument document, IexMarket market)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(IexSeries.Publisher, document, faults);
        if (DelimitedTable.Of(DelimitedText.Rows(document, ',', faults), faults) is { } table)
        {
            var stamp = table.Require("Datetime");
            var columns = IexSeries.Columns(table, market, builder);
            foreach (var row in stamp < 0 ? [] : table.Rows)
            {
                if (!DateTime.TryParseExact(row.Cells[stamp], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
                    || local.Ticks % IexSeries.Block.Ticks != 0)
                {
                    table.Refuse(row, stamp, "a quarter hour such as 2025-03-10 00:15:00");
                    continue;
                }

                foreach (var (index, column) in columns)
                    column.Add(IexSeries.Instant(local), IexSeries.Block, table.Number(row, index, DecimalForm.Point), row.Line);
            }
        }

        return builder.Build();
    }
}

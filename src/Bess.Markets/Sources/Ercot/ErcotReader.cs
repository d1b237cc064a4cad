using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Ercot;

/// <summary>Reads tables of ERCOT prices with <c>Interval Start</c> and <c>Interval End</c> in UTC, as open tools save them.</summary>
public static class ErcotReader
{
    private const string Publisher = "ERCOT";
    private const string StartColumn = "Interval Start";
    private const string EndColumn = "Interval End";

    private static readonly (string Column, string Name)[] Products =
    [
        ("REGUP", "reg_up_usd_per_mw_h"), ("REGDN", "reg_down_usd_per_mw_h"), ("RRS", "rrs_usd_per_mw_h"),
        ("NSPIN", "nonspin_usd_per_mw_h"), ("ECRS", "ecrs_usd_per_mw_h"),
    ];

    /// <summary>Reads day-ahead prices of ancillary services.</summary>
    /// <param name="document">The CSV document.</param>
    /// <returns>One answer a product column, in <c>US_ERCOT</c>, known with the day-ahead results; or all faults.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> ReadAncillary(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        if (DelimitedTable.Of(DelimitedText.Rows(document, ',', faults), faults) is { } table)
        {
            var columns = Products.Select(product => (Index: table.Find(product.Column), product.Name)).Where(one => one.Index >= 0)
                .Select(one => (one.Index, Column: builder.Series(Id(one.Name), Publication.DayAhead(BiddingZone.UsErcot), table.Header[one.Index]))).ToArray();
            if (columns.Length == 0)
                faults.Add(table.HeaderLine, "header", $"one of the columns {string.Join(", ", Products.Select(one => one.Column))}", "none");
            foreach (var (row, interval) in Intervals(table, faults))
            {
                foreach (var (index, column) in columns)
                    column.Add(interval.Start, interval.Length, table.Number(row, index, DecimalForm.Point), row.Line);
            }
        }

        return builder.Build();
    }

    /// <summary>Reads settlement point prices.</summary>
    /// <param name="document">The CSV document.</param>
    /// <returns>
    /// One answer a location and market, such as <c>US_ERCOT/day_ahead_hb_north_usd_per_mwh</c> (known with the day-ahead results) or
    /// <c>real_time_hb_north_usd_per_mwh</c> (known at the end of each interval); or all faults.
    /// </returns>
    public static Validated<IReadOnlyList<SourceAnswer>> ReadSettlementPointPrices(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        if (DelimitedTable.Of(DelimitedText.Rows(document, ',', faults), faults) is { } table)
        {
            var (location, market, price) = (table.Require("Location"), table.Require("Market"), table.Require("SPP"));
            var columns = new Dictionary<SeriesId, SeriesColumn>();
            foreach (var (row, interval) in new[] { location, market, price }.Min() < 0 ? [] : Intervals(table, faults))
            {
                var prefix = row.Cells[market] switch { "DAY_AHEAD_HOURLY" => "day_ahead", "REAL_TIME_15_MIN" => "real_time", _ => null };
                var name = $"{prefix}_{row.Cells[location].ToLowerInvariant()}_usd_per_mwh";
                if (prefix is null)
                {
                    table.Refuse(row, market, "DAY_AHEAD_HOURLY or REAL_TIME_15_MIN");
                }
                else if (!SeriesId.TryParse($"US_ERCOT/{name}", out var id))
                {
                    table.Refuse(row, location, "a name of letters, digits and underscores");
                }
                else
                {
                    var publication = prefix == "day_ahead" ? Publication.DayAhead(BiddingZone.UsErcot) : Publication.EndOfInterval;
                    if (!columns.TryGetValue(id, out var column))
                        columns[id] = column = builder.Series(id, publication, $"SPP of {row.Cells[location]}");
                    column.Add(interval.Start, interval.Length, table.Number(row, price, DecimalForm.Point), row.Line);
                }
            }
        }

        return builder.Build();
    }

    private static SeriesId Id(string name) => new(BiddingZone.UsErcot.Name, name);

    private static List<(DelimitedRow Row, DeliveryInterval Interval)> Intervals(DelimitedTable table, DocumentFaults faults)
    {
        var intervals = new List<(DelimitedRow, DeliveryInterval)>();
        var (from, to) = (table.Require(StartColumn), table.Require(EndColumn));
        if (from < 0 || to < 0)
            return intervals;
        foreach (var row in table.Rows)
        {
            if (!UtcText.TryParse(row.Cells[from], out var start))
                table.Refuse(row, from, "an instant in UTC such as 2023-11-05T05:00:00Z");
            else if (!UtcText.TryParse(row.Cells[to], out var end))
                table.Refuse(row, to, "an instant in UTC such as 2023-11-05T05:00:00Z");
            else if (end <= start || end - start > TimeSpan.FromHours(1))
                table.Refuse(row, to, "an end at most one hour after the start");
            else
                intervals.Add((row, new DeliveryInterval(start, end)));
        }

        return intervals;
    }
}

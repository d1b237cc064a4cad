using System.Globalization;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Aemo;

/// <summary>Reads price tables of the Australian Energy Market Operator; their times are ends of intervals, UTC+10 all year.</summary>
public static class AemoReader
{
    private const string Publisher = "AEMO";
    private static readonly string[] Regions = ["NSW1", "QLD1", "SA1", "TAS1", "VIC1"];
    private static readonly string[] Stamps = ["yyyy/MM/dd HH:mm:ss", "dd/MM/yyyy HH:mm"];

    /// <summary>Reads <c>PRICE_AND_DEMAND_yyyyMM_REGION.csv</c>: 5 minutes, 30 before October 2021.</summary>
    /// <param name="document">The CSV document.</param>
    /// <returns>Series <c>AU_VIC1/spot_aud_per_mwh</c> and <c>demand_mw</c> of each region, known at the end of each interval; or all faults.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> ReadPriceAndDemand(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        if (DelimitedTable.Of(DelimitedText.Rows(document, ',', faults), faults) is { } table)
        {
            var (region, stamp) = (table.Require("REGION"), table.Require("SETTLEMENTDATE"));
            var (price, demand) = (table.Require("RRP"), table.Require("TOTALDEMAND"));
            foreach (var rows in new[] { region, stamp, price, demand }.Min() < 0 ? [] : table.Rows.GroupBy(row => row.Cells[region]))
            {
                if (!Regions.Contains(rows.Key))
                    table.Refuse(rows.First(), region, string.Join(", ", Regions));
                else
                    ReadRows(table, [.. rows], stamp, builder, faults, Column("spot_aud_per_mwh", price), Column("demand_mw", demand));

                (SeriesColumn, int) Column(string name, int index) =>
                    (builder.Series(new SeriesId($"AU_{rows.Key}", name), Publication.EndOfInterval, table.Header[index]), index);
            }
        }

        return builder.Build();
    }

    /// <summary>Reads the table of the NEM dashboard: 5-minute actual rows, then half-hourly forecast rows.</summary>
    /// <param name="document">The CSV document.</param>
    /// <param name="region">Region such as <c>NSW1</c>; the table does not name it.</param>
    /// <returns>
    /// <c>spot_aud_per_mwh</c> and <c>demand_mw</c> of the actual rows; <c>spot_forecast_aud_per_mwh</c> and <c>demand_forecast_mw</c> of the
    /// others, known when received; or all faults.
    /// </returns>
    /// <exception cref="ArgumentException">When the market has no such region.</exception>
    public static Validated<IReadOnlyList<SourceAnswer>> ReadDashboard(PublishedDocument document, string region)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (!Regions.Contains(region))
            throw new ArgumentException($"Expected one of {string.Join(", ", Regions)}, was '{region}'.", nameof(region));
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        if (DelimitedTable.Of(DelimitedText.Rows(document, ',', faults), faults) is { } table)
        {
            var (stamp, type) = (table.Require("Settlement Date"), table.Require("Type"));
            var (price, demand) = (table.Require("Spot Price ($/MWh)"), table.Require("Scheduled Demand (MW)"));
            foreach (var rows in new[] { stamp, type, price, demand }.Min() < 0 ? [] : table.Rows.GroupBy(row => row.Cells[type]))
            {
                var infix = rows.Key switch { "ACTUAL" => "_", "FORECAST" => "_forecast_", _ => null };
                if (infix is null)
                    table.Refuse(rows.First(), type, "ACTUAL or FORECAST");
                else
                    ReadRows(table, [.. rows], stamp, builder, faults, Column($"spot{infix}aud_per_mwh", price), Column($"demand{infix}mw", demand));

                (SeriesColumn, int) Column(string name, int index) => (builder.Series(
                    new SeriesId($"AU_{region}", name), infix == "_" ? Publication.EndOfInterval : Publication.AtReceipt, $"{table.Header[index]} {rows.Key}"), index);
            }
        }

        return builder.Build();
    }

    private static void ReadRows(
        DelimitedTable table, DelimitedRow[] rows, int stamp, AnswerBuilder builder, DocumentFaults faults, params ReadOnlySpan<(SeriesColumn Column, int Index)> columns)
    {
        var ends = new List<(DateTimeOffset Start, int Line)>(rows.Length);
        foreach (var row in rows)
        {
            if (!DateTime.TryParseExact(row.Cells[stamp], Stamps, CultureInfo.InvariantCulture, DateTimeStyles.None, out var end))
                table.Refuse(row, stamp, "an end such as 2025/06/12 00:05:00 or 20/09/2022 15:50");
            else if (new DateTimeOffset(end, MarketClock.AustraliaNem.StandardOffset).ToUniversalTime() is var at && ends.Count > 0 && at <= ends[^1].Start)
                table.Refuse(row, stamp, $"an end after that of line {ends[^1].Line}");
            else
                ends.Add((at, row.Line));
        }

        if (ends.Count != rows.Length || MarketSteps.Find(MarketClock.AustraliaNem, ends, table.Header[stamp], faults) is not { } steps)
            return;
        for (var i = 0; i < rows.Length; i++)
        {
            foreach (var (column, index) in columns)
                column.Add(ends[i].Start - steps[i], steps[i], table.Number(rows[i], index, DecimalForm.Point), rows[i].Line);
        }
    }
}

using System.Globalization;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.TennetNl;

/// <summary>Reads settlement prices of TenneT NL: quarter hours by number (ISP) of the local day, 92, 96 or 100 of them.</summary>
/// <remarks>
/// The number says which occurrence of a repeated hour is meant, because rows of the autumn day stand interleaved by clock label; the label
/// must agree with it. Series: <c>NL/imbalance_shortage_eur_per_mwh</c>, <c>NL/imbalance_surplus_eur_per_mwh</c>,
/// <c>NL/dispatch_up_eur_per_mwh</c>, <c>NL/dispatch_down_eur_per_mwh</c> (blank where nothing was dispatched) and
/// <c>NL/regulation_state</c> (−1, 0, 1, 2). Known at 12:00 of the day after, chosen late on purpose and not taken from a rule book.
/// </remarks>
public static class SettlementPriceReader
{
    private const string Publisher = "TenneT NL";
    private static readonly MarketClock Clock = BiddingZone.Nl.Clock;
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private static readonly (string Column, string Name)[] Prices =
    [
        ("Price Shortage", "imbalance_shortage_eur_per_mwh"), ("Price Surplus", "imbalance_surplus_eur_per_mwh"),
        ("Price Dispatch Up", "dispatch_up_eur_per_mwh"), ("Price Dispatch Down", "dispatch_down_eur_per_mwh"), ("Regulation State", "regulation_state"),
    ];

    /// <summary>Reads one export.</summary>
    /// <param name="document">The CSV document.</param>
    /// <returns>One answer a column, or all faults.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> Read(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        if (DelimitedTable.Of(DelimitedText.Rows(document, ';', faults), faults) is { } table)
        {
            var (label, number) = (table.Require("Timeinterval Start Loc"), table.Require("Isp"));
            var (currency, measure) = (table.Require("Currency Unit Name"), table.Require("Price Measurement Unit Name"));
            var noon = Publication.DayAfter(Clock, new TimeOnly(12, 0));
            var columns = Prices.Select(one => (Index: table.Require(one.Column), one.Name)).Where(one => one.Index >= 0)
                .Select(one => (one.Index, Column: builder.Series(new SeriesId("NL", one.Name), noon, table.Header[one.Index]))).ToArray();
            foreach (var row in new[] { label, number, currency, measure }.Min() < 0 ? [] : table.Rows)
            {
                if (row.Cells[currency] != "EUR")
                    table.Refuse(row, currency, "EUR");
                if (row.Cells[measure] != "MWh")
                    table.Refuse(row, measure, "MWh");
                if (Start(table, row, label, number) is not { } start)
                    continue;
                foreach (var (index, column) in columns)
                    column.Add(start, Quarter, table.Number(row, index, DecimalForm.Point), row.Line);
            }
        }

        return builder.Build();
    }

    private static DateTimeOffset? Start(DelimitedTable table, DelimitedRow row, int label, int number)
    {
        if (!DateTime.TryParseExact(row.Cells[label], "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
        {
            table.Refuse(row, label, "a local time such as 2024-10-27T02:00");
            return null;
        }

        var day = Clock.Day(DateOnly.FromDateTime(wall), Quarter);
        if (!int.TryParse(row.Cells[number], NumberStyles.None, CultureInfo.InvariantCulture, out var isp) || isp < 1 || isp > day.Count)
        {
            table.Refuse(row, number, $"a whole number from 1 to {day.Count}");
            return null;
        }

        var start = day.StartOf(isp - 1);
        if (Clock.LocalTime(start) == wall)
            return start;
        table.Refuse(row, label, $"{Clock.LocalTime(start):yyyy-MM-dd'T'HH:mm} as interval {isp} of the day");
        return null;
    }
}

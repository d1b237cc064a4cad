using System.Globalization;
using System.Text.RegularExpressions;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Regelleistung;

/// <summary>Reads results of the FCR cooperation's capacity auction (regelleistung.net): six blocks a local day, all countries in one row.</summary>
/// <remarks>
/// Form: semicolons, decimal comma, <c>NEGPOS_00_04</c> to <c>NEGPOS_20_24</c> in Central European time. On the days of the change the first
/// block has three or five hours, and its price is for the whole block all the same. Three series a country:
/// <c>fcr_eur_per_mw_per_block</c> as published, <c>fcr_eur_per_mw_h</c> (divided by the hours of the block) and <c>fcr_demand_mw</c>.
/// Only tender 1 is read. Results are known at 08:30 of the day before (publication of the daily auction since July 2020; from general
/// knowledge of the auction's terms).
/// </remarks>
public static partial class FcrResultReader
{
    private const string Publisher = "regelleistung.net";
    private const string Price = "SETTLEMENTCAPACITY_PRICE_[EUR/MW]";
    private const string Demand = "DEMAND_[MW]";
    private static readonly MarketClock Clock = MarketClock.CentralEuropean;

    private static readonly (string Country, string Zone)[] Countries =
    [
        ("CROSSBORDER", "FCR_COOPERATION"), ("AUSTRIA", "AT"), ("BELGIUM", "BE"), ("DENMARK", "DK1"), ("FRANCE", "FR"), ("GERMANY", "DE_LU"),
        ("NETHERLANDS", "NL"), ("SLOVENIA", "SI"), ("SWITZERLAND", "CH"), ("CZECH_REPUBLIC", "CZ"),
    ];

    /// <summary>Reads one result list.</summary>
    /// <param name="document">The CSV document.</param>
    /// <returns>Three answers a country, or all faults.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> Read(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        if (DelimitedTable.Of(DelimitedText.Rows(document, ';', faults), faults) is { } table)
        {
            var (from, to, type) = (table.Require("DATE_FROM"), table.Require("DATE_TO"), table.Require("PRODUCT_TYPE"));
            var (tender, product) = (table.Require("TENDER_NUMBER"), table.Require("PRODUCTNAME"));
            var columns = Columns(table, builder, faults);
            var others = 0;
            foreach (var row in new[] { from, to, type, tender, product }.Min() < 0 ? [] : table.Rows)
            {
                if (row.Cells[type] != "FCR")
                    table.Refuse(row, type, "FCR");
                else if (row.Cells[tender] != "1")
                    others++;
                else if (Interval(table, row, from, to, product) is { } block)
                    AddRow(table, row, block, columns);
            }

            if (others > 0)
                builder.Note($"{others} row(s) of further tenders are not read");
        }

        return builder.Build();
    }

    private static void AddRow(DelimitedTable table, DelimitedRow row, DeliveryInterval block, List<(int Index, SeriesColumn Column, bool PerHour)> columns)
    {
        foreach (var (index, column, perHour) in columns)
        {
            var value = table.Number(row, index, DecimalForm.Comma, "-");
            column.Add(block.Start, block.Length, perHour ? value / block.Length.TotalHours : value, row.Line);
        }
    }

    private static List<(int Index, SeriesColumn Column, bool PerHour)> Columns(DelimitedTable table, AnswerBuilder builder, DocumentFaults faults)
    {
        var columns = new List<(int, SeriesColumn, bool)>();
        var publication = Publication.DayBefore(Clock, new TimeOnly(8, 30));
        foreach (var (country, zone) in Countries)
        {
            var price = table.Find($"{country}_{Price}");
            var demand = table.Find($"{country}_{Demand}");
            if (price >= 0)
            {
                columns.Add((price, Series("fcr_eur_per_mw_per_block", price), false));
                columns.Add((price, Series("fcr_eur_per_mw_h", price), true));
            }

            if (demand >= 0)
                columns.Add((demand, Series("fcr_demand_mw", demand), false));

            SeriesColumn Series(string name, int index) => builder.Series(new SeriesId(zone, name), publication, table.Header[index]);
        }

        if (columns.Count == 0)
            faults.Add(table.HeaderLine, "header", $"a column such as GERMANY_{Price}", "none");
        return columns;
    }

    private static DeliveryInterval? Interval(DelimitedTable table, DelimitedRow row, int from, int to, int product)
    {
        var match = Block().Match(row.Cells[product]);
        if (!DateOnly.TryParseExact(row.Cells[from], "dd.MM.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            table.Refuse(row, from, "a day such as 31.03.2024");
        }
        else if (row.Cells[to] != row.Cells[from])
        {
            table.Refuse(row, to, $"{row.Cells[from]}: daily products");
        }
        else if (!match.Success || Hour(match, 2) - Hour(match, 1) != 4)
        {
            table.Refuse(row, product, "a block of four hours such as NEGPOS_00_04");
        }
        else
        {
            var end = Hour(match, 2) == 24 ? Clock.StartOfDay(day.AddDays(1)) : Clock.InstantOf(day, new TimeOnly(Hour(match, 2), 0));
            return new DeliveryInterval(Clock.InstantOf(day, new TimeOnly(Hour(match, 1), 0)), end);
        }

        return null;
    }

    private static int Hour(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("^NEGPOS_(0[048]|12|16|20)_(0[48]|12|16|20|24)$")]
    private static partial Regex Block();
}

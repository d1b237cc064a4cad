using System.Globalization;
using System.Text;
using Bess.Domain;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Elexon;

/// <summary>Reads CSV exports of the Elexon portal: best view prices and the market index.</summary>
/// <remarks>
/// Days are written <c>27/10/2024</c> or <c>27 October 2024</c>, periods from 1 to 46, 48 or 50. A file that is no UTF-8 is read as
/// Latin-1, which the portal's pound sign needs; providers are padded with blanks. The exports state no publication: see the rule of
/// each series in its provenance.
/// </remarks>
public static class ElexonCsvReader
{
    private const string SellColumn = "System Sell Price(GBP/MWh)";
    private const string ProviderColumn = "Market Index Data Provider Id";

    private static readonly string[] DayForms = ["dd/MM/yyyy", "d MMMM yyyy", "yyyy-MM-dd"];

    /// <summary>Reads one export.</summary>
    /// <param name="document">The CSV document.</param>
    /// <returns>System price and net imbalance volume, or price and volume of each index provider; or all faults.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> Read(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(ElexonSeries.Publisher, document, faults);
        var text = AsUtf8(document);
        if (DelimitedTable.Of(DelimitedText.Rows(text, ',', faults), faults) is { } table)
        {
            if (table.Find(SellColumn) >= 0)
                ReadPrices(table, builder, faults);
            else if (table.Find(ProviderColumn) >= 0)
                ReadIndex(table, builder);
            else
                faults.Add(table.HeaderLine, "header", $"a column {SellColumn} or {ProviderColumn}", string.Join(", ", table.Header));
        }

        return builder.Build();
    }

    private static void ReadPrices(DelimitedTable table, AnswerBuilder builder, DocumentFaults faults)
    {
        var (sell, buy, net) = (table.Require(SellColumn), table.Require("System Buy Price(GBP/MWh)"), table.Require("Net Imbalance Volume(MWh)"));
        var half = new HalfHours(table);
        if (sell < 0 || buy < 0 || net < 0 || !half.Found)
            return;
        var price = builder.Series(ElexonSeries.SystemPrice, SeriesPublication.Of(ElexonSeries.SystemPrice), SellColumn);
        var volume = builder.Series(ElexonSeries.NetImbalanceVolume, SeriesPublication.Of(ElexonSeries.NetImbalanceVolume), table.Header[net]);
        foreach (var row in table.Rows)
        {
            var start = half.StartOf(row);
            var sellPrice = table.Number(row, sell, DecimalForm.Point);
            if (sellPrice != table.Number(row, buy, DecimalForm.Point))
                table.Refuse(row, buy, $"the same as {SellColumn}, {row.Cells[sell]}");
            var netVolume = table.Number(row, net, DecimalForm.Point);
            if (start is null)
                continue;
            price.Add(start.Value, SettlementPeriod.Length, sellPrice, row.Line);
            volume.Add(start.Value, SettlementPeriod.Length, netVolume, row.Line);
        }
    }

    private static void ReadIndex(DelimitedTable table, AnswerBuilder builder)
    {
        var provider = table.Require(ProviderColumn);
        var volume = table.Require("Market Index Volume (MWh)");
        var price = table.Require("Market Index Price (£/MWh)", "Market Index Price (GBP/MWh)");
        var half = new HalfHours(table);
        if (volume < 0 || price < 0 || !half.Found)
            return;
        var index = new MarketIndexSeries(builder);
        foreach (var row in table.Rows)
        {
            var start = half.StartOf(row);
            var traded = table.Number(row, volume, DecimalForm.Point);
            var value = table.Number(row, price, DecimalForm.Point);
            if (!MarketIndexSeries.Knows(row.Cells[provider]))
                table.Refuse(row, provider, MarketIndexSeries.Expected);
            else if (start is not null)
                index.Add(row.Cells[provider], start.Value, value, traded, row.Line);
        }
    }

    private static PublishedDocument AsUtf8(PublishedDocument document)
    {
        try
        {
            _ = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetCharCount(document.Content.Span);
            return document;
        }
        catch (DecoderFallbackException)
        {
            return document with { Content = Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(document.Content.Span)) };
        }
    }

    /// <summary>The columns of day and period.</summary>
    private sealed class HalfHours(DelimitedTable table)
    {
        private readonly int _day = table.Require("Settlement Date");
        private readonly int _period = table.Require("Settlement Period");

        public bool Found => _day >= 0 && _period >= 0;

        public DateTimeOffset? StartOf(DelimitedRow row)
        {
            if (!DateOnly.TryParseExact(row.Cells[_day], DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                table.Refuse(row, _day, "a day such as 27/10/2024 or 27 October 2024");
                return null;
            }

            var expected = "a settlement period";
            if (int.TryParse(row.Cells[_period], NumberStyles.None, CultureInfo.InvariantCulture, out var period)
                && SettlementPeriod.StartOf(day, period, out expected) is { } start)
            {
                return start;
            }

            table.Refuse(row, _period, expected);
            return null;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Iex;

/// <summary>Reads the answer of the exchange's service <c>IEXGetTradeData</c>: days, and 96 tokens a day.</summary>
/// <remarks>Token n is the n-th quarter hour of the Indian day. The all-India clearing price (Rs/MWh) and cleared volume (MW) are read.</remarks>
public static class IexTradeDataReader
{
    private const int TokensPerDay = 96;
    private const string Success = "Success";

    /// <summary>Reads one answer.</summary>
    /// <param name="document">The JSON document.</param>
    /// <param name="market">The market that was asked for; the answer does not name it.</param>
    /// <returns>Price and volume, or all faults; a day cut off is a gap and noted.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> Read(PublishedDocument document, IexMarket market)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(IexSeries.Publisher, document, faults);
        var price = builder.Series(IexSeries.Id(market, "inr_per_mwh"), IexSeries.Publication(market), "Clearing_Price");
        var volume = builder.Series(IexSeries.Id(market, "mcv_mw"), IexSeries.Publication(market), "Cleared_Volume");
        var root = JsonFields.Root(document, faults);
        if (root?.Find("Status") is { Kind: JsonValueKind.False } status)
            faults.Add(status.Line, "Status", "true", $"false: {LocatedNode.OneLine(root.Find("Message")?.Text ?? "", 200)}");
        else if (root?.Find("Message") is { Kind: JsonValueKind.String } message && message.Text != Success)
            faults.Add(message, Success);
        foreach (var day in JsonFields.Require(root, "Delivery_Date_Details", JsonValueKind.Array, faults)?.Items ?? [])
        {
            if (Date(day, faults) is { } date)
                ReadDay(day, date, price, volume, builder, faults);
        }

        return builder.Build();
    }

    private static void ReadDay(LocatedNode day, DateTime date, SeriesColumn price, SeriesColumn volume, AnswerBuilder builder, DocumentFaults faults)
    {
        var tokens = JsonFields.Require(day, "Token_Wise", JsonValueKind.Array, faults)?.Items ?? [];
        if (tokens.Count < TokensPerDay)
            builder.Note($"{tokens.Count} of {TokensPerDay} blocks on {date:yyyy-MM-dd}");
        foreach (var token in tokens)
        {
            var number = JsonFields.Require(token, "Token_NO", JsonValueKind.Number, faults);
            var india = JsonFields.Require(token, "All_India_DAM_GDAM_RTM", JsonValueKind.Object, faults);
            if (number is null || india is null)
                continue;
            if (number.Number is not (>= 1 and <= TokensPerDay) || Math.Floor(number.Number) != number.Number)
            {
                faults.Add(number, $"a whole number from 1 to {TokensPerDay}");
                continue;
            }

            var start = IexSeries.Instant(date + ((number.Number - 1) * IexSeries.Block));
            Add(price, india, "Clearing_Price", start, faults);
            Add(volume, india, "Cleared_Volume", start, faults);
        }
    }

    private static void Add(SeriesColumn column, LocatedNode india, string name, DateTimeOffset start, DocumentFaults faults)
    {
        if (india.Find(name) is { Kind: JsonValueKind.Null } blank)
            column.Add(start, IexSeries.Block, null, blank.Line);
        else if (JsonFields.Require(india, name, JsonValueKind.Number, faults) is { } node && JsonFields.NumberOrNull(node, faults) is { } value)
            column.Add(start, IexSeries.Block, value, node.Line);
    }

    private static DateTime? Date(LocatedNode day, DocumentFaults faults)
    {
        if (JsonFields.Require(day, "DeliveryDate", JsonValueKind.String, faults) is not { } text)
            return null;
        if (DateTime.TryParseExact(text.Text, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        faults.Add(text, "a day such as 18/10/2022");
        return null;
    }
}

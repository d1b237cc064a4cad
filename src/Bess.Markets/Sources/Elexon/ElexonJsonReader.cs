using System.Globalization;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Elexon;

/// <summary>Reads JSON answers of the Insights service: system prices, market index, day-ahead demand forecasts.</summary>
/// <remarks>
/// Records stand in the member <c>data</c>; a single record as the whole document is read too. Settlement date and period give the
/// start of the half hour; a <c>startTime</c> that says otherwise is a fault. Prices and forecasts are known since the instant that the
/// publisher states (<c>createdDateTime</c>, <c>publishTime</c>); a half hour may have several forecasts, one a publication.
/// </remarks>
public static class ElexonJsonReader
{
    /// <summary>Reads system prices and the net imbalance volume.</summary>
    /// <param name="document">The JSON document.</param>
    /// <returns>Both series, or all faults; selling and buying at two prices is a fault (one price since November 2015).</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> ReadSystemPrices(PublishedDocument document)
    {
        var (faults, builder) = Begin(document);
        var price = builder.Series(ElexonSeries.SystemPrice, SeriesPublication.Of(ElexonSeries.SystemPrice), "systemSellPrice");
        var volume = builder.Series(ElexonSeries.NetImbalanceVolume, SeriesPublication.Of(ElexonSeries.NetImbalanceVolume), "netImbalanceVolume");
        foreach (var record in JsonRecords.Of(document, "data", faults))
        {
            var start = Start(record, faults);
            var created = JsonRecords.Instant(record, "createdDateTime", faults);
            var sell = JsonRecords.Number(record, "systemSellPrice", faults);
            var buy = JsonRecords.Number(record, "systemBuyPrice", faults);
            var net = JsonRecords.Number(record, "netImbalanceVolume", faults);
            if (sell != buy)
                faults.Add(record.Find("systemBuyPrice") ?? record, $"the same as systemSellPrice, {sell?.ToString("R", CultureInfo.InvariantCulture) ?? "null"}");
            if (start is null || created is null)
                continue;
            price.Add(start.Value, SettlementPeriod.Length, sell, record.Line, created);
            volume.Add(start.Value, SettlementPeriod.Length, net, record.Line, created);
        }

        return builder.Build();
    }

    /// <summary>Reads the market index.</summary>
    /// <param name="document">The JSON document.</param>
    /// <returns>Price and volume of each provider in it, or all faults; a price of nothing traded is missing.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> ReadMarketIndex(PublishedDocument document)
    {
        var (faults, builder) = Begin(document);
        var index = new MarketIndexSeries(builder);
        foreach (var record in JsonRecords.Of(document, "data", faults))
        {
            var start = Start(record, faults);
            var provider = JsonFields.Require(record, "dataProvider", JsonValueKind.String, faults);
            var price = JsonRecords.Number(record, "price", faults);
            var volume = JsonRecords.Number(record, "volume", faults);
            if (provider is not null && !MarketIndexSeries.Knows(provider.Text))
                faults.Add(provider, MarketIndexSeries.Expected);
            else if (start is not null && provider is not null)
                index.Add(provider.Text, start.Value, price, volume, record.Line);
        }

        return builder.Build();
    }

    /// <summary>Reads the forecasts of national demand (NDF) and of demand on the transmission system (TSDF).</summary>
    /// <param name="document">The JSON document.</param>
    /// <returns>Both series, or all faults; records of a part of the country are skipped and noted.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> ReadDemandForecast(PublishedDocument document)
    {
        var (faults, builder) = Begin(document);
        var national = builder.Series(ElexonSeries.NationalDemandForecast, Stated, "nationalDemand");
        var transmission = builder.Series(ElexonSeries.TransmissionDemandForecast, Stated, "transmissionSystemDemand");
        var parts = 0;
        foreach (var record in JsonRecords.Of(document, "data", faults))
        {
            var start = Start(record, faults);
            var published = JsonRecords.Instant(record, "publishTime", faults);
            var nationalMw = JsonRecords.Number(record, "nationalDemand", faults);
            var transmissionMw = JsonRecords.Number(record, "transmissionSystemDemand", faults);
            if (record.Find("boundary") is { Text: not "N" })
            {
                parts++;
            }
            else if (start is not null && published is not null)
            {
                national.Add(start.Value, SettlementPeriod.Length, nationalMw, record.Line, published);
                transmission.Add(start.Value, SettlementPeriod.Length, transmissionMw, record.Line, published);
            }
        }

        if (parts > 0)
            builder.Note(string.Create(CultureInfo.InvariantCulture, $"{parts} record(s) of another boundary than N skipped"));
        return builder.Build();
    }

    private static Publication Stated { get; } = Publication.AtReceipt with { Words = "known as the publisher states" };

    private static (DocumentFaults Faults, AnswerBuilder Builder) Begin(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        return (faults, new AnswerBuilder(ElexonSeries.Publisher, document, faults));
    }

    private static DateTimeOffset? Start(LocatedNode record, DocumentFaults faults)
    {
        var day = JsonRecords.Day(record, "settlementDate", faults);
        var period = JsonFields.Require(record, "settlementPeriod", JsonValueKind.Number, faults);
        if (day is null || period is null)
            return null;
        var start = SettlementPeriod.StartOf(day.Value, period.Number, out var expected);
        if (start is null)
            faults.Add(period, expected);
        else if (record.Find("startTime") is { Kind: not JsonValueKind.Null } told && JsonRecords.Instant(record, "startTime", faults) is { } instant && instant != start)
            faults.Add(told, $"{UtcText.Of(start.Value)}, the start of period {period.Text}");
        return start;
    }
}

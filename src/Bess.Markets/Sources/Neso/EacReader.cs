using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Neso;

/// <summary>Reads the results summary of the Enduring Auction Capability: response and reserve products, as CSV or data store answer.</summary>
/// <remarks>
/// A row holds for its own start and end, in UTC, and not for a block of a calendar. Prices below zero are prices: who sells pays.
/// Product <c>DCH</c> becomes <c>dch_gbp_per_mw_h</c> and <c>dch_cleared_mw</c>.
/// </remarks>
public static class EacReader
{
    /// <summary>Publisher in the provenance.</summary>
    public const string Publisher = "NESO Data Portal";

    internal const string PriceSuffix = "_gbp_per_mw_h";
    internal const string VolumeSuffix = "_cleared_mw";
    private const string Product = "auctionProduct";
    private const string From = "deliveryStart";
    private const string To = "deliveryEnd";
    private const string Volume = "clearedVolume";
    private const string Price = "clearingPrice";

    /// <summary>Longest row that is believed.</summary>
    private static readonly TimeSpan LongestBlock = TimeSpan.FromDays(1);

    /// <summary>Reads one document.</summary>
    /// <param name="document">The CSV or JSON document.</param>
    /// <returns>Price and cleared volume of every product, or all faults.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> Read(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        var records = NesoRecords.Read(document, [Product, From, To, Volume, Price], faults);
        var products = new Dictionary<string, (SeriesColumn Price, SeriesColumn Volume)>(StringComparer.Ordinal);
        foreach (var row in records.Rows)
        {
            var product = records.Text(row, Product);
            var (start, end) = (records.Utc(row, From), records.Utc(row, To));
            var (price, volume) = (records.Number(row, Price), records.Number(row, Volume));
            if (product.Length == 0 || !product.All(char.IsAsciiLetterOrDigit))
                records.Refuse(row, Product, "a product such as DCH");
            else if (start is not null && end is not null && (end <= start || end - start > LongestBlock))
                records.Refuse(row, To, $"an end after {UtcText.Of(start.Value)}, at most a day later");
            else if (start is not null && end is not null)
                Add(Of(product, products, builder), start.Value, end.Value, price, volume, row.Line);
        }

        return builder.Build();
    }

    private static void Add(
        (SeriesColumn Price, SeriesColumn Volume) columns, DateTimeOffset start, DateTimeOffset end, double? price, double? volume, int line)
    {
        columns.Price.Add(start, end - start, price, line);
        columns.Volume.Add(start, end - start, volume, line);
    }

    private static (SeriesColumn Price, SeriesColumn Volume) Of(
        string product, Dictionary<string, (SeriesColumn Price, SeriesColumn Volume)> products, AnswerBuilder builder)
    {
        if (!products.TryGetValue(product, out var columns))
        {
            var stem = product.ToLowerInvariant();
            columns = (
                builder.Series(new SeriesId("GB", stem + PriceSuffix), SeriesPublication.EfaDayBefore, $"{Price} of {product}"),
                builder.Series(new SeriesId("GB", stem + VolumeSuffix), SeriesPublication.EfaDayBefore, $"{Volume} of {product}"));
            products.Add(product, columns);
        }

        return columns;
    }
}

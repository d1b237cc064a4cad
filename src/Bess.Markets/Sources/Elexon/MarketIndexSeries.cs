using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Elexon;

/// <summary>Prices and volumes of the market index by provider; 0 at no volume is how the publisher writes that there is no price.</summary>
internal sealed class MarketIndexSeries(AnswerBuilder builder)
{
    private readonly Dictionary<string, (SeriesColumn Price, SeriesColumn Volume)> _columns = [];

    public static string Expected => $"{ElexonSeries.Apx} or {ElexonSeries.N2ex}";

    public static bool Knows(string provider) => provider is ElexonSeries.Apx or ElexonSeries.N2ex;

    public void Add(string provider, DateTimeOffset start, double? price, double? volume, int line)
    {
        if (!_columns.TryGetValue(provider, out var columns))
        {
            var (priceId, volumeId) = (ElexonSeries.MarketIndex(provider), ElexonSeries.MarketIndexVolume(provider));
            columns = (
                builder.Series(priceId, SeriesPublication.Of(priceId), $"price of {provider}"),
                builder.Series(volumeId, SeriesPublication.Of(volumeId), $"volume of {provider}"));
            _columns.Add(provider, columns);
        }

        columns.Price.Add(start, SettlementPeriod.Length, volume == 0 ? null : price, line);
        columns.Volume.Add(start, SettlementPeriod.Length, volume, line);
    }
}

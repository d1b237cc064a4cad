using Bess.Domain.Series;

namespace Bess.Markets.Sources.Elexon;

/// <summary>Series of the British settlement.</summary>
internal static class ElexonSeries
{
    public const string Publisher = "Elexon Insights";
    public const string Zone = "GB";

    /// <summary>Price providers of the market index: the one that trades, and the other.</summary>
    public const string Apx = "APXMIDP";
    public const string N2ex = "N2EXMIDP";

    public static SeriesId SystemPrice { get; } = new(Zone, "system_price_gbp_per_mwh");

    public static SeriesId NetImbalanceVolume { get; } = new(Zone, "net_imbalance_volume_mwh");

    public static SeriesId NationalDemandForecast { get; } = new(Zone, "national_demand_forecast_mw");

    public static SeriesId TransmissionDemandForecast { get; } = new(Zone, "transmission_system_demand_forecast_mw");

    public static SeriesId MarketIndex(string provider) =>
        new(Zone, provider == Apx ? "market_index_gbp_per_mwh" : "market_index_n2ex_gbp_per_mwh");

    public static SeriesId MarketIndexVolume(string provider) =>
        new(Zone, provider == Apx ? "market_index_volume_mwh" : "market_index_n2ex_volume_mwh");
}

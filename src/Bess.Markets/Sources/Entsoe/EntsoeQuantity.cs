using Bess.Domain.Series;

namespace Bess.Markets.Sources.Entsoe;

/// <summary>One quantity of the platform: how it is asked for and how its series is named.</summary>
/// <param name="Name">Name of the series; of prices the part before the currency.</param>
/// <param name="DocumentType">A44 prices, A65 load, A69 wind and sun forecast, A71 generation forecast, A75 actual generation.</param>
/// <param name="ProcessType">A01 day ahead, A16 realised; null for prices.</param>
/// <param name="ProductionType">B16 sun, B18 wind offshore, B19 wind onshore; null where there is none.</param>
internal sealed record EntsoeQuantity(string Name, string DocumentType, string? ProcessType, string? ProductionType)
{
    private const string PriceStem = "day_ahead_";
    private const string SequenceStem = "day_ahead_sequence_";
    private const string PriceUnit = "_per_mwh";

    /// <summary>All quantities but prices.</summary>
    public static IReadOnlyList<EntsoeQuantity> Powers { get; } =
    [
        new("load_forecast_da_mw", "A65", "A01", null),
        new("load_actual_mw", "A65", "A16", null),
        new("solar_forecast_da_mw", "A69", "A01", "B16"),
        new("wind_offshore_forecast_da_mw", "A69", "A01", "B18"),
        new("wind_onshore_forecast_da_mw", "A69", "A01", "B19"),
        new("generation_forecast_da_mw", "A71", "A01", null),
        new("solar_actual_mw", "A75", "A16", "B16"),
        new("wind_offshore_actual_mw", "A75", "A16", "B18"),
        new("wind_onshore_actual_mw", "A75", "A16", "B19"),
    ];

    /// <summary>Prices.</summary>
    public static EntsoeQuantity Price { get; } = new(PriceStem, "A44", null, null);

    /// <summary>The quantity of a series, or null.</summary>
    public static EntsoeQuantity? Of(SeriesId series) =>
        series.Name.StartsWith(PriceStem, StringComparison.Ordinal) && series.Name.EndsWith(PriceUnit, StringComparison.Ordinal)
            ? Price
            : Powers.FirstOrDefault(one => one.Name == series.Name);

    /// <summary>Name of the price series of an auction: the coupled one has the plain name.</summary>
    public static string PriceName(int sequence, string currency) =>
        (sequence == 1 ? PriceStem : FormattableString.Invariant($"{SequenceStem}{sequence}_")) + currency.ToLowerInvariant() + PriceUnit;

    /// <summary>Query without the caller's key.</summary>
    public string Query(string eic) => DocumentType switch
    {
        "A44" => $"documentType=A44&in_Domain={eic}&out_Domain={eic}",
        "A65" => $"documentType=A65&processType={ProcessType}&outBiddingZone_Domain={eic}",
        _ => $"documentType={DocumentType}&processType={ProcessType}&in_Domain={eic}" + (ProductionType is null ? "" : $"&psrType={ProductionType}"),
    };
}

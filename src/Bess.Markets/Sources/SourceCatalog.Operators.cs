using Bess.Domain.Time;
using Bess.Markets.Sources.Elexon;
using Bess.Markets.Sources.Elprisetjustnu;
using Bess.Markets.Sources.Entsoe;
using Bess.Markets.Sources.Esett;
using Bess.Markets.Sources.Mimer;
using Bess.Markets.Sources.Neso;
using Bess.Markets.Sources.NordPool;

namespace Bess.Markets.Sources;

/// <content>System operators and those who pass their data on.</content>
public static partial class SourceCatalog
{
    private static string EntsoeZones => string.Join(',', BiddingZone.Catalogue.Where(zone => zone.Eic is not null).Select(zone => zone.Name));

    private static SourceEntry[] Operators =>
    [
        new("entsoe", EntsoeReader.Publisher, "free re-use with attribution; a personal key is needed", [$"{EntsoeZones}/day_ahead_*_per_mwh", .. EntsoeQuantity.Powers.Select(one => $"{EntsoeZones}/{one.Name}")], EntsoeSource.Defaults, options => new EntsoeSource(options)) { TokenVariable = "BESS_ENTSOE_TOKEN" },
        new("elexon", ElexonSeries.Publisher, "BMRS data licence; \"Contains BMRS data © Elexon Limited\"", ["GB/system_price_*", "GB/net_imbalance_volume_mwh", "GB/market_index_*", "GB/national_demand_forecast_mw", "GB/transmission_system_demand_forecast_mw"], ElexonSource.Defaults, options => new ElexonSource(options)),
        new("neso", EacReader.Publisher, "NESO Open Data Licence", [.. NesoDemandReader.Columns.Select(one => one.Series.ToString()), "GB/*_gbp_per_mw_h", "GB/*_cleared_mw"], NesoSource.Defaults, options => new NesoSource(options)),
        new("mimer", MimerReader.Publisher, "open data, attribution", ["SE/fcr_*"], MimerSource.Defaults, options => new MimerSource(options)),
        new("elprisetjustnu", ElprisetReader.Publisher, "free; a link back is asked for", ["SE1,SE2,SE3,SE4/day_ahead_eur_per_mwh", "SE1,SE2,SE3,SE4/day_ahead_sek_per_mwh", "SE1,SE2,SE3,SE4/sek_per_eur"], ElprisetSource.Defaults, options => new ElprisetSource(options)),
        new("esett", EsettReader.Publisher, "open data; terms at the publisher", [.. EsettReader.Fields.Select(one => $"SE1,SE2,SE3,SE4,DK1,DK2/{one.Name}")], EsettSource.Defaults, options => new EsettSource(options)),
        new("nordpool", NordPoolReader.Publisher, "no automatic extraction and no re-publication without consent", ["SE1,SE2,SE3,SE4,DK1,DK2,DE_LU,NL,BE,FR,AT,GB/day_ahead_eur_per_mwh"], NordPoolSource.Defaults, options => new NordPoolSource(options)) { OnlyByName = true },
    ];
}

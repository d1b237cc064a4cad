using Bess.Markets.Sources.EnergyCharts;
using Bess.Markets.Sources.Iex;
using Bess.Markets.Sources.OpenMeteo;
using Bess.Markets.Sources.Smard;

namespace Bess.Markets.Sources;

/// <content>Exchanges, portals and weather.</content>
public static partial class SourceCatalog
{
    private static string[] Weather => ["*/*_c", "*/*_w_per_m2", "*/wind_*_km_per_h", "*/wind_*_m_per_s", "*/*_pct"];

    private static SourceEntry[] Exchanges =>
    [
        new(
            "smard", "Bundesnetzagentur, SMARD", "CC BY 4.0",
            [
                "DE_LU,DE_LU_NEIGHBOURS,BE,DK1,DK2,FR,NL,NO2,AT,PL,CH,CZ,IT_NORD,SI,HU/day_ahead_eur_per_mwh", "DE_LU/*_forecast_da_mw",
                "DE_LU/*_actual_mw",
            ],
            SmardSource.Defaults, options => new SmardSource(options)),
        new(
            "energy-charts", "Fraunhofer ISE, Energy-Charts", "CC BY 4.0 for the zones of SMARD, else as each answer says",
            ["*/day_ahead_eur_per_mwh"], EnergyChartsSource.Defaults, options => new EnergyChartsSource(options)),
        new(
            "open-meteo", "Open-Meteo archive", "CC BY 4.0; free service for non-commercial use", Weather,
            OpenMeteoSource.ArchiveDefaults, options => new OpenMeteoSource(OpenMeteoKind.Archive, options)),
        new(
            "open-meteo-forecast", "Open-Meteo forecast", "CC BY 4.0; free service for non-commercial use", Weather,
            OpenMeteoSource.ForecastDefaults, options => new OpenMeteoSource(OpenMeteoKind.Forecast, options)),
        new(
            "iex", "Indian Energy Exchange, IEXGetTradeData", "by contract with the exchange",
            ["IN_IEX/dam_*", "IN_IEX/rtm_*", "IN_IEX/gdam_*"], IexSource.Defaults, options => new IexSource(options))
        {
            TokenVariable = "BESS_IEX_TOKEN",
        },
    ];
}

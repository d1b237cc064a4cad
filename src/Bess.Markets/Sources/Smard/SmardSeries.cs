using Bess.Domain.Series;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Smard;

/// <summary>One series of SMARD: its name in downloads, its number in the chart data, and what it is called here.</summary>
/// <param name="Filter">Number in the addresses of the chart data (list of bundesAPI/smard-api), or 0 where none is known.</param>
/// <param name="Column">German name of the column without unit.</param>
/// <param name="Content">Kind of download in which the column stands.</param>
/// <param name="Id">Series.</param>
internal sealed record SmardSeries(int Filter, string Column, SmardContent Content, SeriesId Id)
{
    /// <summary>Everything that is read.</summary>
    public static IReadOnlyList<SmardSeries> All { get; } =
    [
        Price(4169, "Deutschland/Luxemburg", "DE_LU"), Price(5078, "∅ Anrainer DE/LU", "DE_LU_NEIGHBOURS"), Price(4996, "Belgien", "BE"),
        Price(252, "Dänemark 1", "DK1"), Price(253, "Dänemark 2", "DK2"), Price(254, "Frankreich", "FR"), Price(256, "Niederlande", "NL"),
        Price(4997, "Norwegen 2", "NO2"), Price(4170, "Österreich", "AT"), Price(257, "Polen", "PL"), Price(0, "Schweden 4", "SE4"),
        Price(259, "Schweiz", "CH"), Price(261, "Tschechien", "CZ"), Price(0, "DE/AT/LU", "DE_AT_LU"), Price(255, "Italien (Nord)", "IT_NORD"),
        Price(260, "Slowenien", "SI"), Price(262, "Ungarn", "HU"),
        German(122, "Gesamt", SmardContent.GenerationForecast, "generation_forecast_da_mw"),
        German(5097, "Photovoltaik und Wind", SmardContent.GenerationForecast, "wind_solar_forecast_da_mw"),
        German(3791, "Wind Offshore", SmardContent.GenerationForecast, "wind_offshore_forecast_da_mw"),
        German(123, "Wind Onshore", SmardContent.GenerationForecast, "wind_onshore_forecast_da_mw"),
        German(125, "Photovoltaik", SmardContent.GenerationForecast, "solar_forecast_da_mw"),
        German(715, "Sonstige", SmardContent.GenerationForecast, "other_forecast_da_mw"),
        German(1225, "Wind Offshore", SmardContent.GenerationActual, "wind_offshore_actual_mw"),
        German(4067, "Wind Onshore", SmardContent.GenerationActual, "wind_onshore_actual_mw"),
        German(4068, "Photovoltaik", SmardContent.GenerationActual, "solar_actual_mw"),
        German(410, "Gesamt (Netzlast)", SmardContent.LoadActual, "load_actual_mw"),
        German(0, "Netzlast", SmardContent.LoadActual, "load_actual_mw"),
        German(4359, "Residuallast", SmardContent.LoadActual, "residual_load_actual_mw"),
        German(0, "Gesamt (Netzlast)", SmardContent.LoadForecast, "load_forecast_da_mw"),
        German(0, "Netzlast", SmardContent.LoadForecast, "load_forecast_da_mw"),
        German(0, "Residuallast", SmardContent.LoadForecast, "residual_load_forecast_da_mw"),
    ];

    /// <summary>Whether values are EUR/MWh; otherwise they are MWh of the interval and become MW.</summary>
    public bool IsPrice => Content == SmardContent.DayAheadPrices;

    /// <summary>When its values become known.</summary>
    public Publication Publication => SeriesPublication.Of(Id);

    /// <summary>The value in the unit of the series.</summary>
    public double InUnit(double value, TimeSpan step) => IsPrice ? value : value / step.TotalHours;

    private static SmardSeries Price(int filter, string column, string zone) =>
        new(filter, column, SmardContent.DayAheadPrices, new SeriesId(zone, "day_ahead_eur_per_mwh"));

    private static SmardSeries German(int filter, string column, SmardContent content, string name) =>
        new(filter, column, content, new SeriesId("DE_LU", name));
}

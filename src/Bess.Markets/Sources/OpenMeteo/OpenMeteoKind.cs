namespace Bess.Markets.Sources.OpenMeteo;

/// <summary>Which service of Open-Meteo answered.</summary>
public enum OpenMeteoKind
{
    /// <summary>Past weather (reanalysis): known five days after the end of each interval, and not later than received.</summary>
    Archive = 0,

    /// <summary>A forecast: every value is known when it was received, because the answer does not say when the model ran.</summary>
    Forecast = 1,
}

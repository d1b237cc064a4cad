namespace Bess.Markets.Sources.Smard;

/// <summary>What a SMARD download holds; generation, forecast and consumption share the names of their columns.</summary>
public enum SmardContent
{
    /// <summary>Told by the columns, as far as they tell.</summary>
    ByColumns = 0,

    /// <summary>Day-ahead prices (Großhandelspreise).</summary>
    DayAheadPrices = 1,

    /// <summary>Day-ahead forecast of generation (Prognostizierte Erzeugung Day-Ahead).</summary>
    GenerationForecast = 2,

    /// <summary>Realised generation (Realisierte Erzeugung).</summary>
    GenerationActual = 3,

    /// <summary>Realised consumption (Realisierter Stromverbrauch).</summary>
    LoadActual = 4,

    /// <summary>Forecast of consumption (Prognostizierter Stromverbrauch).</summary>
    LoadForecast = 5,
}

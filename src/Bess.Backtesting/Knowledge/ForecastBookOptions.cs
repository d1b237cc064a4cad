using Bess.Forecasting.Models;

namespace Bess.Backtesting.Knowledge;

/// <summary>How the forecasts of a run are made.</summary>
public sealed record ForecastBookOptions
{
    /// <summary>Which forecasts. Default: the day-ahead price.</summary>
    public ForecastNeeds Needs { get; init; } = ForecastNeeds.DayAhead;

    /// <summary>Settings of the day-ahead model. Default: the ensemble with its defaults.</summary>
    public ForecastOptions Model { get; init; } = new();

    /// <summary>Whether the day-ahead price is forecast by the trained model; false for persistence, which needs no training. Default: true.</summary>
    public bool UsesModel { get; init; } = true;

    /// <summary>Whether the course of the forecast over the day is corrected by how such courses turned out before. Default: true.</summary>
    public bool LearnsShape { get; init; } = true;

    /// <summary>Folder in which the model's forecasts are kept by the hash of all that they rest on; null for none.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Seed of the paths. Default: 1.</summary>
    public int Seed { get; init; } = 1;
}

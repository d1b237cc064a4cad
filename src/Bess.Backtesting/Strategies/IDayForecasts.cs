using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Models;
using Bess.Forecasting.Scenarios;

namespace Bess.Backtesting.Strategies;

/// <summary>Forecasts as they were made at the decision of a day, and nothing later.</summary>
public interface IDayForecasts
{
    /// <summary>Forecast of a series on the day's grid.</summary>
    /// <param name="series">Which series.</param>
    /// <param name="grid">The intervals: the day of delivery, or days after it.</param>
    /// <returns>The forecast; null when too little was known.</returns>
    QuantileForecast? Of(SeriesId series, TimeGrid grid);

    /// <summary>Joint paths of several series on one grid.</summary>
    /// <param name="series">Which series, in this order.</param>
    /// <param name="grid">The intervals.</param>
    /// <param name="count">Number of paths.</param>
    /// <returns>The paths; null when too little was known.</returns>
    JointScenarios? Paths(IReadOnlyList<SeriesId> series, TimeGrid grid, int count);
}

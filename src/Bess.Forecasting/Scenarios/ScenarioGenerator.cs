using Bess.Domain;
using Bess.Domain.Time;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Scenarios;

/// <summary>From forecasts and their past to joint scenarios: learns the copula and draws from it.</summary>
public static class ScenarioGenerator
{
    /// <summary>Makes joint scenarios.</summary>
    /// <param name="forecasts">One forecast a market, all of the same whole local days and of the same decision.</param>
    /// <param name="past">Past of each market, in the same order.</param>
    /// <param name="clock">Clock of the local days.</param>
    /// <param name="count">Number of paths; ≥ 1.</param>
    /// <param name="seed">Seed of the paths.</param>
    /// <param name="options">How the copula is learnt; null for the defaults.</param>
    /// <returns>The scenarios, or the faults of learning. Nothing that became known after the first of the decisions is used.</returns>
    public static Validated<JointScenarios> Generate(
        IReadOnlyList<QuantileForecast> forecasts, IReadOnlyList<MarketPast> past, MarketClock clock, int count = 200, int seed = 1, CopulaOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        var decidedAt = forecasts.Min(forecast => forecast.DecidedAt);
        return GaussianCopula.Learn(past, [.. forecasts.Select(forecast => forecast.Grid.Step)], clock, decidedAt, options)
            .Map(copula => ScenarioSampler.Draw(forecasts, copula, clock, count, seed));
    }
}

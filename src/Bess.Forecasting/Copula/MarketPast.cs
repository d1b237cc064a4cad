using Bess.Domain.Series;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Copula;

/// <summary>What was forecast of a market in the past, and what came.</summary>
/// <param name="Forecasts">
/// Forecasts of whole local days, each made from what was known at its own <see cref="QuantileForecast.DecidedAt"/>; in any order. Those that cover
/// several days teach how the days hang together.
/// </param>
/// <param name="Actual">What came; may reach beyond the decision: what became known later is not read.</param>
public sealed record MarketPast(IReadOnlyList<QuantileForecast> Forecasts, ObservedSeries Actual);

using Bess.Domain.Series;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Models;

namespace Bess.Cli.Inputs;

/// <summary>One market of the scenarios: its forecast and the past of such forecasts.</summary>
/// <param name="Forecast">The forecast.</param>
/// <param name="Past">Earlier forecasts and what came.</param>
/// <param name="Read">The series whose values were read.</param>
internal sealed record ForecastMarket(QuantileForecast Forecast, MarketPast Past, IReadOnlyList<ObservedSeries> Read);

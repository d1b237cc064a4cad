using Bess.Backtesting.Markets;
using Bess.Backtesting.Strategies;
using Bess.Domain;

namespace Bess.Backtesting.Running;

/// <summary>What a run is made of beside its request: how strategies and forecasts are made.</summary>
/// <remarks>
/// Both are given the market, because the leakage check makes them anew on a market whose later values are permuted. Honest strategies
/// ignore it and see data through their contexts only.
/// </remarks>
/// <param name="Strategy">Makes a fresh strategy.</param>
/// <param name="Forecasts">Makes the forecasts of a market; called once a market, then asked for each day.</param>
public sealed record BacktestParts(Func<BacktestMarket, Validated<IStrategy>> Strategy, Func<BacktestMarket, Func<DateOnly, IDayForecasts>> Forecasts)
{
    /// <summary>The parts of a request from a catalogue of strategies.</summary>
    /// <param name="request">The request, which names strategy and settings.</param>
    /// <param name="create">Makes a strategy by name and settings.</param>
    /// <param name="forecasts">Makes the forecasts of a market.</param>
    public static BacktestParts Of(
        BacktestRequest request, Func<string, StrategySettings, Validated<IStrategy>> create, Func<BacktestMarket, Func<DateOnly, IDayForecasts>> forecasts)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(create);
        return new BacktestParts(_ => create(request.Strategy, request.Settings), forecasts);
    }
}

using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Forecasting.Models;

namespace Bess.Cli.Commands.Backtest;

/// <summary>The forecasts of a run, and those that the leakage check makes on changed markets.</summary>
/// <remarks>
/// On a changed market the first day of the run is forecast from nothing, training and all; on other days the trained forecasts of the
/// run are kept and everything else is made again, because training for each of them would take a minute.
/// </remarks>
internal sealed class RunForecasts(BacktestRequest request, string? folder, Action<string, int, int> tell, CancellationToken cancellationToken)
{
    private readonly ForecastBookOptions _options = new()
    {
        Needs = StrategyCatalog.NeedsOf(request.Strategy, request.Settings),
        CacheFolder = folder,
        Seed = request.Settings.Seed,
    };

    private ForecastBook? _book;

    /// <summary>The forecasts of a market by day.</summary>
    public Func<DateOnly, IDayForecasts> Of(BacktestMarket market)
    {
        var book = _book ??= Make(request.Market, request.To, "forecasts");
        if (ReferenceEquals(market, request.Market))
            return book.For;
        var kept = new Lazy<ForecastBook>(() => book.Over(market));
        return day => day == request.From ? Make(market, day, "leakage check of the forecasts").For(day) : kept.Value.For(day);
    }

    private ForecastBook Make(BacktestMarket market, DateOnly to, string what) => ForecastBook.Make(
        market, request.From, to, _options, new Told<RollProgress>(one => tell(what, one.Done, one.Total)), cancellationToken);
}

using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Forecasting.Models;

namespace Bess.Cli.Commands.Backtest;

/// <summary>The forecasts of a run, and those that the leakage check makes on changed markets.</summary>
/// <remarks>
/// On a changed market the trained day-ahead forecasts of the run are kept and all else is made again: training anew takes minutes. The
/// evaluation that rolls the model forecasts its last day on changed data itself, and a leak there counts as one of the run.
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
        var book = _book ??= ForecastBook.Make(
            request.Market, request.From, request.To, _options, new Told<RollProgress>(one => tell("forecasts", one.Done, one.Total)), cancellationToken);
        return (ReferenceEquals(market, request.Market) ? book : book.Over(market)).For;
    }

    /// <summary>A run with what the forecasts' own check found.</summary>
    public BacktestOutcome Certify(BacktestOutcome outcome)
    {
        var (found, own) = (outcome.Leakage, _book?.LeakingDays ?? []);
        return _options.Needs == ForecastNeeds.None
            ? outcome
            : outcome with
            {
                Leakage = new LeakageCertificate(
                    $"{found.Statement}; the trained forecasts were kept in that, and checked in the same way on their last day: {(own.Count == 0 ? "not" : "it was")} changed",
                    found.CheckedDays, [.. found.LeakingDays.Union(own).Order()]),
            };
    }
}

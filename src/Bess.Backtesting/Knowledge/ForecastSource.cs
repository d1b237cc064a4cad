using Bess.Backtesting.Markets;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Forecasting.Models;

namespace Bess.Backtesting.Knowledge;

/// <summary>Makes the forecasts of a run and of the leakage check of it, without training for each checked day.</summary>
/// <remarks>
/// The first market it is asked for is that of the run. For a changed one, curves, spreads, reserve prices and paths are always made
/// again; the roll of the day-ahead model is made again up to the day asked for on the first changed markets only, as it takes minutes,
/// and on later ones the run's own holds. The evaluation of the roll checks its last day besides. Thread-safe.
/// </remarks>
/// <param name="from">First local day of the run.</param>
/// <param name="to">Last local day, included.</param>
/// <param name="options">How the forecasts are made.</param>
/// <param name="rolledAgain">On how many changed markets the day-ahead model is rolled again; ≥ 0. Default: 1.</param>
/// <param name="progress">Told of each day of the first roll, or null.</param>
/// <param name="cancellationToken">Ends the first roll.</param>
public sealed class ForecastSource(
    DateOnly from, DateOnly to, ForecastBookOptions options, int rolledAgain = 1, IProgress<RollProgress>? progress = null,
    CancellationToken cancellationToken = default)
{
    private readonly Lock _lock = new();
    private BacktestMarket? _market;
    private ForecastBook? _book;
    private int _left = rolledAgain;

    /// <summary>The forecasts of the run; null before the first market.</summary>
    public ForecastBook? Book => _book;

    /// <summary>The forecasts of a market.</summary>
    /// <param name="market">The run's market, or a changed one.</param>
    /// <returns>Gives the forecasts of each day.</returns>
    public Func<DateOnly, IDayForecasts> Of(BacktestMarket market)
    {
        ArgumentNullException.ThrowIfNull(market);
        lock (_lock)
        {
            if (_book is null)
                (_market, _book) = (market, ForecastBook.Make(market, from, to, options, progress, cancellationToken));
            return ReferenceEquals(market, _market) ? _book.For : day => Changed(market, day).For(day);
        }
    }

    /// <summary>A run with what the forecasts' own check found: a leak there is one of the run.</summary>
    /// <param name="outcome">The run.</param>
    public BacktestOutcome Certify(BacktestOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var (found, own) = (outcome.Leakage, _book?.LeakingDays ?? []);
        return options.Needs == ForecastNeeds.None
            ? outcome
            : outcome with
            {
                Leakage = new LeakageCertificate(
                    $"{found.Statement}; the trained forecasts were kept in that, and checked in the same way on their last day: {(own.Count == 0 ? "not" : "it was")} changed",
                    found.CheckedDays, [.. found.LeakingDays.Union(own).Order()]),
            };
    }

    private ForecastBook Changed(BacktestMarket market, DateOnly day)
    {
        lock (_lock)
        {
            var isRolled = options.Needs != ForecastNeeds.None && (!options.UsesModel || _left-- > 0);
            return isRolled ? ForecastBook.Make(market, from, day, options with { CacheFolder = null }) : _book!.Over(market);
        }
    }
}

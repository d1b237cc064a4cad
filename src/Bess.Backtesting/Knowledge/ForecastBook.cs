using Bess.Backtesting.Knowledge.Forecasts;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Strategies;
using Bess.Domain.Series;
using Bess.Forecasting.Models;

namespace Bess.Backtesting.Knowledge;

/// <summary>The forecasts of all days of a run, each made from what was known at its own decision.</summary>
/// <remarks>
/// The day-ahead model is rolled once over all days when the book is made (about a minute a year, or nothing from the cache); all
/// else is made when it is asked for. Thread-safe.
/// </remarks>
public sealed class ForecastBook
{
    private readonly BacktestMarket _market;
    private readonly DayAheadRoll? _roll;
    private readonly SeriesBook _series;
    private readonly PathBook? _paths;

    private ForecastBook(BacktestMarket market, ForecastBookOptions options, DayAheadRoll? roll)
    {
        (_market, Options, _roll) = (market, options, roll);
        _series = new SeriesBook(market, options, roll?.Days);
        _paths = options.Needs.HasFlag(ForecastNeeds.Paths) ? new PathBook(market, _series, options.Seed) : null;
    }

    /// <summary>How it was made.</summary>
    public ForecastBookOptions Options { get; }

    /// <summary>What was done otherwise than usual, in words.</summary>
    public IReadOnlyList<string> Rules => _roll?.Rules ?? [];

    /// <summary>Days of the day-ahead roll whose forecast changed when all that was published later was permuted: must be empty.</summary>
    public IReadOnlyList<DateOnly> LeakingDays => _roll?.LeakingDays ?? [];

    /// <summary>Makes the forecasts of a run.</summary>
    /// <param name="market">The market with its data.</param>
    /// <param name="from">First local day.</param>
    /// <param name="to">Last local day, included.</param>
    /// <param name="options">How; null for the day-ahead price alone.</param>
    /// <param name="progress">Told of each day of the roll, or null.</param>
    /// <param name="cancellationToken">Ends the roll.</param>
    /// <returns>The book; where too little was known a named rule stands in.</returns>
    public static ForecastBook Make(
        BacktestMarket market, DateOnly from, DateOnly to, ForecastBookOptions? options = null, IProgress<RollProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(market);
        var how = options ?? new ForecastBookOptions();
        var roll = how.Needs == ForecastNeeds.None || market.Series[market.DayAhead].Count == 0
            ? null
            : DayAheadRoll.Make(market, from, to, how, progress, cancellationToken);
        return new ForecastBook(market, how, roll);
    }

    /// <summary>The same book over changed data, for leakage checks: the roll of the day-ahead model is kept, all else is made again.</summary>
    /// <remarks>A full check makes the book again with <see cref="Make"/> over the changed market; this one costs nothing.</remarks>
    /// <param name="changed">The changed market.</param>
    public ForecastBook Over(BacktestMarket changed) => new(changed, Options, _roll);

    /// <summary>The forecasts of a day.</summary>
    /// <param name="day">Local day of delivery.</param>
    public IDayForecasts For(DateOnly day) => new BookDay(_market, _series, _paths, day);

    /// <summary>The day-ahead forecasts by day, in hours; empty when none were needed. Some days before the run are among them.</summary>
    public IReadOnlyDictionary<DateOnly, QuantileForecast> DayAhead => _roll?.Days ?? [];

    /// <summary>The series of which there are forecasts.</summary>
    public IReadOnlyList<SeriesId> Series => _series.Ids;
}

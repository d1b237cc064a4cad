using Bess.Backtesting.Knowledge;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Forecasting.Features;
using Bess.Markets.Settlement;

namespace Bess.Backtesting.Markets;

/// <summary>All that a backtest knows of a zone: which series plays which part, the rules, and the data with its publication.</summary>
/// <remarks>Immutable and thread-safe. The data reaches beyond every decision: strategies get a <see cref="MarketView"/>.</remarks>
public sealed record BacktestMarket
{
    /// <summary>Name of the zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Clock of the market days.</summary>
    public required MarketClock Clock { get; init; }

    /// <summary>Currency of all prices and of the result.</summary>
    public required Currency Currency { get; init; }

    /// <summary>When the day-ahead position of a day is decided.</summary>
    public required DecisionRule Gate { get; init; }

    /// <summary>The day-ahead price; of a market without an auction, its one price.</summary>
    public required SeriesId DayAhead { get; init; }

    /// <summary>The price at which what is not sold day-ahead is settled: real time, intraday or imbalance; null when there is none.</summary>
    public SeriesId? RealTime { get; init; }

    /// <summary>What a surplus is paid, where shortage and surplus have prices of their own; <see cref="RealTime"/> is then what a shortage pays. Null for one price.</summary>
    public SeriesId? RealTimeSurplus { get; init; }

    /// <summary>By which rule what was metered is settled against what was scheduled. Default: at the imbalance price.</summary>
    public DeviationRule Deviation { get; init; }

    /// <summary>Reserve capacity markets; may be empty.</summary>
    public IReadOnlyList<ReserveMarket> Reserves { get; init; } = [];

    /// <summary>Fees.</summary>
    public MarketFees Fees { get; init; } = new();

    /// <summary>All series by name, those above among them, in <see cref="Currency"/>.</summary>
    public required IReadOnlyDictionary<SeriesId, ObservedSeries> Series { get; init; }

    /// <summary>Which further series a forecast may use; keys of <see cref="Series"/> or series of neighbours.</summary>
    public IReadOnlyList<ObservedSeries> Features { get; init; } = [];

    /// <summary>What was assumed or passed over when the market was read, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What was known at an instant.</summary>
    /// <param name="instant">The instant.</param>
    public MarketView AsOf(DateTimeOffset instant) => new(Series, instant);

    /// <summary>What a forecast of one of the series may look at.</summary>
    /// <param name="target">A key of <see cref="Series"/>.</param>
    public MarketData ForecastData(SeriesId target) => new(Series[target], [.. Features.Where(one => one.Id != target)], Gate);

    /// <summary>The same market with every series changed; for leakage checks.</summary>
    /// <param name="change">Makes the changed series; keeps its identity.</param>
    public BacktestMarket Select(Func<ObservedSeries, ObservedSeries> change) => this with
    {
        Series = Series.ToDictionary(pair => pair.Key, pair => change(pair.Value)),
        Features = [.. Features.Select(change)],
    };
}

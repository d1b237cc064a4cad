using Bess.Backtesting.Markets;
using Bess.Domain.Series;
using Bess.Forecasting.Curves;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Backtesting.Knowledge.Forecasts;

/// <summary>Forecasts of each series by day of decision and day of delivery, made when asked for and kept.</summary>
internal sealed class SeriesBook
{
    // The usual distance of a second price to the first is a matter of weeks, a reserve price one of yesterday and the last week.
    private const int SpreadDays = 28;
    private const double ReserveLastDayWeight = 0.5;

    private readonly IReadOnlyDictionary<DateOnly, QuantileForecast> _dayAhead;
    private readonly BacktestMarket _market;
    private readonly IReadOnlyList<double> _levels;
    private readonly Dictionary<SeriesId, (MarketData Data, CurveForecaster? Curves, LaterDays Later)> _makers = [];
    private readonly Dictionary<(SeriesId Series, DateOnly Decided, DateOnly Day, TimeSpan Step), QuantileForecast?> _held = [];
    private readonly Lock _lock = new();

    public SeriesBook(BacktestMarket market, ForecastBookOptions options, IReadOnlyDictionary<DateOnly, QuantileForecast>? dayAhead)
    {
        (_market, _levels, _dayAhead) = (market, options.Model.Levels, dayAhead ?? new Dictionary<DateOnly, QuantileForecast>());
        var series = market.Series;
        if (dayAhead is not null)
            Add(market.DayAhead, data => null);
        if (options.Needs.HasFlag(ForecastNeeds.RealTime) && market.RealTime is { } realTime)
            Add(realTime, data => new CurveForecaster(data, series[market.DayAhead], lastDayWeight: 0, SpreadDays));
        if (options.Needs.HasFlag(ForecastNeeds.Reserves))
        {
            foreach (var reserve in market.Reserves)
                Add(reserve.PricePerMwHour, data => new CurveForecaster(data, lastDayWeight: ReserveLastDayWeight));
        }

        void Add(SeriesId id, Func<MarketData, CurveForecaster?> maker)
        {
            if (!series.TryGetValue(id, out var one) || one.Count == 0)
                return;
            var data = new MarketData(one, [], market.Gate);
            _makers[id] = (data, maker(data), new LaterDays(data));
        }
    }

    public IReadOnlyList<SeriesId> Ids => [.. _makers.Keys];

    /// <summary>Forecast of a whole local day, made at the decision of another one that is not later.</summary>
    public QuantileForecast? Of(SeriesId series, DateOnly decided, DateOnly day, TimeSpan step)
    {
        lock (_lock)
        {
            if (!_makers.TryGetValue(series, out var maker))
                return null;
            var key = (series, decided, day, step);
            if (!_held.TryGetValue(key, out var forecast))
            {
                var hourly = decided == day ? Hourly(series, maker.Curves, day) : Of(series, decided, decided, Hour) is { } first ? maker.Later.Of(first, day) : null;
                forecast = hourly is null || step == Hour ? hourly : FinerForecast.Of(hourly, maker.Data, step);
                _held[key] = forecast;
            }

            return forecast;
        }
    }

    public ObservedSeries Actual(SeriesId series) => _market.Series[series];

    private static TimeSpan Hour => TimeSpan.FromHours(1);

    private QuantileForecast? Hourly(SeriesId series, CurveForecaster? curves, DateOnly day)
    {
        if (series == _market.DayAhead)
            return _dayAhead.GetValueOrDefault(day);
        if (series != _market.RealTime)
            return curves!.Forecast(day, _levels);
        return _dayAhead.GetValueOrDefault(day) is { } reference ? curves!.Forecast(day, _levels, reference) : null;
    }
}

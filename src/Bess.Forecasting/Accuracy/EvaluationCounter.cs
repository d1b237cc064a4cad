using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Accuracy;

/// <summary>Counts over the test days of an evaluation.</summary>
internal sealed class EvaluationCounter
{
    private readonly Roll _roll;
    private readonly MarketData _data;
    private readonly ForecastOptions _options;
    private readonly ScoreCounter[] _calibrated;
    private readonly ScoreCounter[] _raw;
    private readonly List<QuantileForecast> _forecasts = [];
    private ModelKind _chosen;
    private int _warmUp;
    private int _unscored;
    private int _unforecast;
    private int _fallbacks;
    private int _filled;

    public EvaluationCounter(Roll roll, MarketData data, ForecastOptions options)
    {
        (_roll, _data, _options) = (roll, data, options);
        _calibrated = [.. Enumerable.Range(0, HeadSet.Count).Select(_ => new ScoreCounter(roll.Heads.Levels))];
        _raw = [.. Enumerable.Range(0, HeadSet.Count).Select(_ => new ScoreCounter(roll.Heads.Levels))];
    }

    public int Days { get; private set; }

    /// <summary>Before the first test day: what is chosen now holds for all of them.</summary>
    public void Begin()
    {
        _warmUp = _roll.KnownCount;
        _chosen = _options.Model == ModelKind.Bess ? _roll.Best() : _options.Model;
    }

    public void Add(int day, ForecastDay? forecast)
    {
        if (forecast is null)
        {
            _unforecast++;
            return;
        }

        _forecasts.Add(DayForecast.Of(
            _data, day, _roll.Heads.Levels, forecast.Calibrated[(int)_chosen], _chosen, TimeSpan.FromHours(1)));
        _filled += forecast.IsFallback ? 0 : forecast.Row.Filled;
        var actual = _roll.Builder.Actual(day, long.MaxValue);
        if (!IsWhole(day, actual))
        {
            _unscored++;
            return;
        }

        Days++;
        _fallbacks += forecast.IsFallback ? 1 : 0;
        for (var h = 0; h < HeadSet.Count; h++)
        {
            _calibrated[h].Add(forecast.Calibrated[h], actual);
            _raw[h].Add(forecast.Raw[h], actual);
        }
    }

    public EvaluationReport Report(DateOnly from, DateOnly to)
    {
        var yesterday = _calibrated[(int)ModelKind.Yesterday].Mae;
        var mine = _calibrated[(int)_chosen];
        var model = new TrainedModel(_options.Model, _chosen, _data.Target.Id, [.. _roll.Builder.Others], _data.Decision, to, _roll.Members, _roll.Heads);
        return new EvaluationReport
        {
            Series = _data.Target.Id,
            From = from,
            To = to,
            Model = _options.Model,
            Chosen = _chosen,
            Score = mine.Score(yesterday),
            BeforeCalibration = _raw[(int)_chosen].Score(_raw[(int)ModelKind.Yesterday].Mae),
            Scores = Enumerable.Range(0, HeadSet.Count).ToDictionary(h => (ModelKind)h, h => _calibrated[h].Score(yesterday)),
            DieboldMariano = new[] { ModelKind.Yesterday, ModelKind.LastWeek, ModelKind.Mean7 }.ToDictionary(
                kind => kind, kind => Accuracy.DieboldMariano.Test(mine.DailyErrors, _calibrated[(int)kind].DailyErrors)),
            Days = Days,
            UnscoredDays = _unscored,
            UnforecastDays = _unforecast,
            FallbackDays = _fallbacks,
            FilledHours = _filled,
            WarmUpDays = _warmUp,
            Features = [.. _roll.Builder.Others],
            Decision = _data.Decision.ToString(),
            Times = _roll.Times,
            LeakageCheckedDays = [to],
            LeakingDays = LeakageCheck.DaysThatLeak((data, day) => model.Forecast(data, day).Value, _data, [to], _options.Seed),
            Forecasts = _forecasts,
        };
    }

    private bool IsWhole(int day, double[] actual)
    {
        foreach (var slot in _roll.Builder.Calendar.Day(day).SlotOfHour)
        {
            if (double.IsNaN(actual[slot]))
                return false;
        }

        return true;
    }
}

using System.Globalization;
using Bess.Backtesting.Markets;
using Bess.Forecasting.Accuracy;
using Bess.Forecasting.Curves;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Backtesting.Knowledge.Forecasts;

/// <summary>Forecasts of the day-ahead price for every day of a run, in hours, and some weeks before it to learn from.</summary>
internal sealed class DayAheadRoll
{
    /// <summary>Days before the run that are forecast too, where there is history enough.</summary>
    private const int LeadDays = 56;

    private const int LeastWarmUpDays = 91;

    private readonly MarketData _data;
    private readonly ForecastBookOptions _options;

    private DayAheadRoll(MarketData data, ForecastBookOptions options) => (_data, _options) = (data, options);

    /// <summary>What was done otherwise than usual, in words.</summary>
    public List<string> Rules { get; } = [];

    /// <summary>What the evaluation of the model found leaking; forecasts that were kept have been checked when they were made.</summary>
    public IReadOnlyList<DateOnly> LeakingDays { get; private set; } = [];

    /// <summary>By day.</summary>
    public SortedDictionary<DateOnly, QuantileForecast> Days { get; } = [];

    public static DayAheadRoll Make(
        BacktestMarket market, DateOnly from, DateOnly to, ForecastBookOptions options, IProgress<RollProgress>? progress, CancellationToken cancellationToken)
    {
        var roll = new DayAheadRoll(market.ForecastData(market.DayAhead), options);
        var made = options.UsesModel ? roll.ByModel(from, to, progress, cancellationToken) : [];
        foreach (var forecast in options.LearnsShape ? ShapeCorrection.Apply(made, roll._data) : made)
            roll.Days[market.Clock.LocalDate(forecast.Grid.Start)] = forecast;
        roll.FillByCurves(from, to);
        return roll;
    }

    private IReadOnlyList<QuantileForecast> ByModel(DateOnly from, DateOnly to, IProgress<RollProgress>? progress, CancellationToken cancellationToken)
    {
        var clock = _data.Decision.Clock;
        var first = clock.LocalDate(_data.Target.Observations[0].Start).AddDays(ForecastEvaluation.LeastHistoryDays + 1);
        var history = from.DayNumber - first.DayNumber;
        var start = history < 0 ? first : from.AddDays(-Math.Clamp(history - LeastWarmUpDays, 0, LeadDays));
        if (start > to)
        {
            Rules.Add("history too short for the model: forecasts by curves of the last days");
            return [];
        }

        if (history < 0)
            Rules.Add($"history too short for the model before {first:yyyy-MM-dd}: forecasts by curves of the last days until then");
        var file = _options.CacheFolder is { } folder
            ? Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"forecasts-{_data.Target.Id.Zone}-{start:yyyyMMdd}-{to:yyyyMMdd}-{ForecastHash.Of(_data, start, to, _options.Model)}.csv"))
            : null;
        if (file is not null && File.Exists(file))
        {
            var read = QuantileForecastCsv.Read(File.ReadAllText(file), Path.GetFileName(file), _data.Target.Id, _data.Decision, _data.Target.Provenance.Synthetic);
            if (read.TryGet(out var kept))
                return kept;
            Rules.Add($"kept forecasts could not be read and were made again: {read.Faults[0]}");
        }

        var report = ForecastEvaluation.Run(_data, start, to, _options.Model, progress, cancellationToken);
        if (!report.TryGet(out var rolled))
        {
            Rules.Add($"no forecasts by the model: {report.Faults[0]}; by curves of the last days");
            return [];
        }

        LeakingDays = rolled.LeakingDays;
        if (file is not null && LeakingDays.Count == 0)
            Keep(file, rolled.Forecasts);
        return rolled.Forecasts;
    }

    // Days that the model could not forecast.
    private void FillByCurves(DateOnly from, DateOnly to)
    {
        var curves = new CurveForecaster(_data, lastDayWeight: 0);
        for (var day = from.AddDays(-LeadDays); day <= to; day = day.AddDays(1))
        {
            if (!Days.ContainsKey(day) && curves.Forecast(day, _options.Model.Levels) is { } forecast)
                Days[day] = forecast;
        }
    }

    private static void Keep(string file, IReadOnlyList<QuantileForecast> forecasts)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var beside = $"{file}.{Environment.ProcessId}.tmp";
        File.WriteAllText(beside, QuantileForecastCsv.Write(forecasts));
        File.Move(beside, file, overwrite: true);
    }
}

using System.Globalization;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Accuracy;
using Bess.Forecasting.Models;
using Bess.Reports;
using Bess.Reports.Forecasts;
using Bess.Reports.Svg;

namespace Bess.Cli.Commands.Forecast;

/// <summary>The outcome of a roll as what the forecast report shows.</summary>
internal static class EvaluationPage
{
    // As many as a legend has room for.
    private static readonly double[] FanLevels = [0.05, 0.2, 0.5, 0.8, 0.95];

    /// <summary>Gathers the report.</summary>
    /// <param name="report">The outcome.</param>
    /// <param name="actual">What came.</param>
    /// <param name="clock">Clock of the days.</param>
    /// <param name="unit">Unit of the values.</param>
    public static ForecastReportData Of(EvaluationReport report, ObservedSeries actual, MarketClock clock, string unit)
    {
        var days = report.Forecasts.Select(forecast => new ForecastAgainst(forecast, actual.On(forecast.Grid), Before(actual, forecast, clock)))
            .Where(day => day.Actual.All(double.IsFinite)).ToArray();
        BiddingZone.TryFind(report.Series.Zone, out var zone);
        var name = $"{EvaluationRenderer.NameOf(report.Model)} ({EvaluationRenderer.NameOf(report.Chosen)})";
        return new ForecastReportData(
            string.Create(CultureInfo.InvariantCulture, $"Forecast of {report.Series}, {report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd}"), unit,
            [
                $"Model {name}; decided {report.Decision}; {report.Features.Count} other series; {report.WarmUpDays} days of warm-up.",
                string.Create(CultureInfo.InvariantCulture, $"{report.Days} days scored; {report.UnscoredDays} not, because a value is missing; {report.FallbackDays} by the forecast of the day before."),
                report.LeakingDays.Count == 0
                    ? $"Values known later were permuted on {report.LeakageCheckedDays.Count} days: the forecast did not change."
                    : $"LEAK: the forecast changed on {report.LeakingDays.Count} days when values known later were permuted.",
            ])
        {
            Cards =
            [
                ("Mean absolute error", $"{SvgText.Value(report.Score.Mae, 4)} {unit}"), ("rMAE against yesterday's curve", SvgText.Value(report.Score.RMae, 4)),
                ("Pinball", $"{SvgText.Value(report.Score.Pinball, 4)} {unit}"), ("CRPS", $"{SvgText.Value(report.Score.Crps, 4)} {unit}"),
                ("Kendall τ", SvgText.Value(report.Score.KendallTau, 4)), ("Coverage of the 80 % interval", SvgText.Value(report.Score.Coverage80, 4)),
            ],
            Fans = [.. Chosen(days).Select(one => Fan(one.Caption, one.Day, zone))],
            Coverage = [.. report.Score.PerHourCoverage.Select((share, hour) => new HourCoverage(hour, report.BeforeCalibration.PerHourCoverage[hour], share))
                .Where(one => double.IsFinite(one.After))],
            Reliability = Reliability(days),
            TransformShares = report.Score.PitHistogram,
            Scores = Scores(report, name),
            Months = [.. days.GroupBy(day => Month(day, clock)).OrderBy(group => group.Key)
                .Select(group => new MonthError(group.Key, group.Average(day => day.Error), group.Average(day => day.ErrorOfBefore)))],
        };
    }

    private static double[] Before(ObservedSeries actual, QuantileForecast forecast, MarketClock clock)
    {
        var values = new double[forecast.Grid.Count];
        var date = clock.LocalDate(forecast.Grid.Start);
        var day = clock.Day(date.AddDays(-1), forecast.Grid.Step);
        var before = actual.On(day);
        for (var t = 0; t < values.Length; t++)
        {
            var index = day.IndexOf(clock.InstantOf(date.AddDays(-1), TimeOnly.FromDateTime(clock.LocalTime(forecast.Grid.StartOf(t)))));
            values[t] = index < 0 ? double.NaN : before[index];
        }

        return values;
    }

    private static DateOnly Month(ForecastAgainst day, MarketClock clock)
    {
        var date = clock.LocalDate(day.Forecast.Grid.Start);
        return new DateOnly(date.Year, date.Month, 1);
    }

    // The first, the one of median error, the worst and the last.
    private static IEnumerable<(string Caption, ForecastAgainst Day)> Chosen(ForecastAgainst[] days)
    {
        if (days.Length == 0)
            return [];
        var byError = days.OrderBy(day => day.Error).ToArray();
        return new[] { ("First day", days[0]), ("Day of median error", byError[byError.Length / 2]), ("Worst day", byError[^1]), ("Last day", days[^1]) }
            .DistinctBy(one => one.Item2);
    }

    private static FanSection Fan(string caption, ForecastAgainst day, BiddingZone? zone)
    {
        var forecast = day.Forecast;
        var levels = forecast.Levels.ToArray();
        var shown = FanLevels.Select(wish => Enumerable.Range(0, levels.Length).MinBy(q => Math.Abs(levels[q] - wish))).Distinct().ToArray();
        var quantiles = shown.Select(q => Enumerable.Range(0, forecast.Grid.Count).Select(t => forecast.At(t)[q]).ToArray()).ToArray();
        return new FanSection($"{caption}: {HorizonText.Of(forecast.Grid)}", forecast.Grid, zone, [.. shown.Select(q => levels[q])], quantiles, day.Actual);
    }

    private static LevelShare[] Reliability(ForecastAgainst[] days)
    {
        if (days.Length == 0)
            return [];
        var levels = days[0].Forecast.Levels.ToArray();
        var count = days.Sum(day => day.Actual.Length);
        return [.. levels.Select((level, q) => new LevelShare(
            level, days.Sum(day => Enumerable.Range(0, day.Actual.Length).Count(t => day.Actual[t] <= day.Forecast.At(t)[q])) / (double)count))];
    }

    private static List<ScoreRow> Scores(EvaluationReport report, string name)
    {
        ScoreRow Row(string label, AccuracyScore score, DieboldMariano? test) => new(
            label, score.Mae, score.RMae, score.Pinball, score.Crps, score.KendallTau, score.Coverage80, test?.Statistic, test?.PValue);
        var rows = new List<ScoreRow> { Row(name, report.Score, null), Row($"{name}, before calibration", report.BeforeCalibration, null) };
        foreach (var (kind, score) in report.Scores)
            rows.Add(Row(EvaluationRenderer.NameOf(kind), score, report.DieboldMariano.TryGetValue(kind, out var test) ? test : null));
        return rows;
    }

    private sealed record ForecastAgainst(QuantileForecast Forecast, double[] Actual, double[] Before)
    {
        public double Error { get; } = Forecast.Median().Zip(Actual, (forecast, actual) => Math.Abs(forecast - actual)).Average();

        public double ErrorOfBefore { get; } = Before.Zip(Actual, (before, actual) => Math.Abs(before - actual)).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
    }
}

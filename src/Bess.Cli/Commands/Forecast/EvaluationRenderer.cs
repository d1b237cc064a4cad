using System.Globalization;
using System.Text.Json;
using Bess.Cli.Rendering;
using Bess.Domain.Json;
using Bess.Forecasting.Accuracy;
using Bess.Forecasting.Models;

namespace Bess.Cli.Commands.Forecast;

/// <summary>Shows how good a model was.</summary>
internal static class EvaluationRenderer
{
    private const double Nominal = 0.8;

    private static readonly ModelKind[] Baselines = [ModelKind.Yesterday, ModelKind.LastWeek, ModelKind.Mean7];

    public static void Render(EvaluationReport report, double seconds, OutputFormat format, TextWriter output)
    {
        if (format == OutputFormat.Json)
            output.WriteLine(JsonSerializer.Serialize(Document(report, seconds), BessJson.Indented));
        else
            Table(report, seconds, output);
    }

    private static object Document(EvaluationReport report, double seconds) => new
    {
        kind = "forecastEvaluation",
        schemaVersion = BessJson.SchemaVersion,
        zone = report.Series.Zone,
        series = report.Series.Name,
        from = report.From,
        to = report.To,
        days = report.Days,
        unscoredDays = report.UnscoredDays,
        unforecastDays = report.UnforecastDays,
        fallbackDays = report.FallbackDays,
        filledHours = report.FilledHours,
        warmUpDays = report.WarmUpDays,
        model = NameOf(report.Model),
        chosen = NameOf(report.Chosen),
        decision = report.Decision,
        mae = report.Score.Mae,
        rMae = report.Score.RMae,
        pinball = report.Score.Pinball,
        crps = report.Score.Crps,
        kendallTau = report.Score.KendallTau,
        coverage80 = report.Score.Coverage80,
        perHourCoverage = report.Score.PerHourCoverage,
        pitHistogram = report.Score.PitHistogram,
        beforeCalibration = report.BeforeCalibration,
        baselines = Baselines.ToDictionary(NameOf, kind => report.Scores[kind]),
        members = report.Scores.Where(pair => !Baselines.Contains(pair.Key)).ToDictionary(pair => NameOf(pair.Key), pair => pair.Value),
        dieboldMariano = report.DieboldMariano.ToDictionary(pair => NameOf(pair.Key), pair => pair.Value),
        leakage = new
        {
            statement = $"Every value is read as of the decision, {report.Decision}; on the days checked all later values were permuted.",
            checkedDays = report.LeakageCheckedDays,
            changedDays = report.LeakingDays,
        },
        features = report.Features.Select(id => id.ToString()),
        seconds,
        stages = report.Times,
    };

    private static void Table(EvaluationReport report, double seconds, TextWriter output)
    {
        string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        output.WriteLine(Text($"{report.Series}  {report.From:yyyy-MM-dd} … {report.To:yyyy-MM-dd}  {report.Days} days scored, {report.UnscoredDays} not, {report.FallbackDays} by the day before, {report.FilledHours} hours filled"));
        output.WriteLine(Text($"decided {report.Decision}; {report.WarmUpDays} days of warm-up; {report.Features.Count} other series"));
        output.WriteLine();
        output.WriteLine($"{"",-22}{"MAE",9}{"rMAE",8}{"pinball",9}{"CRPS",9}{"tau",8}{"80 %",8}{"worst hour",12}");
        Row($"{NameOf(report.Model)} = {NameOf(report.Chosen)}", report.Score);
        Row("  before calibration", report.BeforeCalibration);
        foreach (var (kind, score) in report.Scores)
            Row(NameOf(kind), score);
        output.WriteLine();
        foreach (var (kind, test) in report.DieboldMariano)
            output.WriteLine(Text($"Diebold-Mariano against {NameOf(kind),-10} {test.Statistic,8:0.00}  p = {test.PValue:0.0e+00}"));
        output.WriteLine($"coverage by hour       {string.Join(' ', report.Score.PerHourCoverage.Select(share => Text($"{100 * share:0}")))}");
        output.WriteLine($"PIT by tenths          {string.Join(' ', report.Score.PitHistogram.Select(share => Text($"{100 * share:0.0}")))}");
        output.WriteLine($"leakage                {(report.LeakingDays.Count == 0 ? "none" : "FOUND")} on {string.Join(", ", report.LeakageCheckedDays.Select(day => Text($"{day:yyyy-MM-dd}")))}");
        output.WriteLine(Text($"seconds                {seconds:0.0}: features {report.Times.Features:0.0}, LEAR {report.Times.Lear:0.0}, trees {report.Times.Trees:0.0}, heads {report.Times.Heads:0.0}"));

        void Row(string name, AccuracyScore score)
        {
            var worst = score.PerHourCoverage.Where(double.IsFinite).Select(share => share - Nominal).MaxBy(Math.Abs);
            output.WriteLine(Text(
                $"{name,-22}{score.Mae,9:0.000}{score.RMae,8:0.000}{score.Pinball,9:0.000}{score.Crps,9:0.000}{score.KendallTau,8:0.000}{100 * score.Coverage80,8:0.0}{100 * worst,12:+0.0;-0.0}"));
        }
    }

    public static string NameOf(ModelKind kind) => ForecastModelOptions.JsonNames[kind];
}

using System.Globalization;
using Bess.Reports.Svg;

namespace Bess.Reports.Forecasts;

/// <summary>A forecast on one self-contained page: drawings without script, a table behind each.</summary>
public static class ForecastReport
{
    /// <summary>Writes the page; parts without data are left out.</summary>
    /// <param name="data">What it shows.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(ForecastReportData data, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(data);
        var page = new HtmlPage(writer);
        page.Begin(data.Title);
        if (data.Cards.Count > 0)
            page.Cards(data.Cards);
        if (data.Notes.Count > 0)
            page.List(data.Notes);
        if (data.Fans.Count > 0)
            page.Heading("Fan");
        foreach (var fan in data.Fans)
            FanSections.Write(page, fan, data.Unit);
        Scores(page, data);
        CalibrationSections.Coverage(page, data);
        CalibrationSections.Reliability(page, data);
        CalibrationSections.Transforms(page, data);
        Months(page, data);
        page.End();
    }

    private static void Scores(HtmlPage page, ForecastReportData data)
    {
        if (data.Scores.Count == 0)
            return;
        page.Heading("Scores against the baselines");
        page.Paragraph(
            "rMAE: mean absolute error over that of yesterday's curve. τ: Kendall's rank correlation of the hours of a day. Diebold-Mariano: the first row's "
            + "loss against this row's, negative when the first is better, with the one-sided p-value.", "soft");
        var most = data.Scores.Max(row => row.MeanAbsoluteError ?? 0);
        var axis = LinearAxis.Over([0, most], $"Mean absolute error [{data.Unit}]", withZero: true);
        var plot = new Plot(new CountAxis(0, data.Scores.Count, "Forecast, in the order of the table"), 220);
        double[] errors = [.. data.Scores.Select(row => row.MeanAbsoluteError ?? double.NaN)];
        plot.Band(new double[errors.Length], errors, axis, "s1", "mean absolute error");
        page.Drawing(plot.Draw("Mean absolute error of the forecast and its baselines", axis));
        page.Table(
            "Table", ["Forecast", $"MAE [{data.Unit}]", "rMAE", $"Pinball [{data.Unit}]", $"CRPS [{data.Unit}]", "Kendall τ", "Coverage", "Diebold-Mariano", "p"],
            data.Scores.Select(row => (IReadOnlyList<string>)
            [
                row.Name, Text(row.MeanAbsoluteError), Text(row.RelativeError), Text(row.Pinball), Text(row.Crps), Text(row.KendallTau), Text(row.Coverage),
                Text(row.DieboldMariano), Text(row.PValue),
            ]));
    }

    private static void Months(HtmlPage page, ForecastReportData data)
    {
        if (data.Months.Count == 0)
            return;
        page.Heading("Error by month");
        double[] forecast = [.. data.Months.Select(month => month.Forecast)];
        double[] baseline = [.. data.Months.Select(month => month.Baseline)];
        var axis = LinearAxis.Over([.. forecast, .. baseline], $"Mean absolute error [{data.Unit}]", withZero: true);
        var plot = new Plot(new CountAxis(1, data.Months.Count + 1, "Month, in the order of the table"), 240)
            .Line([.. baseline.Select((value, i) => (i + 1.5, value))], axis, "s2", "the day before")
            .Line([.. forecast.Select((value, i) => (i + 1.5, value))], axis, "s1", "forecast");
        page.Drawing(plot.Draw("Mean absolute error by month, of the forecast and of the values of the day before", axis));
        page.Table(
            "Table", ["Month", $"Forecast [{data.Unit}]", $"The day before [{data.Unit}]"],
            data.Months.Select(month => (IReadOnlyList<string>)
                [month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), SvgText.Value(month.Forecast), SvgText.Value(month.Baseline)]));
    }

    private static string Text(double? value) => SvgText.Value(value ?? double.NaN, 4);
}

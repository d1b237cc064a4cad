using System.Globalization;
using Bess.Reports.Svg;

namespace Bess.Reports.Forecasts;

/// <summary>Whether the forecast's probabilities came true: coverage by hour, reliability, transforms.</summary>
internal static class CalibrationSections
{
    public static void Coverage(HtmlPage page, ForecastReportData data)
    {
        if (data.Coverage.Count == 0)
            return;
        var nominal = Enumerable.Repeat(data.NominalCoverage, 24).ToArray();
        var (before, after) = (ByHour(data, one => one.Before), ByHour(data, one => one.After));
        var axis = LinearAxis.Over([.. nominal, .. before, .. after], "Share of values inside", marks: 5);
        var plot = new Plot(new CountAxis(0, 24, "Local hour of the day"), 260).Steps(nominal, axis, "s3", $"nominal {Text(data.NominalCoverage)}");
        if (before.Any(double.IsFinite))
            plot.Steps(before, axis, "s2", "before calibration");
        plot.Steps(after, axis, "s1", "as forecast");
        page.Heading("Reliability per hour");
        page.Drawing(plot.Draw("Share of values inside the central interval, by hour of the day", axis));
        page.Table(
            "Table", ["Hour", "Before calibration", "As forecast", "Nominal"],
            data.Coverage.Select(one => (IReadOnlyList<string>)
                [one.Hour.ToString(CultureInfo.InvariantCulture), Text(one.Before), Text(one.After), Text(data.NominalCoverage)]));
    }

    public static void Reliability(HtmlPage page, ForecastReportData data)
    {
        if (data.Reliability.Count == 0)
            return;
        var axis = LinearAxis.Over([0, 1], "Share of values at or below it", withZero: true);
        var plot = new Plot(LinearAxis.Over([0, 1], "Probability of the quantile", withZero: true), 320)
            .Line([(0, 0), (1, 1)], axis, "s3", "right")
            .Line([.. data.Reliability.Select(one => (one.Level, one.Share))], axis, "s1", "as forecast");
        page.Heading("Reliability of the quantiles");
        page.Drawing(plot.Draw("Share of values at or below each quantile, against its probability", axis));
        page.Table(
            "Table", ["Probability", "Share"], data.Reliability.Select(one => (IReadOnlyList<string>)[Text(one.Level), Text(one.Share)]));
    }

    public static void Transforms(HtmlPage page, ForecastReportData data)
    {
        if (data.TransformShares.Count == 0)
            return;
        var bins = data.TransformShares.Count;
        double[] density = [.. data.TransformShares.Select(share => share * bins)];
        var axis = LinearAxis.Over([.. density, 1], "Density; 1 is right", withZero: true);
        var plot = new Plot(new CountAxis(0, bins, $"Bin of the probability integral transform, {bins} over [0, 1]"), 260)
            .Band(new double[bins], density, axis, "s1", "transforms")
            .Steps([.. Enumerable.Repeat(1.0, bins)], axis, "s3", "uniform");
        page.Heading("Probability integral transform");
        page.Paragraph("Flat is right; a hump says that the forecast is too wide, a bowl that it is too narrow, a slope that it is too high or too low.", "soft");
        page.Drawing(plot.Draw("Histogram of the probability integral transforms", axis));
        page.Table(
            "Table", ["From", "To", "Share", "Density"],
            data.TransformShares.Select((share, k) => (IReadOnlyList<string>)[Text((double)k / bins), Text((k + 1.0) / bins), Text(share), Text(density[k])]));
    }

    private static double[] ByHour(ForecastReportData data, Func<HourCoverage, double?> value)
    {
        var hours = new double[24];
        Array.Fill(hours, double.NaN);
        foreach (var one in data.Coverage.Where(one => one.Hour is >= 0 and < 24))
            hours[one.Hour] = value(one) ?? double.NaN;
        return hours;
    }

    private static string Text(double? value) => SvgText.Value(value ?? double.NaN, 4);
}

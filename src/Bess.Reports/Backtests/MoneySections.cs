using System.Globalization;
using Bess.Backtesting.Desk;
using Bess.Reports.Svg;

namespace Bess.Reports.Backtests;

/// <summary>The money over time: cumulative net and drawdown, and what was expected against what came.</summary>
internal static class MoneySections
{
    public static void Cumulative(HtmlPage page, FinishedBacktest data)
    {
        var net = Sums(data.Days.Select(day => (double)day.Net));
        var ceiling = Sums(data.Outcome.Ceiling.NetByDay.Select(amount => (double)amount));
        var drawdown = Drawdown(net);
        var days = new DayAxis([.. data.Days.Select(day => day.Day)]);
        var axis = LinearAxis.Over([.. net, .. ceiling], $"Cumulative net [{data.Currency}]", withZero: true);
        page.Heading("Profit and loss");
        page.Drawing(new Plot(days, 300).Steps(ceiling, axis, "s2", "ceiling").Steps(net, axis, "s1", "net")
            .Draw("Cumulative net and its ceiling by day", axis));
        var below = LinearAxis.Over([.. drawdown, 0], $"Drawdown [{data.Currency}]", withZero: true);
        page.Drawing(new Plot(days, 200).Band(drawdown, new double[drawdown.Length], below, "s2", "below the highest cumulative net so far")
            .Draw("Drawdown of the cumulative net by day", below));
        var streams = data.Summary.Streams.Select(stream => stream.Name).ToArray();
        page.Table(
            "Table: all days",
            ["Day", $"Net [{data.Currency}]", "Ceiling", "Cumulative", "Drawdown", "Expected", .. streams.Select(StreamWords.Of), "Discharged [MWh]", "Charged [MWh]"],
            data.Days.Select((day, k) => (IReadOnlyList<string>)
            [
                day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Amount((double)day.Net), Amount((double)data.Outcome.Ceiling.NetByDay.ElementAtOrDefault(k)),
                Amount(net[k]), Amount(drawdown[k]), Amount(day.ExpectedNet), .. streams.Select(name => Amount((double)day.Streams.GetValueOrDefault(name))),
                SvgText.Value(day.DischargedMwh, 4), SvgText.Value(day.ChargedMwh, 4),
            ]));
    }

    public static void Expectation(HtmlPage page, FinishedBacktest data)
    {
        page.Heading("Expected against realised");
        var days = data.Days.Where(day => double.IsFinite(day.ExpectedNet)).ToArray();
        if (days.Length == 0)
        {
            page.Paragraph("The strategy states no expectation.");
            return;
        }

        var points = days.Select(day => (day.ExpectedNet, (double)day.Net)).ToArray();
        var across = LinearAxis.Over(points.Select(point => point.ExpectedNet), $"Expected at the decision [{data.Currency} a day]", withZero: true);
        var axis = LinearAxis.Over(points.Select(point => point.Item2), $"Realised [{data.Currency} a day]", withZero: true);
        var (from, to) = (Math.Max(across.Least, axis.Least), Math.Min(across.Most, axis.Most));
        var plot = new Plot(across, 320);
        if (to > from)
            plot.Line([(from, from), (to, to)], axis, "s2", "as expected");
        page.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"Expected {Amount(points.Sum(point => point.ExpectedNet))} {data.Currency} on {days.Length} days, realised {Amount(points.Sum(point => point.Item2))}. Points below the line earned less than was expected."));
        page.Drawing(plot.Dots(points, axis, "s1", "days").Draw("Net that was expected at the decision against net that came, by day", axis));
        page.Table(
            "Table: by month", ["Month", "Days", $"Expected [{data.Currency}]", $"Realised [{data.Currency}]", "Realised over expected"],
            days.GroupBy(day => new DateOnly(day.Day.Year, day.Day.Month, 1)).OrderBy(month => month.Key).Select(month =>
            {
                var (expected, realised) = (month.Sum(day => day.ExpectedNet), (double)month.Sum(day => day.Net));
                return (IReadOnlyList<string>)
                [
                    month.Key.ToString("yyyy-MM", CultureInfo.InvariantCulture), month.Count().ToString(CultureInfo.InvariantCulture), Amount(expected), Amount(realised),
                    SvgText.Value(expected > 0 ? realised / expected : double.NaN, 4),
                ];
            }));
    }

    /// <summary>An amount of money with two decimals and a true minus sign; – when there is none.</summary>
    public static string Amount(double amount) =>
        double.IsFinite(amount) ? amount.ToString("#,##0.00", CultureInfo.InvariantCulture).Replace('-', '\u2212') : "–";

    private static double[] Sums(IEnumerable<double> amounts)
    {
        var sum = 0.0;
        return [.. amounts.Select(amount => sum += amount)];
    }

    private static double[] Drawdown(double[] net)
    {
        var highest = 0.0;
        return [.. net.Select(value =>
        {
            highest = Math.Max(highest, value);
            return value - highest;
        })];
    }
}

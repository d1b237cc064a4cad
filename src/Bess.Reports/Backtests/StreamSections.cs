using System.Globalization;
using Bess.Backtesting.Attribution;
using Bess.Backtesting.Desk;
using Bess.Reports.Svg;

namespace Bess.Reports.Backtests;

/// <summary>Where the money came from: streams by month, contributions, and what the worst days have in common.</summary>
internal static class StreamSections
{
    private const int Styles = 9;

    public static void Months(HtmlPage page, FinishedBacktest data)
    {
        var streams = Shown(data);
        var months = data.Days.GroupBy(day => new DateOnly(day.Day.Year, day.Day.Month, 1)).OrderBy(month => month.Key)
            .Select(month => (Name: month.Key.ToString("yyyy-MM", CultureInfo.InvariantCulture), Days: month.ToArray())).ToArray();
        var amounts = streams.Select(stream => months.Select(month => (double)month.Days.Sum(day => day.Streams.GetValueOrDefault(stream.Name))).ToArray()).ToArray();
        var (lower, upper) = Stacked(amounts, months.Length);
        var axis = LinearAxis.Over([.. lower.SelectMany(row => row), .. upper.SelectMany(row => row)], $"Money of the month [{data.Currency}]", withZero: true);
        var plot = new Plot(new NameAxis([.. months.Select(month => month.Name)], "Month"), 320);
        for (var i = 0; i < streams.Length; i++)
            plot.Bars(lower[i], upper[i], axis, StyleOf(i), StreamWords.Of(streams[i].Name));
        page.Heading("Streams by month");
        page.Drawing(plot.Draw("Money by stream and month, stacked", axis));
        page.Table(
            "Table", ["Month", "Days", $"Net [{data.Currency}]", .. streams.Select(stream => StreamWords.Of(stream.Name))],
            months.Select((month, k) => (IReadOnlyList<string>)
            [
                month.Name, month.Days.Length.ToString(CultureInfo.InvariantCulture), MoneySections.Amount((double)month.Days.Sum(day => day.Net)),
                .. amounts.Select(row => MoneySections.Amount(row[k])),
            ]));
    }

    public static void Contribution(HtmlPage page, FinishedBacktest data)
    {
        var streams = Shown(data);
        page.Heading("Contribution of the streams");
        var (lower, upper, sum) = (new double[streams.Length + 1], new double[streams.Length + 1], 0.0);
        for (var i = 0; i < streams.Length; i++)
        {
            lower[i] = sum;
            upper[i] = sum += (double)streams[i].Total;
        }

        upper[^1] = sum;
        var axis = LinearAxis.Over([.. lower, .. upper], $"Money of the run [{data.Currency}]", withZero: true);
        var plot = new Plot(new NameAxis([.. streams.Select(stream => StreamWords.Of(stream.Name)), "net"], "Stream; each starts where the one before ends"), 280);
        plot.Bars(Only(lower, upper, rising: true), upper, axis, "s1", "adds").Bars(Only(lower, upper, rising: false), upper, axis, "s2", "takes");
        page.Drawing(plot.Draw("What each stream adds to or takes from the net", axis));
        page.Table(
            "Table", ["Stream", $"Total [{data.Currency}]", $"Per MW and year [{data.Currency}]"],
            [
                .. data.Summary.Streams.Select(stream => (IReadOnlyList<string>)
                    [StreamWords.Of(stream.Name), MoneySections.Amount((double)stream.Total), MoneySections.Amount(stream.PerMwYear)]),
                ["net", MoneySections.Amount((double)data.Summary.Net), MoneySections.Amount(data.Summary.NetPerMwYear)],
            ]);
    }

    public static void Tail(HtmlPage page, FinishedBacktest data)
    {
        if (data.Tail is not { } tail)
            return;
        page.Heading("Tail risk");
        page.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"The worst {tail.WorstDays.Count} of {data.Days.Count} days earned {MoneySections.Amount((double)tail.NetOfWorstDays)} {data.Currency}, a day {MoneySections.Amount(tail.ShortfallPerDay)} less than an average one. Value at risk {MoneySections.Amount(data.Summary.ValueAtRisk)} a day, conditional value at risk {MoneySections.Amount(data.Summary.ConditionalValueAtRisk)} (losses are positive)."));
        Parts(page, data, tail, tail.ByStream, "Stream", cell => StreamWords.Of(cell.Stream));
        var hours = tail.ByHour.OrderBy(cell => cell.Hour ?? int.MaxValue).ToArray();
        Parts(page, data, tail, hours, "Local hour", cell => cell.Hour is { } hour ? hour.ToString(CultureInfo.InvariantCulture) : "none");
        page.Table(
            "Table: worst days by month", ["Month", "Days", "Worst days", $"Net of those [{data.Currency}]"],
            tail.Months.Select(month => (IReadOnlyList<string>)
            [
                month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), month.Days.ToString(CultureInfo.InvariantCulture),
                month.WorstDays.ToString(CultureInfo.InvariantCulture), MoneySections.Amount((double)month.OnWorstDays),
            ]));
    }

    private static void Parts(HtmlPage page, FinishedBacktest data, TailDrivers tail, IReadOnlyList<TailCell> cells, string what, Func<TailCell, string> words)
    {
        if (cells.Count == 0)
            return;
        double[] worst = [.. cells.Select(cell => (double)cell.OnWorstDays / tail.WorstDays.Count)];
        double[] overall = [.. cells.Select(cell => (double)cell.OnAllDays / data.Days.Count)];
        var axis = LinearAxis.Over([.. worst, .. overall], $"Mean money [{data.Currency} a day]", withZero: true);
        var plot = new Plot(new NameAxis([.. cells.Select(words)], what), 260)
            .Bars(new double[worst.Length], worst, axis, "s2", "worst days").Steps(overall, axis, "s1", "all days");
        page.Drawing(plot.Draw($"Mean money on the worst days and on all days, by {what.ToLowerInvariant()}", axis));
        page.Table(
            "Table", [what, $"Worst days [{data.Currency} a day]", $"All days [{data.Currency} a day]", "Shortfall"],
            cells.Select((cell, k) => (IReadOnlyList<string>)
                [words(cell), MoneySections.Amount(worst[k]), MoneySections.Amount(overall[k]), MoneySections.Amount(cell.ShortfallPerDay)]));
    }

    // Gains are stacked upwards from zero, costs downwards.
    private static (double[][] Lower, double[][] Upper) Stacked(double[][] amounts, int count)
    {
        var (gains, costs) = (new double[count], new double[count]);
        var (lower, upper) = (new double[amounts.Length][], new double[amounts.Length][]);
        for (var i = 0; i < amounts.Length; i++)
        {
            (lower[i], upper[i]) = (new double[count], new double[count]);
            for (var k = 0; k < count; k++)
            {
                var sums = amounts[i][k] >= 0 ? gains : costs;
                lower[i][k] = sums[k];
                upper[i][k] = sums[k] += amounts[i][k];
            }
        }

        return (lower, upper);
    }

    private static double[] Only(double[] lower, double[] upper, bool rising) =>
        [.. lower.Zip(upper, (from, to) => to >= from == rising ? from : double.NaN)];

    private static StreamTotal[] Shown(FinishedBacktest data) => [.. data.Summary.Streams.Where(stream => stream.Total != 0)];

    private static string StyleOf(int index) => string.Create(CultureInfo.InvariantCulture, $"s{(index % Styles) + 1}");
}

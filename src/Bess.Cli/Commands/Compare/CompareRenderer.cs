using System.Globalization;
using Bess.Backtesting.Attribution;
using Bess.Cli.Rendering;
using Bess.Domain.Json;
using Bess.Reports.Backtests;

namespace Bess.Cli.Commands.Compare;

/// <summary>Shows a difference.</summary>
internal static class CompareRenderer
{
    private const int DaysShown = 5;

    public static void Render(RunMoney a, RunMoney b, DifferenceReport report, OutputFormat format, TextWriter output)
    {
        var days = Days(a, b);
        Rendered.Write(format, output, () => Document(report, days), () => Csv(days, output), () => Table(report, days, output));
    }

    private static void Csv(DayDifference[] days, TextWriter output)
    {
        output.Write("day,first,second,difference\n");
        foreach (var day in days)
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{day.Day:yyyy-MM-dd},{day.First},{day.Second},{day.Difference}\n"));
    }

    private static DayDifference[] Days(RunMoney a, RunMoney b) =>
        [.. a.Days.Join(b.Days, day => day.Day, day => day.Day, (first, second) => new DayDifference(first.Day, first.Net, second.Net, first.Net - second.Net))];

    private static object Document(DifferenceReport report, DayDifference[] days) => new
    {
        kind = "comparison",
        schemaVersion = BessJson.SchemaVersion,
        zone = report.Zone,
        currency = report.Currency,
        first = report.StrategyA,
        second = report.StrategyB,
        days = report.Days,
        unpairedDays = report.UnpairedDays,
        firstPerMwYear = report.APerMwYear,
        secondPerMwYear = report.BPerMwYear,
        differencePerMwYear = report.DifferencePerMwYear,
        differenceLow = report.Interval.Low,
        differenceHigh = report.Interval.High,
        level = report.Interval.Level,
        verdict = report.Verdict,
        shareOfBetterDays = report.ShareOfBetterDays,
        shareOfEqualDays = report.ShareOfEqualDays,
        tailLossDifferencePerMw = report.TailLossDifferencePerMw,
        tailLossLow = report.TailLossInterval.Low,
        tailLossHigh = report.TailLossInterval.High,
        tailVerdict = report.TailVerdict,
        streams = report.Streams.Select(stream => new
        {
            name = stream.Name,
            firstPerMwYear = stream.APerMwYear,
            secondPerMwYear = stream.BPerMwYear,
            differencePerMwYear = stream.DifferencePerMwYear,
            low = stream.Interval.Low,
            high = stream.Interval.High,
        }),
        byDay = days,
    };

    private static void Table(DifferenceReport report, DayDifference[] days, TextWriter output)
    {
        string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        var percent = Text($"{report.Interval.Level * 100:0.#} % interval");
        output.Write(Text($"{report.StrategyA} − {report.StrategyB} in {report.Zone}, {report.Days} common days, {report.Currency} per MW and year\n\n"));
        output.Write($"{"",-22} {"first",14} {"second",14} {"difference",14}  {percent}\n");
        Row("net", report.APerMwYear, report.BPerMwYear, report.DifferencePerMwYear, report.Interval);
        foreach (var stream in report.Streams)
            Row($"  {StreamWords.Of(stream.Name)}", stream.APerMwYear, stream.BPerMwYear, stream.DifferencePerMwYear, stream.Interval);
        output.Write(Text($"\nverdict                {Words(report.Verdict)}; better on {report.ShareOfBetterDays * 100:0.0} % of days, equal on {report.ShareOfEqualDays * 100:0.0} %\n"));
        output.Write(Text($"tail (CVaR of a day)   {Words(report.TailVerdict)}; {report.TailLossDifferencePerMw:#,##0.00} {report.Currency} per MW, less is better\n"));
        if (report.UnpairedDays > 0)
            output.Write(Text($"left out               {report.UnpairedDays} days that only one of the two has\n"));
        if (report.Interval.Note.Length > 0)
            output.Write($"note                   {report.Interval.Note}\n");
        output.Write("\ndays with the largest differences\n");
        foreach (var day in days.OrderByDescending(day => Math.Abs(day.Difference)).ThenBy(day => day.Day).Take(DaysShown))
            output.Write(Text($"{day.Day:yyyy-MM-dd,-22} {day.First,14:#,##0.00} {day.Second,14:#,##0.00} {day.Difference,14:#,##0.00}\n"));

        void Row(string name, double first, double second, double difference, ConfidenceInterval interval)
        {
            var ends = interval.IsKnown ? Text($"{interval.Low:#,##0} … {interval.High:#,##0}") : "-";
            output.Write(Text($"{name,-22} {first,14:#,##0} {second,14:#,##0} {difference,14:#,##0}  {ends}\n"));
        }
    }

    private static string Words(Verdict verdict) => verdict switch
    {
        Verdict.Better => "the first is better",
        Verdict.Worse => "the first is worse",
        Verdict.Equal => "equal to the cent on every day",
        _ => "no difference shown",
    };

    private sealed record DayDifference(DateOnly Day, decimal First, decimal Second, decimal Difference);
}

using System.Globalization;
using Bess.Backtesting.Attribution;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Experiments;
using Bess.Cli.Rendering;
using Bess.Domain.Json;

namespace Bess.Cli.Commands.Value;

/// <summary>Shows the value of information.</summary>
internal static class InformationRenderer
{
    private const string NoRecourse = "no second price: planning over scenarios and on their mean are the same when risk is not weighed, and nothing is expected of recourse";

    public static void Render(LoadedBacktest backtest, ValueOfInformation value, IReadOnlyList<ExpectedInformation> expected, OutputFormat format, TextWriter output)
    {
        var figures = InformationFigures.Of(value, expected);
        Rendered.Write(format, output, () => Document(backtest, value, figures), () => Csv(figures, output), () => Table(backtest, value, figures, output));
    }

    private static void Csv(InformationFigures figures, TextWriter output)
    {
        output.Write("day,perfect,two_stage,mean_value,evpi,vss,expected_evpi,expected_vss\n");
        foreach (var day in figures.ByDay)
            output.Write(Text($"{day.Day:yyyy-MM-dd},{day.Perfect},{day.TwoStage},{day.MeanValue},{day.Evpi},{day.Vss},{day.ExpectedEvpi},{day.ExpectedVss}\n"));
    }

    private static void Table(LoadedBacktest backtest, ValueOfInformation value, InformationFigures figures, TextWriter output)
    {
        var (request, information, solution) = (backtest.Request, value.PerfectInformation, value.StochasticSolution);
        output.Write(Text($"value of information in {request.Market.Zone}, {request.From:yyyy-MM-dd} to {request.To:yyyy-MM-dd}, {information.Days} days, {information.Currency} per MW and year\n"));
        if (backtest.IsSynthetic)
            output.Write("SYNTHETIC: the prices were made up by a program\n");
        output.Write("\n");
        Row("perfect foresight", information.APerMwYear);
        Row("over scenarios", information.BPerMwYear);
        Row("on their mean", solution.BPerMwYear);
        output.Write($"\n{"",-22} {"realised",14}  {Text($"{information.Interval.Level * 100:0.#} % interval"),-22} {"expected",14}  verdict on the realised\n");
        Value("EVPI", information, figures.ExpectedEvpiPerMwYear, "knowing the prices");
        Value("VSS", solution, figures.ExpectedVssPerMwYear, "scenarios");
        output.Write("\nrealised               on the days that came; may be below zero where forecasts mislead\n");
        output.Write(figures.ExpectedDays > 0
            ? Text($"expected               over the scenarios of each day before it came, mean of {figures.ExpectedDays} days, per MW and 365 days; >= 0 by definition\n")
            : "expected               not asked, or no day had a two-stage problem\n");
        if (request.Market.RealTime is null)
            output.Write($"note                   {NoRecourse}\n");
        foreach (var note in new[] { information.Interval.Note }.Concat(backtest.Notes).Where(note => note.Length > 0))
            output.Write($"note                   {Printable.Line(note)}\n");

        void Row(string name, double perMwYear) => output.Write(Text($"{name,-22} {perMwYear,14:#,##0}\n"));

        void Value(string name, DifferenceReport report, double expected, string what)
        {
            var ends = report.Interval.IsKnown ? Text($"{report.Interval.Low:#,##0} … {report.Interval.High:#,##0}") : "-";
            var ahead = double.IsFinite(expected) ? Text($"{expected:#,##0}") : "-";
            output.Write(Text($"{name,-22} {report.DifferencePerMwYear,14:#,##0}  {ends,-22} {ahead,14}  {ValueWords.Of(report.Verdict, what)}\n"));
        }
    }

    private static object Document(LoadedBacktest backtest, ValueOfInformation value, InformationFigures figures) => new
    {
        kind = "valueOfInformation",
        schemaVersion = BessJson.SchemaVersion,
        zone = backtest.Request.Market.Zone,
        from = backtest.Request.From,
        to = backtest.Request.To,
        currency = backtest.Request.Market.Currency.Code,
        isSynthetic = backtest.IsSynthetic,
        days = value.PerfectInformation.Days,
        perfectPerMwYear = value.PerfectInformation.APerMwYear,
        twoStagePerMwYear = value.PerfectInformation.BPerMwYear,
        meanValuePerMwYear = value.StochasticSolution.BPerMwYear,
        realised = new { evpi = Part(value.PerfectInformation), vss = Part(value.StochasticSolution) },
        expected = new { days = figures.ExpectedDays, evpiPerMwYear = Known(figures.ExpectedEvpiPerMwYear), vssPerMwYear = Known(figures.ExpectedVssPerMwYear) },
        byDay = figures.ByDay,
        notes = backtest.Notes,
    };

    private static object Part(DifferenceReport report) => new
    {
        perMwYear = report.DifferencePerMwYear,
        low = Known(report.Interval.Low),
        high = Known(report.Interval.High),
        level = report.Interval.Level,
        verdict = report.Verdict,
        shareOfBetterDays = report.ShareOfBetterDays,
    };

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Experiments;
using Bess.Cli.Commands.Backtest;
using Bess.Cli.Rendering;
using Bess.Domain.Json;

namespace Bess.Cli.Commands.Ablation;

/// <summary><c>bess ablation</c>: tests hypotheses about strategies, one change at a time.</summary>
internal static class AblationCommand
{
    public static Command Create(CliContext context)
    {
        var names = NordicExperiments.All.Select(experiment => experiment.Name).ToArray();
        var options = new BacktestOptions(BacktestDefaults.Strategy, withLambda: false, withStrategy: false);
        var only = Options.Text("--only", "Only this experiment; repeatable with commas [default: all]", "NAMES")
            .Checked(text => text.Split(',').All(names.Contains) ? null : $"some of {string.Join(", ", names)}, with commas between");
        var shared = new SeriesOptions();
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("ablation", Description()) { only };
        foreach (var option in options.All.Append(shared.Forecasts).Append(output))
            command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var format = parsed.GetValue(output);
            var loaded = OptionFaults.In(options.Read(parsed, context).Bind(BacktestInputs.Load));
            if (!loaded.TryGet(out var backtest))
                return context.Refuse(loaded.Faults, format);
            var chosen = parsed.GetValue(only)?.Split(',');
            Experiment[] experiments = [.. NordicExperiments.All.Where(experiment => chosen is null || chosen.Contains(experiment.Name))];
            return await Task.Run(() => shared.Run(parsed, context, experiments.Length * 2, run =>
            {
                Render(backtest, AblationRunner.Run(backtest.Request, run, experiments), format, context.Out);
                return ExitCode.Done;
            }, cancellationToken), CancellationToken.None);
        });
        return command;
    }

    private static string Description() =>
        "Test hypotheses about strategies: two runs each, which differ in one thing, compared day by day.\n\nExperiments:\n"
        + string.Join('\n', NordicExperiments.All.Select(experiment => $"  {experiment.Name,-22} {experiment.Hypothesis}"));

    private static void Render(LoadedBacktest backtest, IReadOnlyList<AblationResult> results, OutputFormat format, TextWriter output)
    {
        string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        var request = backtest.Request;
        if (format == OutputFormat.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(Document(backtest, results), BessJson.Indented));
            return;
        }

        output.Write(Text($"{request.Market.Zone}, {request.From:yyyy-MM-dd} to {request.To:yyyy-MM-dd}, {request.Market.Currency.Code} per MW and year, with − without\n"));
        if (backtest.IsSynthetic)
            output.Write("SYNTHETIC: the prices were made up by a program\n");
        output.Write($"\n{"experiment",-22} {"difference",12}  {"interval",-22} verdict\n");
        foreach (var result in results)
        {
            var (difference, interval) = result.Difference is { } report
                ? (Text($"{report.DifferencePerMwYear:#,##0}"), report.Interval.IsKnown ? Text($"{report.Interval.Low:#,##0} … {report.Interval.High:#,##0}") : "-")
                : ("-", "-");
            output.Write($"{result.Experiment.Name,-22} {difference,12}  {interval,-22} {Printable.Line(result.InWords)}\n");
        }
    }

    private static object Document(LoadedBacktest backtest, IReadOnlyList<AblationResult> results) => new
    {
        kind = "ablation",
        schemaVersion = BessJson.SchemaVersion,
        zone = backtest.Request.Market.Zone,
        from = backtest.Request.From,
        to = backtest.Request.To,
        currency = backtest.Request.Market.Currency.Code,
        isSynthetic = backtest.IsSynthetic,
        experiments = results.Select(result => new
        {
            name = result.Experiment.Name,
            hypothesis = result.Experiment.Hypothesis,
            measure = result.Experiment.Measure,
            verdict = result.Verdict,
            words = result.InWords,
            holdsTogether = result.HoldsTogether,
            withPerMwYear = result.Difference?.APerMwYear,
            withoutPerMwYear = result.Difference?.BPerMwYear,
            differencePerMwYear = result.Difference?.DifferencePerMwYear,
            differenceLow = result.Difference?.Interval.Low,
            differenceHigh = result.Difference?.Interval.High,
            tailLossDifferencePerMw = result.Difference?.TailLossDifferencePerMw,
            tailLossLow = result.Difference?.TailLossInterval.Low,
            tailLossHigh = result.Difference?.TailLossInterval.High,
            days = result.Difference?.Days,
            faults = result.Faults,
        }),
        notes = backtest.Notes,
    };
}

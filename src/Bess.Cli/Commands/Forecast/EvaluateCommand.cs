using System.CommandLine;
using System.Globalization;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Domain;
using Bess.Forecasting.Accuracy;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;
using Bess.Reports.Forecasts;

namespace Bess.Cli.Commands.Forecast;

/// <summary><c>bess forecast evaluate</c>: how good a model would have been.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CliContext context)
    {
        var data = new ForecastDataOptions();
        var model = new ForecastModelOptions();
        var from = Options.Date("--from", "First test day (required)").Needed();
        var to = Options.Date("--to", "Last test day (required)").Needed();
        var save = Options.Text("--save-forecasts", "Write all quantiles of the test days to this CSV file, which must not exist", "FILE");
        var page = Options.Text("--report", "Write a report to this HTML file, which must not exist: fans, reliability, scores", "FILE");
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("evaluate", "Train on what lies before, forecast day by day, compare with what came.") { from, to, save, page, output };
        data.AddTo(command);
        model.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(save) is { } file ? context.Resolve(file) : null;
            if (path is not null && NewFile.Check(path) is { } fault)
                return context.Refuse([fault], parsed.GetValue(output));
            var report = parsed.GetValue(page) is { } html ? context.Resolve(html) : null;
            if (report is not null && NewFile.Check(report) is { } taken)
                return context.Refuse([taken with { Field = page.Name }], parsed.GetValue(output));
            var read = data.Read(parsed, context);
            if (!read.TryGet(out var market))
                return context.Refuse(read.Faults, parsed.GetValue(output));
            return await Task.Run(
                () => Run(context, market, (parsed.GetValue(from)!.Value, parsed.GetValue(to)!.Value), model.Read(parsed), path, report, parsed.GetValue(output), cancellationToken),
                CancellationToken.None);
        });
        return command;
    }

    private static int Run(
        CliContext context, MarketData data, (DateOnly From, DateOnly To) days, ForecastOptions options, string? path, string? page, OutputFormat format,
        CancellationToken cancellationToken)
    {
        var line = new RollLine(context.Error, context.Host.Clock);
        Validated<EvaluationReport> outcome = ForecastEvaluation.Run(data, days.From, days.To, options, line, cancellationToken);
        if (!outcome.TryGet(out var report))
            return context.Refuse(outcome.Faults, format);
        if (path is not null)
            NewFile.Write(path, QuantileForecastCsv.Write(report.Forecasts));
        if (page is not null)
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            ForecastReport.Write(EvaluationPage.Of(report, data.Target, data.Decision.Clock, SeriesUnit.Of(report.Series.Name)), writer);
            NewFile.Write(page, writer.ToString());
        }

        EvaluationRenderer.Render(report, line.Seconds, format, context.Out);
        if (report.LeakingDays.Count == 0)
            return ExitCode.Done;
        context.Error.WriteLine("The forecast changed when later values were permuted: this is a leak and a fault of bess.");
        return ExitCode.Internal;
    }
}

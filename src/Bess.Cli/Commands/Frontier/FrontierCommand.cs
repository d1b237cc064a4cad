using System.CommandLine;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Experiments;
using Bess.Cli.Commands.Backtest;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Reports.Backtests;

namespace Bess.Cli.Commands.Frontier;

/// <summary><c>bess frontier</c>: mean against tail risk over the weight of risk.</summary>
internal static class FrontierCommand
{
    private const string DefaultStrategy = "two-stage";

    public static Command Create(CliContext context)
    {
        var options = new BacktestOptions(DefaultStrategy, withLambda: false);
        var lambdas = Options.Text("--lambdas", $"Weights of the CVaR of loss, with commas between [default: {LambdaText.Default}]", "WEIGHTS")
            .Checked(text => LambdaText.Parse(text) is null ? LambdaText.Expected : null);
        var svg = Options.Text("--svg", "Write the frontier as a drawing to this SVG file, which must not exist", "FILE");
        var report = Options.Text("--report", "Write the frontier as a page to this HTML file, which must not exist", "FILE");
        var cache = new SeriesOptions();
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var command = new Command("frontier", "Run a strategy with several weights of risk: mean and CVaR of the days, and which weights are efficient.") { lambdas };
        foreach (var option in options.All)
            command.Add(option);
        foreach (var option in new Option[] { svg, report, cache.Forecasts, output })
            command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var format = parsed.GetValue(output);
            foreach (var option in new[] { svg, report })
            {
                if (parsed.GetValue(option) is { } file && NewFile.Check(context.Resolve(file)) is { } taken)
                    return context.Refuse([taken with { Field = option.Name }], format);
            }

            var loaded = OptionFaults.In(options.Read(parsed, context).Bind(BacktestInputs.Load));
            if (!loaded.TryGet(out var backtest))
                return context.Refuse(loaded.Faults, format);
            var weights = parsed.GetValue(lambdas) is { } text ? LambdaText.Parse(text)! : EfficientFrontier.Lambdas;
            return await Task.Run(() => cache.Run(parsed, context, weights.Count, runs =>
            {
                var points = EfficientFrontier.Of(JobFrontier.Neutral(backtest.Request), runs.Run, weights);
                if (!points.TryGet(out var frontier))
                    return context.Refuse(points.Faults, format);
                if (parsed.GetValue(svg) is { } drawing)
                    NewFile.Write(context.Resolve(drawing), FrontierSection.SvgFile(frontier, backtest.Request.Market.Currency.Code));
                if (parsed.GetValue(report) is { } page)
                    NewFile.Write(context.Resolve(page), FrontierReport.Text(backtest, frontier));
                FrontierRenderer.Render(backtest, frontier, format, context.Out);
                return ExitCode.Done;
            }, cancellationToken), CancellationToken.None);
        });
        return command;
    }
}

using System.CommandLine;
using System.Globalization;
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
        var lambdas = Options.Text("--lambdas", $"Weights of the CVaR of loss, with commas between [default: {Text(EfficientFrontier.Lambdas)}]", "WEIGHTS")
            .Checked(text => Parse(text) is null ? "different numbers >= 0 with commas between, such as 0,0.1,0.5" : null);
        var svg = Options.Text("--svg", "Write the frontier as a drawing to this SVG file, which must not exist", "FILE");
        var cache = new SeriesOptions();
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var command = new Command("frontier", "Run a strategy with several weights of risk: mean and CVaR of the days, and which weights are efficient.") { lambdas };
        foreach (var option in options.All)
            command.Add(option);
        foreach (var option in new Option[] { svg, cache.Forecasts, output })
            command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var format = parsed.GetValue(output);
            var drawing = parsed.GetValue(svg) is { } file ? context.Resolve(file) : null;
            if (drawing is not null && NewFile.Check(drawing) is { } taken)
                return context.Refuse([taken with { Field = svg.Name }], format);
            var loaded = OptionFaults.In(options.Read(parsed, context).Map(Neutral).Bind(BacktestInputs.Load));
            if (!loaded.TryGet(out var backtest))
                return context.Refuse(loaded.Faults, format);
            var weights = parsed.GetValue(lambdas) is { } text ? Parse(text)! : EfficientFrontier.Lambdas;
            return await Task.Run(() => cache.Run(parsed, context, weights.Count, run =>
            {
                var points = EfficientFrontier.Of(backtest.Request, run, weights);
                if (!points.TryGet(out var frontier))
                    return context.Refuse(points.Faults, format);
                if (drawing is not null)
                    NewFile.Write(drawing, FrontierSection.SvgFile(frontier, backtest.Request.Market.Currency.Code));
                FrontierRenderer.Render(backtest, frontier, format, context.Out);
                return ExitCode.Done;
            }, cancellationToken), CancellationToken.None);
        });
        return command;
    }

    // The strategy cvar puts a weight of its own in place of none; here none is one of the weights.
    private static BacktestOrder Neutral(BacktestOrder order) => order.Strategy == "cvar" ? order with { Strategy = DefaultStrategy } : order;

    private static double[]? Parse(string text)
    {
        var numbers = text.Split(',').Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= 0 ? value : double.NaN).ToArray();
        return numbers.All(double.IsFinite) && numbers.Distinct().Count() == numbers.Length ? numbers : null;
    }

    private static string Text(IEnumerable<double> numbers) => string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}

using System.CommandLine;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Experiments;
using Bess.Cli.Commands.Backtest;
using Bess.Cli.Rendering;
using Bess.Domain;

namespace Bess.Cli.Commands.Value;

/// <summary><c>bess value information</c>: EVPI and VSS, realised on the days that came and expected over the scenarios of each day.</summary>
internal static class InformationCommand
{
    private const string On = "on";
    private const int Runs = 3;

    public static Command Create(CliContext context)
    {
        var options = new BacktestOptions("two-stage", withLambda: false, withStrategy: false, without: ["--reserve", "--horizon"]);
        var expected = Options.Text("--expected", "Whether each day's two-stage problem is also asked what it expects [default: on]", $"{On}|{BacktestOrder.Off}")
            .Checked(text => text is On or BacktestOrder.Off ? null : $"one of {On}, {BacktestOrder.Off}");
        var series = new SeriesOptions();
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var command = new Command("information", Description);
        foreach (var option in options.All.Concat([expected, series.Forecasts, output]))
            command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var format = parsed.GetValue(output);
            var loaded = OptionFaults.In(options.Read(parsed, context).Map(order => order with { SellsReserve = false }).Bind(BacktestInputs.Load));
            if (!loaded.TryGet(out var backtest))
                return context.Refuse(loaded.Faults, format);
            return await Task.Run(() => series.Run(parsed, context, Runs, runs =>
            {
                var realised = ValueOfInformation.Of(backtest.Request, runs.Run);
                var days = realised.Bind(value => parsed.GetValue(expected) == BacktestOrder.Off
                    ? Validated<IReadOnlyList<ExpectedInformation>>.FromValue([])
                    : runs.Expected(value.Scenarios));
                if (!days.TryGet(out var found))
                    return context.Refuse(days.Faults, format);
                InformationRenderer.Render(backtest, realised.Value, found, format, context.Out);
                return ExitCode.Done;
            }, cancellationToken), CancellationToken.None);
        });
        return command;
    }

    private const string Description =
        """
        Measure what knowing the prices, and what planning over scenarios, would have been worth: three backtests on the same days.

        EVPI  realised: perfect foresight − planning over scenarios
        VSS   realised: planning over scenarios − planning on their mean, with the same recourse in the day

        Beside them stands what the two-stage problem of each day expected of both, over its own scenarios, before the day came
        (Birge and Louveaux 2011): never below zero, and no measure of whether the scenarios were right.
        """;
}

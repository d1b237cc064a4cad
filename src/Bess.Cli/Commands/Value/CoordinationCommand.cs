using System.CommandLine;
using Bess.Backtesting.Connections;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Experiments;
using Bess.Backtesting.Running;
using Bess.Cli.Commands.Backtest;
using Bess.Cli.Rendering;
using Bess.Coordination.Fleets;
using Bess.Domain;
using Bess.Domain.Portfolio;
using Bess.Scheduling.Plants;

namespace Bess.Cli.Commands.Value;

/// <summary><c>bess value coordination</c>: what batteries behind one connection earn together beyond what each earns with its share of it.</summary>
internal static class CoordinationCommand
{
    // Energy only, one price: what the shared plan knows.
    private static readonly string[] Foreign =
        ["--battery", "--scenarios", "--keep", "--horizon", "--reserve", "--real-time", "--fee-real-time", "--deviation-cost"];

    public static Command Create(CliContext context)
    {
        var options = new BacktestOptions("rolling", withLambda: false, without: Foreign);
        var fleet = Options.Text("--fleet", "Fleet file with the batteries; what it says of groups and coupling is left out (required)", "FILE").Needed();
        var limit = Options.Number(
            "--connection-limit", "Most that all together export or import, MW (required)", "MW", "a number > 0", value => value > 0).Needed();
        var series = new SeriesOptions();
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var command = new Command("coordination", Description) { fleet, limit };
        foreach (var option in options.All.Concat([series.Forecasts, output]))
            command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var format = parsed.GetValue(output);
            var members = FleetFile.Read(context.Resolve(parsed.GetValue(fleet)!));
            var loaded = OptionFaults.In(options.Read(parsed, context).Bind(Joint).Bind(BacktestInputs.Load));
            Fault[] faults = [.. members.Faults.Select(fault => fault with { Location = fault.Location.Replace(context.Resolve(parsed.GetValue(fleet)!), Path.GetFileName(parsed.GetValue(fleet)!), StringComparison.Ordinal) }), .. loaded.Faults];
            if (faults.Length > 0)
                return context.Refuse(faults, format);
            var (backtest, limitMw) = (loaded.Value, parsed.GetValue(limit)!.Value);
            return await Task.Run(() => series.Run(parsed, context, members.Value.Members.Count + 1, runs =>
            {
                var value = ValueOfCoordination.Of(Requests(backtest, members.Value), limitMw, runs.RunTogether, runs.Run);
                if (!value.TryGet(out var found))
                    return context.Refuse(value.Faults, format);
                CoordinationRenderer.Render(backtest, members.Value, found, format, context.Out);
                return ExitCode.Done;
            }, cancellationToken), CancellationToken.None);
        });
        return command;
    }

    private static Validated<BacktestOrder> Joint(BacktestOrder order) => SharedConnectionBacktester.Strategies.Contains(order.Strategy)
        ? Validated<BacktestOrder>.FromValue(order with { SellsReserve = false, RealTime = BacktestOrder.Off })
        : Validated<BacktestOrder>.FromFault(Origin.CommandLine("--strategy").Fault($"one of {string.Join(", ", SharedConnectionBacktester.Strategies)}", $"'{order.Strategy}'"));

    private static BacktestRequest[] Requests(LoadedBacktest backtest, Fleet fleet) =>
        [.. fleet.Members.Select(member => backtest.Request with { Plant = StoragePlant.From(member) })];

    private const string Description =
        """
        Measure what coordination is worth: batteries behind one connection planned together, against each alone with its share of the limit.

        Alone, a battery has the share of the limit that its discharge power has in that of all, and cannot use what others leave. Together, only the sum is
        limited, and it holds for what is metered. Both by the same strategy, energy only, day-ahead price.
        """;
}

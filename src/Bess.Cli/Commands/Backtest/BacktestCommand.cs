using System.CommandLine;
using Bess.Backtesting.Strategies;
using Bess.Cli.Inputs;

namespace Bess.Cli.Commands.Backtest;

/// <summary><c>bess backtest</c>: runs a battery through past days with what was known then.</summary>
internal static class BacktestCommand
{
    public static Command Create(CliContext context)
    {
        var options = new BacktestOptions(BacktestDefaults.Strategy, isZoneNeeded: false);
        var site = new SiteOptions();
        var outcome = new BacktestOutputOptions();
        var resume = Options.Text("--resume", "Go on with the run of this folder, as it was begun; no other option but --market-dir and those of the output", "FOLDER");
        var command = new Command("backtest", Description()) { resume };
        foreach (var option in options.All)
            command.Add(option);
        command.Add(site.Site);
        outcome.AddTo(command);
        command.Validators.Add(result =>
        {
            var given = options.All.Where(option => option.Name != "--market-dir" && result.GetResult(option) is not null).Append(outcome.Out).Append(site.Site).Where(option => result.GetResult(option) is not null).ToArray();
            if (result.GetResult(resume) is null && result.GetResult(options.Zone) is null)
                result.AddError($"Expected {options.Zone.Name} ZONE, or {resume.Name} FOLDER.");
            if (result.GetResult(resume) is not null && given.Length > 0)
                result.AddError($"Expected {resume.Name} without {string.Join(", ", given.Select(option => option.Name).Distinct())}: the run goes on as it was begun.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var format = outcome.Format(parsed);
            var page = outcome.ReportPath(parsed, context);
            if (page is not null && NewFile.Check(page) is { } taken)
                return context.Refuse([taken with { Field = "--report" }], format);
            var folder = parsed.GetValue(resume) is { } begun ? context.Resolve(begun) : outcome.FolderPath(parsed, context);
            var order = parsed.GetResult(resume) is null
                ? options.Read(parsed, context).Bind(said => site.Into(said, parsed, context))
                : BacktestManifest.Read(folder!).Bind(manifest => manifest.Request.ToOrder(folder!, options.MarketFolder(parsed, context)));
            if (!order.TryGet(out var asked))
                return context.Refuse(order.Faults, format);
            var cache = outcome.CachePath(parsed, context);
            return await Task.Run(() => BacktestHandler.Run(context, asked, new BacktestPlace(folder, page, cache), format, cancellationToken), CancellationToken.None);
        });
        return command;
    }

    private static string Description() =>
        "Run a battery through past days: every decision rests on what was known then, and is settled at the prices that came.\n\nStrategies:\n"
        + string.Join('\n', StrategyCatalog.Names.Select(pair => $"  {pair.Key,-14} {pair.Value}"));
}

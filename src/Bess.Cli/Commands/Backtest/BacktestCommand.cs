using System.CommandLine;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Sites;
using Bess.Backtesting.Strategies;
using Bess.Cli.Inputs;

namespace Bess.Cli.Commands.Backtest;

/// <summary><c>bess backtest</c>: runs a battery through past days with what was known then.</summary>
internal static class BacktestCommand
{
    public static Command Create(CliContext context)
    {
        var options = new BacktestOptions(BacktestDefaults.Strategy, isZoneNeeded: false, strategies: BacktestStrategies.All);
        var site = new SiteOptions();
        var outcome = new BacktestOutputOptions();
        var file = new Argument<string?>("FOLDER")
        {
            Description = "A folder with a backtest.json, or such a file; the options go over what it says",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var resume = Options.Text("--resume", "Go on with the run of this folder, as it was begun; no other option but --market-dir and those of the output", "FOLDER");
        var command = new Command("backtest", Description()) { file, resume };
        foreach (var option in options.All)
            command.Add(option);
        command.Add(site.Site);
        outcome.AddTo(command);
        command.Validators.Add(result =>
        {
            var given = options.All.Where(option => option.Name != "--market-dir").Append(outcome.Out).Append(site.Site).Where(option => result.GetResult(option) is not null).Select(option => option.Name);
            var isFile = result.GetResult(file)?.Tokens.Count > 0;
            if (result.GetResult(resume) is null && result.GetResult(options.Zone) is null && !isFile)
                result.AddError($"Expected {options.Zone.Name} ZONE, a {file.Name} with a {BacktestFile.FileName}, or {resume.Name} FOLDER.");
            string[] beside = [.. isFile ? [file.Name] : Array.Empty<string>(), .. given.Distinct()];
            if (result.GetResult(resume) is not null && beside.Length > 0)
                result.AddError($"Expected {resume.Name} without {string.Join(", ", beside)}: the run goes on as it was begun.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var format = outcome.Format(parsed);
            var page = outcome.ReportPath(parsed, context);
            if (page is not null && NewFile.Check(page) is { } taken)
                return context.Refuse([taken with { Field = "--report" }], format);
            var folder = parsed.GetValue(resume) is { } begun ? context.Resolve(begun) : outcome.FolderPath(parsed, context);
            var order = parsed.GetResult(resume) is not null
                ? BacktestManifest.Read(folder!).Bind(manifest => manifest.Request.ToOrder(folder!, options.MarketFolder(parsed, context)))
                : parsed.GetValue(file) is { } named
                    ? BacktestFile.Read(context.Resolve(named)).Bind(said => options.Read(parsed, context, said).Bind(wanted => site.Into(wanted, parsed, context, said.SitePath)))
                    : options.Read(parsed, context).Bind(said => site.Into(said, parsed, context));
            if (!order.TryGet(out var asked))
                return context.Refuse(order.Faults, format);
            var cache = outcome.CachePath(parsed, context);
            return await Task.Run(() => BacktestHandler.Run(context, asked, new BacktestPlace(folder, page, cache) { FrontierLambdas = outcome.Lambdas(parsed) }, format, cancellationToken), CancellationToken.None);
        });
        return command;
    }

    private static string Description() =>
        "Run a battery through past days: every decision rests on what was known then, and is settled at the prices that came.\n\nStrategies:\n"
        + Lines(StrategyCatalog.Names) + "\n\nStrategies of a site (--site):\n" + Lines(SiteStrategies.Names);

    private static string Lines(IReadOnlyDictionary<string, string> names) => string.Join('\n', names.Select(pair => $"  {pair.Key,-17} {pair.Value}"));
}

using System.CommandLine;
using Bess.Cli.Inputs;
using Bess.Domain;
using Bess.Markets.Sources.Csv;

namespace Bess.Cli.Commands.Scenarios;

/// <summary><c>bess scenarios generate</c>: joint paths of the days to come from a forecast and the past.</summary>
internal static class GenerateCommand
{
    public static Command Create(CliContext context)
    {
        var options = new GenerateOptions();
        var command = new Command("generate", "Draw joint scenarios of one or more markets and write them as CSV.");
        options.AddTo(command);
        command.SetAction(parsed => Run(context, options, parsed));
        return command;
    }

    private static int Run(CliContext context, GenerateOptions options, ParseResult parsed)
    {
        var format = parsed.GetValue(options.Output);
        if (options.Lacking(parsed, context) is { } lacking)
        {
            context.Error.WriteLine($"Expected {lacking}.\nRun 'bess scenarios generate --help' for the options.");
            return ExitCode.Usage;
        }

        var order = options.Order(parsed, context);
        var path = context.Resolve(parsed.GetValue(options.Out)!);
        string[] paths = [path, .. order.Series.Skip(1).Select(name => Beside(path, name))];
        var faults = paths.Select(NewFile.Check).OfType<Fault>().ToArray();
        if (faults.Length > 0)
            return context.Refuse(faults, format);
        var made = ForecastScenarioLoader.Load(order);
        if (!made.TryGet(out var scenarios))
            return context.Refuse(made.Faults, format);
        for (var market = 0; market < paths.Length; market++)
            ScenarioCsv.Write(scenarios.Scenarios.ToPrices(market, scenarios.CurrencyOf(market)), paths[market]);
        ScenarioRenderer.Generated(scenarios, [.. paths.Select(each => Path.GetRelativePath(context.Host.WorkingFolder, each))], format, context.Out);
        return ExitCode.Done;
    }

    // Other markets go beside the first: scenarios.csv, scenarios.imbalance_eur_per_mwh.csv.
    private static string Beside(string path, string series)
    {
        var zipped = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        var plain = zipped ? path[..^3] : path;
        return Path.Combine(Path.GetDirectoryName(plain)!, $"{Path.GetFileNameWithoutExtension(plain)}.{series}{Path.GetExtension(plain)}{(zipped ? ".gz" : "")}");
    }
}

using System.CommandLine;
using Bess.Cli.Rendering;

namespace Bess.Cli.Commands.Data.Coverage;

/// <summary><c>bess data coverage</c>: what the store has, and what it lacks.</summary>
internal static class CoverageCommand
{
    public static Command Create(CliContext context)
    {
        var data = new DataOptions(needsDays: false);
        var require = Options.Number(
            "--require", "End with 2 when a series covers less than this share [default: 0]", "SHARE", "a number in [0, 1]", value => value is >= 0 and <= 1);
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json, OutputFormat.Ndjson, OutputFormat.Csv);
        var command = new Command("coverage", "Tell which intervals are there, day by day of the zone's clock, and list the gaps.")
        {
            data.Zone, data.Series, data.From, data.To, data.AsOf, require, data.Store.Folder, data.Store.Postgres, output,
        };
        command.SetAction((parsed, cancellationToken) => CoverageHandler.RunAsync(
            context, data.Read(parsed), data.Store.Read(parsed), parsed.GetValue(require) ?? 0, parsed.GetValue(output), cancellationToken));
        return command;
    }
}

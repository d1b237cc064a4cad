using System.CommandLine;
using Bess.Cli.Rendering;

namespace Bess.Cli.Commands.Data.Show;

/// <summary><c>bess data show</c>: a look at what is kept.</summary>
internal static class ShowCommand
{
    public static Command Create(CliContext context)
    {
        var data = new DataOptions(needsDays: false);
        var width = Options.Whole("--width", "Characters of a line [default: those of the terminal, else 80]", 30, 1000);
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json, OutputFormat.Ndjson, OutputFormat.Csv);
        var command = new Command("show", "Show series as charts and tables: the last known value of each interval.")
        {
            data.Zone, data.Series, data.From, data.To, data.AsOf, width, data.Store.Folder, data.Store.Postgres, output,
        };
        command.SetAction((parsed, cancellationToken) => ShowHandler.RunAsync(
            context, data.Read(parsed), data.Store.Read(parsed), parsed.GetValue(width) ?? context.Host.OutputWidth, parsed.GetValue(output), cancellationToken));
        return command;
    }
}

using System.CommandLine;

namespace Bess.Cli.Commands.Data.Export;

/// <summary><c>bess data export</c>: from the store into a file.</summary>
internal static class ExportCommand
{
    public static Command Create(CliContext context)
    {
        var data = new DataOptions(needsDays: false);
        var step = Options.Whole("--step", "Lay the values on a grid of so many minutes [default: their own step]", 1, 1440);
        var revisions = new Option<bool>("--revisions")
        {
            Description = "Every revision with its publication, as it was kept; import reads it back [default: the last known values, as in the market folder]",
        };
        var file = Options.Text("--out", "File to write, .csv or .csv.gz, which must not exist (required)", "FILE").Needed();
        var command = new Command("export", "Write series of the store as CSV.")
        {
            data.Zone, data.Series, data.From, data.To, data.AsOf, step, revisions, file, data.Store.Folder, data.Store.Postgres,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(revisions) && result.GetResult(step) is not null)
                result.AddError($"Expected one of {revisions.Name}, {step.Name}, was both.");
        });
        command.SetAction((parsed, cancellationToken) => ExportHandler.RunAsync(
            context, data.Read(parsed), data.Store.Read(parsed), context.Resolve(parsed.GetValue(file)!), parsed.GetValue(revisions),
            parsed.GetValue(step) is { } minutes ? TimeSpan.FromMinutes(minutes) : null, cancellationToken));
        return command;
    }
}

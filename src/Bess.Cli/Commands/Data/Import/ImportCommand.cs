using System.CommandLine;
using Bess.Cli.Rendering;

namespace Bess.Cli.Commands.Data.Import;

/// <summary><c>bess data import</c>: from files into the store.</summary>
internal static class ImportCommand
{
    public static Command Create(CliContext context)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files (.csv, .csv.gz), folders of a zone, or a folder of such folders as BESS_MARKET_DIR is",
            Arity = ArgumentArity.OneOrMore,
        };
        var zone = Options.Text("--zone", "Zone of the files [default: the name of each file's folder]", "ZONE");
        var form = Options.OneOf("--format", "Form of the files [default: csv, the form of the market folder or of export --revisions]", PublisherFiles.Forms);
        var store = new StoreOptions();
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("import", "Read files into the store; all of them, or none when one has a fault.")
        {
            paths, zone, form, store.Folder, store.Postgres, output,
        };
        command.SetAction((parsed, cancellationToken) => ImportHandler.RunAsync(
            context, new ImportRequest(parsed.GetValue(paths) ?? [], parsed.GetValue(zone), parsed.GetValue(form) ?? FileForm.Csv, store.Read(parsed)),
            parsed.GetValue(output), cancellationToken));
        return command;
    }
}

/// <summary>What <c>bess data import</c> was asked to do.</summary>
internal sealed record ImportRequest(IReadOnlyList<string> Paths, string? Zone, FileForm Form, StoreChoice Store);

using System.CommandLine;
using Bess.Cli.Rendering;
using Bess.Markets.Store.Transfer;

namespace Bess.Cli.Commands.Data.Import;

/// <summary><c>bess data import</c>: from files into the store.</summary>
internal static class ImportCommand
{
    private const string Csv = "csv";

    public static Command Create(CliContext context)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files (.csv, .csv.gz), folders of a zone, or a folder of such folders as BESS_MARKET_DIR is",
            Arity = ArgumentArity.OneOrMore,
        };
        var zone = Options.Text("--zone", "Zone of the files [default: the name of each file's folder]", "ZONE");
        var forms = PublisherForm.All.Select(form => form.Name).Prepend(Csv).ToArray();
        var form = Options.Text(
            "--format", $"Form of the files: csv as in the market folder or written by export --revisions, or a publisher's: {string.Join(", ", forms[1..])} [default: csv]", "NAME")
            .Checked(text => forms.Contains(text) ? null : $"one of {string.Join(", ", forms)}");
        var store = new StoreOptions();
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("import", "Read files into the store; all of them, or none when one has a fault.")
        {
            paths, zone, form, store.Folder, store.Postgres, output,
        };
        command.SetAction((parsed, cancellationToken) => ImportHandler.RunAsync(
            context, new ImportRequest(parsed.GetValue(paths) ?? [], parsed.GetValue(zone), Form(parsed.GetValue(form)), store.Read(parsed)),
            parsed.GetValue(output), cancellationToken));
        return command;
    }

    private static PublisherForm? Form(string? name) => PublisherForm.All.FirstOrDefault(form => form.Name == name);
}

/// <summary>What <c>bess data import</c> was asked to do; no form is that of the market folder.</summary>
internal sealed record ImportRequest(IReadOnlyList<string> Paths, string? Zone, PublisherForm? Form, StoreChoice Store);

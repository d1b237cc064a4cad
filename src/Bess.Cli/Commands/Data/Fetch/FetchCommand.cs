using System.CommandLine;
using Bess.Cli.Rendering;

namespace Bess.Cli.Commands.Data.Fetch;

/// <summary><c>bess data fetch</c>: from a publisher into the store.</summary>
internal static class FetchCommand
{
    public static Command Create(CliContext context)
    {
        var data = new DataOptions(needsDays: true, needsSeries: true);
        var source = Options.Text("--source", "Publisher [default: the first that offers the series and needs no key, or whose key is set]", "NAME");
        var second = Options.Text("--fail-over", "Second publisher, for what the first one lacks", "NAME");
        var address = Options.Text("--base-address", "Speak to this address instead of the publisher's own", "URL")
            .Checked(text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? null : "an http or https URL");
        var refresh = new Option<bool>("--refresh") { Description = "Fetch complete days again, to learn of revisions" };
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json, OutputFormat.Ndjson);
        var command = new Command("fetch", "Fetch what the store lacks from a publisher, month by month; the same again goes on where it stopped.")
        {
            source, data.Zone, data.Series, data.From, data.To, refresh, second, address, data.Store.Folder, data.Store.Postgres, output,
        };
        command.SetAction((parsed, cancellationToken) => FetchHandler.RunAsync(
            context,
            new FetchRequest(
                data.Read(parsed), parsed.GetValue(source), parsed.GetValue(second),
                parsed.GetValue(address) is { } url ? new Uri(url.EndsWith('/') ? url : url + "/") : null, parsed.GetValue(refresh), data.Store.Read(parsed)),
            parsed.GetValue(output), cancellationToken));
        return command;
    }
}

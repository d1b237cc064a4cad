using System.CommandLine;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote;

namespace Bess.Cli.Commands;

/// <summary>The options of commands that speak to a server.</summary>
internal sealed class ServerOptions(string server, string powerPlant)
{
    private const string KeyVariable = "BESS_API_KEY";

    public Option<string?> Server { get; } = Options.Text("--server", server, "URL")
        .Checked(text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? null : "an http or https URL");

    public Option<string?> ApiKey { get; } = Options.Text(
        "--api-key", "Key for the server; the variable BESS_API_KEY does the same and is not seen by others on this machine", "KEY");

    public Option<string?> PowerPlant { get; } = Options.Text("--vpp", powerPlant, "NAME")
        .Checked(text => DeskNames.IsPowerPlant(text) ? null : DeskNames.PowerPlantRule);

    /// <summary>The server's desk; null where none is named.</summary>
    public RemoteRoundDesk? Desk(CliContext context, ParseResult parsed)
    {
        if (parsed.GetValue(Server) is not { } address)
            return null;
        var key = parsed.GetValue(ApiKey) ?? context.Host.EnvironmentVariable(KeyVariable);
        return new RemoteRoundDesk(new RemoteOptions { Server = new Uri(address), ApiKey = key, Clock = context.Host.Clock });
    }
}

using System.CommandLine;
using Bess.Coordination.Remote.Keys;
using Bess.Domain.Assets;

namespace Bess.Cli.Commands.Keys;

/// <summary><c>bess keys</c>: the keys that open a server.</summary>
internal static class KeysCommand
{
    public static Command Create(CliContext context) => new("keys", "Make, list and revoke the keys that open a server.")
    {
        CreateKey(context), List(context), Revoke(context),
    };

    private static Command CreateKey(CliContext context)
    {
        var (file, name) = (File(), Name("Who holds it; for a prosumer the owner of its batteries"));
        var role = Options.OneOf("--role", "What it allows", ApiKeyFile.Roles).Needed();
        var days = Options.Number("--days", "Days after which it opens nothing any more [default: never]", "DAYS", "a number in (0, 3660]", value => value is > 0 and <= 3660);
        var command = new Command("create", "Make a key and print it once; the file keeps a salted hash only.") { role, name, file, days };
        command.SetAction(parsed => KeysRenderer.Created(context, KeysHandler.Create(
            context.Resolve(parsed.GetValue(file)!), parsed.GetValue(name)!, parsed.GetValue(role)!.Value,
            context.Host.Clock.GetUtcNow(), parsed.GetValue(days) is { } count ? TimeSpan.FromDays(count) : null)));
        return command;
    }

    private static Command List(CliContext context)
    {
        var file = File();
        var command = new Command("list", "List the keys of a file, without the keys themselves.") { file };
        command.SetAction(parsed => KeysRenderer.Listed(context, ApiKeyFile.Read(context.Resolve(parsed.GetValue(file)!))));
        return command;
    }

    private static Command Revoke(CliContext context)
    {
        var (file, name) = (File(), Name("Whose"));
        var command = new Command("revoke", "Take back all keys of a name; a running server knows at once.") { name, file };
        command.SetAction(parsed => KeysRenderer.Revoked(
            context, KeysHandler.Revoke(context.Resolve(parsed.GetValue(file)!), parsed.GetValue(name)!, context.Host.Clock.GetUtcNow())));
        return command;
    }

    private static Option<string?> File() => Options.Text("--file", "The file of keys", "FILE").Needed();

    private static Option<string?> Name(string description) => Options.Text("--name", description, "NAME")
        .Checked(text => AgentId.IsValid(text) ? null : "1-64 characters of A-Z a-z 0-9 . _ -").Needed();
}

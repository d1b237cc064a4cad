using System.CommandLine;
using System.Text.Json;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Json;

namespace Bess.Cli.Commands.Fleets;

/// <summary><c>bess fleet enrol | leave | roster</c>: who takes part in a power plant at a server.</summary>
internal static class EnrolmentCommands
{
    public static Command Enrol(CliContext context)
    {
        var options = NewOptions("Power plant at the server [default: the fleet's name]");
        var file = new Argument<string>("FILE") { Description = "A fleet file" };
        var command = With(new Command("enrol", "Enrol the batteries of a fleet file, with its groups, at a server; known ones are changed.") { file }, options);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var read = Sources.Fleet(context.Resolve(parsed.GetValue(file)!));
            if (!read.TryGet(out var fleet))
                return context.Refuse(read.Faults, OutputFormat.Table);
            using var desk = options.Desk(context, parsed)!;
            var plant = parsed.GetValue(options.PowerPlant) ?? fleet.Name;
            var faults = await desk.SetGroupsAsync(plant, fleet.Groups, cancellationToken);
            if (faults.Count == 0)
                faults = await desk.JoinAsync(plant, fleet.Members, cancellationToken);
            if (faults.Count > 0)
                return context.Refuse(faults, OutputFormat.Table);
            await context.Error.WriteLineAsync($"{fleet.Members.Count} batteries enrolled at {Printable.Line(plant)}");
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Leave(CliContext context)
    {
        var options = NewOptions("Power plant at the server (required)");
        options.PowerPlant.Required = true;
        var agent = new Argument<string>("BATTERY") { Description = "Its name" };
        var reason = Options.Text("--reason", "Why, for the record [default: asked by its operator]", "TEXT");
        var command = With(new Command("leave", "Take a battery out of a power plant: of a running round from its next iteration on, and of later ones.") { agent, reason }, options);
        command.SetAction((parsed, cancellationToken) => AtAsync(context, options, parsed, async (desk, plant) =>
        {
            var name = parsed.GetValue(agent)!;
            if (!AgentId.IsValid(name) || !await desk.LeaveAsync(plant, new AgentId(name), parsed.GetValue(reason) ?? "asked by its operator", cancellationToken))
                return context.Refuse([new Fault(plant, "battery", "one of the enrolled", $"'{Printable.Line(name)}'")], OutputFormat.Table);
            await context.Error.WriteLineAsync($"{name} has left {Printable.Line(plant)}");
            return ExitCode.Done;
        }));
        return command;
    }

    public static Command Roster(CliContext context)
    {
        var options = NewOptions("Power plant at the server (required)");
        options.PowerPlant.Required = true;
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json);
        var command = With(new Command("roster", "List who is enrolled at a power plant: name, group, connection power, owner.") { output }, options);
        command.SetAction((parsed, cancellationToken) => AtAsync(context, options, parsed, async (desk, plant) =>
        {
            if (await desk.RosterAsync(plant, cancellationToken) is not { } roster)
                return context.Refuse([new Fault(plant, "powerPlant", "a power plant of the server", $"'{Printable.Line(plant)}'")], parsed.GetValue(output));
            Render(roster, parsed.GetValue(output), context.Out);
            return ExitCode.Done;
        }));
        return command;
    }

    private static ServerOptions NewOptions(string powerPlant)
    {
        var options = new ServerOptions("The server (required)", powerPlant);
        options.Server.Required = true;
        return options;
    }

    private static Command With(Command command, ServerOptions options)
    {
        command.Add(options.PowerPlant);
        command.Add(options.Server);
        command.Add(options.ApiKey);
        return command;
    }

    private static async Task<int> AtAsync(CliContext context, ServerOptions options, ParseResult parsed, Func<RemoteRoundDesk, string, Task<int>> act)
    {
        using var desk = options.Desk(context, parsed)!;
        try
        {
            return await act(desk, parsed.GetValue(options.PowerPlant)!);
        }
        catch (BessDataException refused)
        {
            return context.Refuse(refused.Faults, OutputFormat.Table);
        }
    }

    private static void Render(Roster roster, OutputFormat format, TextWriter output)
    {
        if (format == OutputFormat.Json)
        {
            var batteries = roster.Entries.Select(entry => new { name = entry.Agent.Value, group = entry.Group, powerMw = entry.PowerMw, owner = entry.Owner });
            output.WriteLine(JsonSerializer.Serialize(new { kind = "roster", schemaVersion = BessJson.SchemaVersion, powerPlant = roster.PowerPlant, batteries }, BessJson.Indented));
            return;
        }

        foreach (var entry in roster.Entries)
            output.WriteLine(FormattableString.Invariant($"{entry.Agent,-24} {entry.Group ?? "-",-16} {entry.PowerMw,10:0.###} MW  {entry.Owner ?? "operator"}"));
    }
}

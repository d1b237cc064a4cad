using System.CommandLine;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;

namespace Bess.Cli.Commands.Fleets;

/// <summary><c>bess fleet</c>: makes fleet files, checks them, and enrols batteries at a server.</summary>
internal static class FleetCommand
{
    public static Command Create(CliContext context) => new("fleet", "Make fleet files, check them, and enrol batteries at a server.")
    {
        Generate(context), Check(context), EnrolmentCommands.Enrol(context), EnrolmentCommands.Leave(context), EnrolmentCommands.Roster(context),
    };

    private static Command Generate(CliContext context)
    {
        var batteries = Options.Whole("--batteries", "Number of batteries (required)", 1, 1_000_000).Needed();
        var seed = Options.Whole("--seed", "Seed; the same seed gives the same file [default: 1]", 0);
        var file = Options.Text("--out", "File to write, which must not exist (required)", "FILE").Needed();
        var command = new Command("generate", "Write a fleet of made-up, heterogeneous batteries.") { batteries, seed, file };
        command.SetAction(parsed =>
        {
            var path = context.Resolve(parsed.GetValue(file)!);
            if (NewFile.Check(path) is { } fault)
                return context.Refuse([fault], OutputFormat.Table);
            NewFile.Write(path, FleetHandler.Generate(parsed.GetValue(batteries)!.Value, parsed.GetValue(seed) ?? 1));
            context.Error.WriteLine($"Written to {Path.GetRelativePath(context.Host.WorkingFolder, path)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Check(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A fleet file" };
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("validate", "Check a fleet file and tell every fault in it.") { file, output };
        command.SetAction(parsed =>
        {
            var format = parsed.GetValue(output);
            var fleet = Sources.Fleet(context.Resolve(parsed.GetValue(file)!));
            if (!fleet.TryGet(out var valid))
                return context.Refuse(fleet.Faults, format);
            FleetRenderer.Render(FleetHandler.Summarise(valid), format, context.Out);
            return ExitCode.Done;
        });
        return command;
    }
}

using System.CommandLine;
using System.Text.Json;
using Bess.Cli.Rendering;
using Bess.Domain.Json;

namespace Bess.Cli.Commands.Rerun;

/// <summary><c>bess rerun</c>: repeats a run from its manifest and compares.</summary>
internal static class RerunCommand
{
    public static Command Create(CliContext context)
    {
        var manifest = new Argument<string>("MANIFEST") { Description = "The manifest.json of a run, or the run's folder" };
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json);
        var command = new Command(
            "rerun", "Repeat a run and say whether schedules and trace (but for times) are the same, bit for bit. Exits 2 when not.")
        {
            manifest, output,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context, context.Resolve(parsed.GetValue(manifest)!), parsed.GetValue(output), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string path, OutputFormat format, CancellationToken cancellationToken)
    {
        var outcome = await RerunHandler.RunAsync(context.Host, path, cancellationToken);
        if (!outcome.TryGet(out var comparison))
            return context.Refuse(outcome.Faults, format);
        if (format == OutputFormat.Json)
        {
            var document = new
            {
                kind = "rerun",
                schemaVersion = BessJson.SchemaVersion,
                comparison.RoundId,
                comparison.Identical,
                comparison.Differences,
            };
            await context.Out.WriteLineAsync(JsonSerializer.Serialize(document, BessJson.Indented));
        }
        else
        {
            var word = comparison.Identical ? "identical" : "different";
            await context.Out.WriteLineAsync($"{word}: {Printable.Line(comparison.RoundId)}");
            foreach (var difference in comparison.Differences)
                await context.Out.WriteLineAsync("  " + Printable.Line(difference));
        }

        return comparison.Identical ? ExitCode.Done : ExitCode.BadInput;
    }
}

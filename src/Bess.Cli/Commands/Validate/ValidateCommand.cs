using System.CommandLine;
using System.Text.Json;
using Bess.Cli.Rendering;
using Bess.Domain.Json;

namespace Bess.Cli.Commands.Validate;

/// <summary><c>bess validate</c>: checks any input, whatever its kind.</summary>
internal static class ValidateCommand
{
    public static Command Create(CliContext context)
    {
        var path = new Argument<string>("PATH")
        {
            Description = "A fleet, price, scenario or commitment file, a run.json or backtest.json or its folder (with all that it names), a manifest.json or its folder",
        };
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("validate", "Check an input of any kind and tell every fault in it.") { path, output };
        command.SetAction(parsed =>
        {
            var format = parsed.GetValue(output);
            var (kind, faults, words) = ValidateHandler.Check(context.Resolve(parsed.GetValue(path)!), context);
            if (faults.Count > 0)
                return context.Refuse(faults, format);
            context.Out.WriteLine(format == OutputFormat.Json
                ? JsonSerializer.Serialize(new { kind = "valid", schemaVersion = BessJson.SchemaVersion, input = kind, detail = words }, BessJson.Indented)
                : $"valid {kind}: {Printable.Line(words)}");
            return ExitCode.Done;
        });
        return command;
    }
}

using System.CommandLine;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Cli.Commands.Scenarios;

/// <summary><c>bess scenarios show</c>: a fan chart in the terminal.</summary>
internal static class ShowCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "Scenarios: CSV as bess writes it", HelpName = "FILE" };
        var zone = Options.Text("--zone", "Bidding zone whose local time is shown too", "ZONE");
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var command = new Command("show", "Show a fan chart of scenarios: median, the middle half and nine tenths of each interval.") { file, zone, output };
        command.SetAction(parsed =>
        {
            var format = parsed.GetValue(output);
            var read = Sources.Scenarios(context.Resolve(parsed.GetValue(file)!));
            if (!read.TryGet(out var scenarios))
                return context.Refuse(read.Faults, format);
            BiddingZone? known = null;
            if (parsed.GetValue(zone) is { } name && !BiddingZone.TryFind(name, out known))
            {
                var names = string.Join(", ", BiddingZone.Catalogue.Select(each => each.Name));
                return context.Refuse([Origin.CommandLine("--zone").Fault($"one of {names}", $"'{name}'")], format);
            }

            FanChart.Render(scenarios, known, format, context.Out);
            return ExitCode.Done;
        });
        return command;
    }
}

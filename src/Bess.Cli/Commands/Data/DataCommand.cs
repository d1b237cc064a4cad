using System.CommandLine;
using Bess.Cli.Commands.Data.Coverage;
using Bess.Cli.Commands.Data.Export;
using Bess.Cli.Commands.Data.Fetch;
using Bess.Cli.Commands.Data.Import;
using Bess.Cli.Commands.Data.Show;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Cli.Commands.Data;

/// <summary><c>bess data</c>: keeps market data, and makes some up for trying things out.</summary>
internal static class DataCommand
{
    public static Command Create(CliContext context) => new("data", "Fetch, keep and show market data; or make some up.")
    {
        FetchCommand.Create(context), ImportCommand.Create(context), CoverageCommand.Create(context), ShowCommand.Create(context),
        ExportCommand.Create(context), Synthesize(context),
    };

    private static Command Synthesize(CliContext context)
    {
        var zone = Options.Text("--zone", "Bidding zone whose clock and currency the series has (required)", "ZONE").Needed();
        var from = Options.Date("--from", "First local day (required)").Needed();
        var to = Options.Date("--to", "Last local day, included (required)").Needed();
        var seed = Options.Whole("--seed", "Seed; the same seed gives the same series [default: 1]", 0);
        var step = Options.OneOf("--step", "Step in minutes [default: 60]", new Dictionary<string, int> { ["60"] = 60, ["15"] = 15 });
        var file = Options.Text("--out", "File to write, which must not exist (required)", "FILE").Needed();
        var command = new Command("synthesize", "Write a made-up price series, marked as synthetic.") { zone, from, to, seed, step, file };
        command.SetAction(parsed =>
        {
            var path = context.Resolve(parsed.GetValue(file)!);
            var (first, last) = (parsed.GetValue(from)!.Value, parsed.GetValue(to)!.Value);
            var faults = Faults(parsed.GetValue(zone)!, first, last, path);
            if (faults.Count > 0)
                return context.Refuse(faults, OutputFormat.Table);
            BiddingZone.TryFind(parsed.GetValue(zone), out var known);
            NewFile.Write(path, Sources.Synthesize(known!, first, last, parsed.GetValue(step) ?? 60, parsed.GetValue(seed) ?? 1));
            context.Error.WriteLine($"Written to {Path.GetRelativePath(context.Host.WorkingFolder, path)}; the prices are synthetic.");
            return ExitCode.Done;
        });
        return command;
    }

    private static List<Fault> Faults(string zone, DateOnly first, DateOnly last, string path)
    {
        var faults = new List<Fault>();
        if (!BiddingZone.TryFind(zone, out _))
            faults.Add(Origin.CommandLine("--zone").Fault($"one of {string.Join(", ", BiddingZone.Catalogue.Select(each => each.Name))}", $"'{zone}'"));
        if (last < first)
            faults.Add(Origin.CommandLine("--to").Fault($"a day not before {first:yyyy-MM-dd}", $"{last:yyyy-MM-dd}"));
        if (NewFile.Check(path) is { } fault)
            faults.Add(fault);
        return faults;
    }
}

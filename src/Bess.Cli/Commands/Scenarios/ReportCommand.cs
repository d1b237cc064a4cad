using System.CommandLine;
using System.Globalization;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Reports.Forecasts;

namespace Bess.Cli.Commands.Scenarios;

/// <summary><c>bess scenarios report</c>: scenarios on one self-contained page.</summary>
internal static class ReportCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "Scenarios: CSV as bess writes it", HelpName = "FILE" };
        var actual = Options.Text("--actual", "What came: a price series; adds the energy and variogram score", "FILE");
        var zone = Options.Text("--zone", "Bidding zone whose local time is shown too", "ZONE");
        var target = Options.Text("--out", "File to write, which must not exist (required)", "FILE").Needed();
        var command = new Command("report", "Write a report of scenarios: one HTML file with fan chart, paths and correlation.") { file, actual, zone, target };
        command.SetAction(parsed =>
        {
            var faults = new List<Fault>();
            BiddingZone? known = null;
            if (parsed.GetValue(zone) is { } name && !BiddingZone.TryFind(name, out known))
                faults.Add(Origin.CommandLine("--zone").Fault($"one of {string.Join(", ", BiddingZone.Catalogue.Select(each => each.Name))}", $"'{name}'"));
            var read = Sources.Scenarios(context.Resolve(parsed.GetValue(file)!));
            faults.AddRange(read.Faults);
            var came = parsed.GetValue(actual) is { } path && read.IsValid ? Came(context.Resolve(path), read.Value, known, faults) : null;
            var page = context.Resolve(parsed.GetValue(target)!);
            if (NewFile.Check(page) is { } taken)
                faults.Add(taken);
            if (faults.Count > 0)
                return context.Refuse(faults, OutputFormat.Table);
            using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            ScenarioReport.Write(read.Value, known, came, writer);
            NewFile.Write(page, writer.ToString());
            context.Error.WriteLine($"Written to {Path.GetRelativePath(context.Host.WorkingFolder, page)}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static double[]? Came(string path, ScenarioSet scenarios, BiddingZone? zone, List<Fault> faults)
    {
        var read = Sources.Prices(path, (int)scenarios.Grid.Step.TotalMinutes, zone);
        faults.AddRange(read.Faults);
        if (!read.TryGet(out var series))
            return null;
        if (series.Grid.OffsetOf(scenarios.Grid) >= 0 && series.Slice(scenarios.Grid) is { MissingCount: 0 } part)
            return part.PricesPerMwh.ToArray();
        faults.Add(new Fault(Path.GetFileName(path), "timestamp_utc", $"prices of all of {scenarios.Grid}", $"{series.Grid}, {series.MissingCount} missing"));
        return null;
    }
}

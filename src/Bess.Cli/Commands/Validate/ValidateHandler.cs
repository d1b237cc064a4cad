using System.Globalization;
using System.Text.Json;
using Bess.Backtesting.Desk;
using Bess.Cli.Commands.Backtest;
using Bess.Cli.Inputs;
using Bess.Cli.Runs;
using Bess.Domain;
using Bess.Domain.Portfolio;
using Bess.Markets.Sources.Csv;
using Bess.Reports;

namespace Bess.Cli.Commands.Validate;

/// <summary>Finds out what an input is and reads it as that.</summary>
internal static class ValidateHandler
{
    /// <summary>Checks an input.</summary>
    /// <param name="path">Absolute path of a file or folder.</param>
    /// <param name="context">The invocation.</param>
    /// <returns>What it is, all its faults, and a few words on it when there are none.</returns>
    public static (string Kind, IReadOnlyList<Fault> Faults, string Words) Check(string path, CliContext context)
    {
        if (Directory.Exists(path))
            return Folder(path, context);
        if (!File.Exists(path))
            return ("file", [new Fault(Path.GetFileName(path), "", "a file or folder", "no such file")], "");
        return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? Json(path, context) : Csv(path);
    }

    private static (string, IReadOnlyList<Fault>, string) Folder(string path, CliContext context)
    {
        if (File.Exists(Path.Combine(path, ManifestDocument.FileName)))
            return ManifestOf(Path.Combine(path, ManifestDocument.FileName));
        if (File.Exists(Path.Combine(path, BacktestFile.FileName)))
            return BacktestOf(Path.Combine(path, BacktestFile.FileName), context);
        return File.Exists(Path.Combine(path, RunFile.FileName))
            ? Run(Path.Combine(path, RunFile.FileName), context)
            : ("folder", [new Fault(Path.GetFileName(path), "", $"a folder with {RunFile.FileName}, {BacktestFile.FileName} or {ManifestDocument.FileName}", "none of them")], "");
    }

    private static (string, IReadOnlyList<Fault>, string) Json(string path, CliContext context)
    {
        var root = InputFiles.ReadJson(path);
        if (!root.TryGet(out var part))
            return ("JSON file", root.Faults, "");
        bool Has(string name) => part.Kind == JsonValueKind.Object && part.Members.Any(member => member.Key == name);
        if (Has("traceWithoutTimesSha256") || part.Members.Any(member => member.Key == "kind" && member.Value.Text == "manifest"))
            return ManifestOf(path);
        if (Path.GetFileName(path) == BacktestFile.FileName || (Has("strategy") && !Has("fleet")))
            return BacktestOf(path, context);
        return Has("fleet") || Path.GetFileName(path) == RunFile.FileName ? Run(path, context) : FleetOf(path);
    }

    private static (string, IReadOnlyList<Fault>, string) FleetOf(string path) =>
        Of("fleet", Sources.Fleet(path), (Fleet fleet) => $"{fleet.Name}, {fleet.Members.Count} batteries");

    private static (string, IReadOnlyList<Fault>, string) ManifestOf(string path) => Of(
        "manifest",
        Manifest.Read(path).Bind(manifest => manifest.CheckOutputs() is { Count: > 0 } faults
            ? Validated<Manifest>.FromFaults(faults)
            : Validated<Manifest>.FromValue(manifest)),
        manifest => $"round {manifest.RoundId}, {manifest.Outputs.Count} files as they were written");

    private static (string, IReadOnlyList<Fault>, string) Run(string path, CliContext context) => Of(
        "run",
        RunFile.Read(path).Bind(specification => RunCheck.Complete(specification).Bind(whole => RoundLoader.Load(whole, context.Host.Clock))),
        round => $"{round.Request.Fleet.Members.Count} batteries, {round.Request.Scenarios.Count} scenarios, {HorizonText.Of(round.Request.Scenarios.Grid)}");

    private static (string, IReadOnlyList<Fault>, string) BacktestOf(string path, CliContext context) => Of(
        "backtest",
        OptionFaults.In(BacktestFile.Read(path).Bind(said => BacktestOptions.OrderOf(said, BacktestDefaults.Strategy, context)
            .Bind(order => said.SitePath is { } site ? SiteOptions.Put(order, site) : Validated<BacktestOrder>.FromValue(order))).Bind(BacktestInputs.Load)),
        run => string.Create(
            CultureInfo.InvariantCulture, $"{run.Request.Strategy} in {run.Request.Market.Zone}, {run.Request.From:yyyy-MM-dd} to {run.Request.To:yyyy-MM-dd}, {run.Files.Count} files"));

    private static (string, IReadOnlyList<Fault>, string) Csv(string path)
    {
        var columns = Header(path);
        if (columns.Contains(PowerCsv.PowerColumn))
            return Of("commitment", PowerCsv.Read(path, grid: null), table => $"{table.Grid.Count} rows");
        if (columns.Contains("scenario") || columns.Any(name => name.StartsWith("probability", StringComparison.Ordinal)))
            return Of("scenarios", Sources.Scenarios(path), set => $"{set.Count} scenarios, {HorizonText.Of(set.Grid)}");
        return Of("prices", Sources.Prices(path, null, null), series => $"{series.Name}, {HorizonText.Of(series.Grid)}, {series.MissingCount} missing");
    }

    private static string[] Header(string path)
    {
        try
        {
            return (File.ReadLines(path).FirstOrDefault(line => line.Length > 0 && line[0] != '#') ?? "")
                .TrimStart('\uFEFF').Split(',', StringSplitOptions.TrimEntries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The reader that is chosen next meets the same trouble and reports it.
            return [];
        }
    }

    private static (string, IReadOnlyList<Fault>, string) Of<T>(string kind, Validated<T> read, Func<T, string> words)
        where T : notnull => (kind, read.Faults, read.TryGet(out var value) ? words(value) : "");
}

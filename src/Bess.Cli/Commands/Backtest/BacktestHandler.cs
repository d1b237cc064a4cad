using System.Globalization;
using System.Text.Json;
using Bess.Backtesting.Attribution;
using Bess.Backtesting.Running;
using Bess.Backtesting.Sites;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Cli.Reports.Backtests;
using Bess.Cli.Runs;
using Bess.Domain;

namespace Bess.Cli.Commands.Backtest;

/// <summary>Runs a backtest in its folder and shows it.</summary>
internal static class BacktestHandler
{
    private const string ForecastsName = "forecasts";

    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(CliContext context, BacktestOrder order, BacktestPlace place, OutputFormat format, CancellationToken cancellationToken)
    {
        var began = context.Host.Clock.GetTimestamp();
        if (place.Folder is { } named && BacktestFolder.Check(named) is { } fault)
            return context.Refuse([fault], format);
        var read = BacktestInputs.Load(order);
        if (!read.TryGet(out var loaded))
            return context.Refuse(read.Faults, format);
        var startedAt = context.Host.Clock.GetUtcNow();
        var path = place.Folder ?? RunName.Free(context.Resolve("runs"), new RunSpecification { Name = $"{order.Zone}-{order.Strategy}" }, startedAt);
        var opened = BacktestFolder.Open(path, BacktestManifest.Of(order, loaded, path, startedAt));
        if (!opened.TryGet(out var folder))
            return context.Refuse(opened.Faults, format);
        using (folder)
        {
            var words = Path.GetRelativePath(context.Host.WorkingFolder, path);
            if (folder.IsBegun)
                context.Error.WriteLine($"Going on with the run in {words}.");
            Validated<(BacktestOutcome Run, SiteOutcome? Site)> outcome;
            try
            {
                using var talk = new ProgressTalk(context);
                outcome = loaded.Site is { } site
                    ? BacktestRunner.Run(site, folder.LedgerPath, talk, cancellationToken).Map(run => (run.Run, (SiteOutcome?)run))
                    : BacktestRunner.Run(loaded.Request, folder.LedgerPath, place.Forecasts ?? Path.Combine(path, ForecastsName), talk, cancellationToken).Map(run => (run, (SiteOutcome?)null));
            }
            catch (OperationCanceledException)
            {
                context.Error.WriteLine($"Stopped; go on with 'bess backtest --resume {words}'.");
                return ExitCode.Stopped;
            }

            if (!outcome.TryGet(out var run))
                return context.Refuse(outcome.Faults, format);
            return Show(context, loaded, run, new Finish(folder, place.Report, words, context.Host.Clock.GetElapsedTime(began).TotalSeconds), format);
        }
    }

    private static int Show(CliContext context, LoadedBacktest loaded, (BacktestOutcome Run, SiteOutcome? Site) ran, Finish finish, OutputFormat format)
    {
        var (outcome, site) = ran;
        var isTradable = site is null ? !BacktestRunner.SeesFuture(outcome.Request) : !SiteStrategies.SeesFuture(outcome.Request.Strategy);
        if (isTradable && outcome.Leakage.LeakingDays.Count > 0)
            return BacktestRenderer.Leak(outcome.Leakage, format, context);
        var summary = site is null ? BacktestSummary.Of(outcome) : SiteSummary.Of(site);
        if (!summary.TryGet(out var figures))
            return context.Refuse(summary.Faults, format);
        var data = new BacktestReportData(outcome, figures)
        {
            IsTradable = isTradable,
            IsSynthetic = loaded.IsSynthetic,
            Notes = figures.CaptureNote.Length > 0 ? [.. loaded.Notes, $"capture: {figures.CaptureNote}"] : loaded.Notes,
            // Money of a site is made at its connection, which the hours of positions do not know.
            Tail = site is null && TailDrivers.Of(outcome) is { IsValid: true } tail ? tail.Value : null,
        };
        var document = BacktestDocument.Of(data, finish.FolderWords, finish.Seconds);
        if (site is not null)
            document = document.With(site);
        var page = Page(data);
        finish.Folder.Finish(
        [
            (DaysCsv.FileName, DaysCsv.Text(outcome)), (BacktestReport.FileName, page),
            (BacktestDocument.FileName, JsonSerializer.Serialize(document, BessJson.Indented) + "\n"),
        ]);
        if (finish.Report is { } report)
            NewFile.Write(report, page);
        BacktestRenderer.Render(data, document, format, context.Out);
        return ExitCode.Done;
    }

    private static string Page(BacktestReportData data)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        BacktestReport.Write(data, writer);
        return writer.ToString();
    }

    private sealed record Finish(BacktestFolder Folder, string? Report, string FolderWords, double Seconds);
}

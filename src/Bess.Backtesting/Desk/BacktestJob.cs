using System.Text.Json;
using Bess.Backtesting.Attribution;
using Bess.Backtesting.Running;
using Bess.Backtesting.Sites;
using Bess.Domain;
using Bess.Domain.Json;

namespace Bess.Backtesting.Desk;

/// <summary>Runs a loaded backtest in its folder to the end: ledger, days.csv, report.html, result.json and the hashes of all in the manifest.</summary>
public static class BacktestJob
{
    /// <summary>Name of the folder of forecasts within a run's folder.</summary>
    public const string ForecastsName = "forecasts";

    /// <summary>Runs, from where an earlier process ended in that folder.</summary>
    /// <param name="loaded">What is to be run.</param>
    /// <param name="folder">Its folder, begun.</param>
    /// <param name="place">Where forecasts are kept and how the documents are made.</param>
    /// <param name="progress">Told how far it is, or null.</param>
    /// <param name="cancellationToken">Ends the run between days; it can be gone on with.</param>
    /// <returns>The end, or all faults.</returns>
    /// <exception cref="OperationCanceledException">When cancelled.</exception>
    public static Validated<BacktestEnd> Run(
        LoadedBacktest loaded, BacktestFolder folder, JobPlace place, IProgress<DeskProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(loaded);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(place);
        if (loaded.Site is { } site)
        {
            return BacktestRunner.Run(site, folder.LedgerPath, progress, cancellationToken).Bind(ran =>
                End(loaded, new Ran(ran.Run, ran, !SiteStrategies.SeesFuture(site.Strategy)), SiteSummary.Of(ran), folder, place));
        }

        return BacktestRunner.Run(loaded.Request, folder.LedgerPath, place.Forecasts ?? Path.Combine(folder.Path, ForecastsName), progress, cancellationToken)
            .Bind(ran => End(loaded, new Ran(ran, null, !BacktestRunner.SeesFuture(ran.Request)), BacktestSummary.Of(ran), folder, place));
    }

    private static Validated<BacktestEnd> End(LoadedBacktest loaded, Ran ran, Validated<BacktestSummary> summary, BacktestFolder folder, JobPlace place)
    {
        if (ran.IsTradable && ran.Outcome.Leakage.LeakingDays.Count > 0)
            return Validated<BacktestEnd>.FromValue(new BacktestEnd(ran.Outcome.Leakage, null));
        return summary.Map(figures =>
        {
            var data = new FinishedBacktest(ran.Outcome, figures)
            {
                IsTradable = ran.IsTradable,
                IsSynthetic = loaded.IsSynthetic,
                Notes = figures.CaptureNote.Length > 0 ? [.. loaded.Notes, $"capture: {figures.CaptureNote}"] : loaded.Notes,
                // Money of a site is made at its connection, which the hours of positions do not know.
                Tail = ran.Site is null && TailDrivers.Of(ran.Outcome) is { IsValid: true } tail ? tail.Value : null,
                Site = ran.Site,
            };
            var written = new WrittenBacktest(data, BacktestDocument.Of(data, place.FolderWords, place.Seconds()), place.Page(data));
            folder.Finish(
            [
                (DaysCsv.FileName, DaysCsv.Text(ran.Outcome)), (BacktestFolder.ReportName, written.Page),
                (BacktestDocument.FileName, JsonSerializer.Serialize(written.Document, BessJson.Indented) + "\n"),
            ]);
            return new BacktestEnd(null, written);
        });
    }

    private sealed record Ran(BacktestOutcome Outcome, SiteOutcome? Site, bool IsTradable);
}

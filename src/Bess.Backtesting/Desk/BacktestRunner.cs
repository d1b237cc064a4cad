using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Running;
using Bess.Backtesting.Sites;
using Bess.Backtesting.Strategies;
using Bess.Domain;
using Bess.Forecasting.Models;

namespace Bess.Backtesting.Desk;

/// <summary>Runs a request with the strategies of the catalogue and the forecasts that they need.</summary>
public static class BacktestRunner
{
    /// <summary>Whether the strategy of a request is given the prices that came.</summary>
    /// <param name="request">The request.</param>
    public static bool SeesFuture(BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return StrategyCatalog.Create(request.Strategy, request.Settings).Value.SeesFuture;
    }

    /// <summary>Runs a site, which needs no forecasts but its own.</summary>
    /// <param name="request">What is to be run.</param>
    /// <param name="ledgerPath">File of the ledger, continued when it exists; null for none.</param>
    /// <param name="progress">Told how far it is, or null.</param>
    /// <param name="cancellationToken">Ends the run between days.</param>
    public static Validated<SiteOutcome> Run(
        SiteRequest request, string? ledgerPath, IProgress<DeskProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SiteBacktester.Run(request, ledgerPath, Days(progress), cancellationToken);
    }

    /// <summary>Runs.</summary>
    /// <param name="request">What is to be run.</param>
    /// <param name="ledgerPath">File of the ledger, continued when it exists; null for none.</param>
    /// <param name="forecasts">Folder of forecasts; null for none.</param>
    /// <param name="progress">Told how far it is, or null.</param>
    /// <param name="cancellationToken">Ends the run between days.</param>
    public static Validated<BacktestOutcome> Run(
        BacktestRequest request, string? ledgerPath, string? forecasts, IProgress<DeskProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = new ForecastBookOptions
        {
            Needs = StrategyCatalog.NeedsOf(request.Strategy, request.Settings),
            CacheFolder = forecasts,
            Seed = request.Settings.Seed,
        };
        var told = progress is null ? null : new Told<RollProgress>(one => progress.Report(new DeskProgress(DeskStep.Forecasts, one.Done, one.Total)));
        var source = new ForecastSource(request.From, request.To, options, rolledAgain: 0, told, cancellationToken);
        var (isCheck, isChecked) = (false, 0);
        var parts = BacktestParts.Of(request, StrategyCatalog.Create, market =>
        {
            // The first market is that of the run; each later one is one that the leakage check has changed.
            if (isCheck)
                progress?.Report(new DeskProgress(DeskStep.Check, ++isChecked, 0));
            isCheck = true;
            return source.Of(market);
        });
        return Backtester.Run(request, parts, ledgerPath, Days(progress), cancellationToken).Map(source.Certify);
    }

    private static Told<BacktestProgress>? Days(IProgress<DeskProgress>? progress) => progress is null ? null : new Told<BacktestProgress>(one =>
    {
        progress.Report(new DeskProgress(DeskStep.Days, one.DaysDone, one.Days) { Day = one.Day, NetSoFar = one.NetSoFar });
        if (one.DaysDone == one.Days)
            progress.Report(new DeskProgress(DeskStep.Figures, 0, 0));
    });
}

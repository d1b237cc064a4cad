using System.Globalization;
using Bess.Backtesting.Running;
using Bess.Backtesting.Sites;
using Bess.Backtesting.Strategies;
using Bess.Cli.Rendering;
using Bess.Domain;

namespace Bess.Cli.Commands.Backtest;

/// <summary>Runs a request with the strategies of the catalogue and the forecasts that they need.</summary>
internal static class BacktestRunner
{
    /// <summary>Whether the strategy of a request is given the prices that came.</summary>
    public static bool SeesFuture(BacktestRequest request) => StrategyCatalog.Create(request.Strategy, request.Settings).Value.SeesFuture;

    /// <summary>Runs a site, which needs no forecasts but its own.</summary>
    /// <param name="request">What is to be run.</param>
    /// <param name="ledgerPath">File of the ledger, continued when it exists.</param>
    /// <param name="talk">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the run between days.</param>
    public static Validated<SiteOutcome> Run(SiteRequest request, string ledgerPath, ProgressTalk talk, CancellationToken cancellationToken) =>
        SiteBacktester.Run(request, ledgerPath, ToldTo(talk, "", request.Market.Currency.Code), cancellationToken);

    /// <summary>Runs.</summary>
    /// <param name="request">What is to be run.</param>
    /// <param name="ledgerPath">File of the ledger, continued when it exists; null for none.</param>
    /// <param name="forecasts">Folder of forecasts; null for none.</param>
    /// <param name="talk">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the run between days.</param>
    /// <param name="prefix">Put before what is told.</param>
    public static Validated<BacktestOutcome> Run(
        BacktestRequest request, string? ledgerPath, string? forecasts, ProgressTalk talk, CancellationToken cancellationToken, string prefix = "")
    {
        var made = new RunForecasts(request, forecasts, (what, done, total) => talk.Report($"{prefix}{what}", done, total), cancellationToken);
        var parts = BacktestParts.Of(request, StrategyCatalog.Create, made.Of);
        return Backtester.Run(request, parts, ledgerPath, ToldTo(talk, prefix, request.Market.Currency.Code), cancellationToken).Map(made.Certify);
    }

    private static Told<BacktestProgress> ToldTo(ProgressTalk talk, string prefix, string currency) => new(one => talk.Report(
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{one.Day:yyyy-MM-dd}, net so far {one.NetSoFar:0} {currency}"), one.DaysDone, one.Days));
}

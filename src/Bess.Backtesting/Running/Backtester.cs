using Bess.Backtesting.Ledger;
using Bess.Domain;

namespace Bess.Backtesting.Running;

/// <summary>Runs a backtest: forecasts, bids, clearing, dispatch, plant and settlement in the order of time, into a ledger.</summary>
/// <remarks>
/// <para>
/// The position of a day is decided at its gate closure on the day before, before the rest of that day is run, with the energy that is
/// then expected at midnight: measured at the gate, then the positions of the rest of the day by the planned plant. The plant takes
/// prices. What a strategy sees is what was published at the instant, and nothing else.
/// </para>
/// <para>
/// A ledger file is flushed a day at a time. A run that finds the ledger of the same run goes on after its last closed day and ends with the
/// same bytes. Exceptions of a strategy are not caught.
/// </para>
/// </remarks>
public static class Backtester
{
    /// <summary>Runs a request.</summary>
    /// <param name="request">What is to be run.</param>
    /// <param name="parts">How strategies and forecasts are made.</param>
    /// <param name="ledgerPath">File of the ledger, continued when it exists; null for none.</param>
    /// <param name="progress">Told of each closed day.</param>
    /// <param name="cancellationToken">Ends the run between days; the ledger can be continued.</param>
    /// <returns>The outcome, or all faults.</returns>
    /// <exception cref="OperationCanceledException">When cancelled.</exception>
    public static Validated<BacktestOutcome> Run(
        BacktestRequest request, BacktestParts parts, string? ledgerPath = null, IProgress<BacktestProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(parts);
        var faults = RequestCheck.Faults(request);
        var made = parts.Strategy(request.Market);
        if (faults.Count > 0 || !made.TryGet(out var strategy))
            return Validated<BacktestOutcome>.FromFaults([.. faults, .. made.Faults]);
        var opened = LedgerBook.Open(ledgerPath);
        if (!opened.TryGet(out var ledger))
            return Validated<BacktestOutcome>.FromFaults(opened.Faults);
        using (ledger)
        {
            var forecasts = parts.Forecasts(request.Market);
            var desk = new DayDesk(request, request.Market, strategy, forecasts);
            var run = new BacktestRun(request, desk, ledger);
            if (run.Run(progress, cancellationToken) is { } fault)
                return Validated<BacktestOutcome>.FromFault(ledgerPath is null ? fault : fault with { Location = Path.GetFileName(ledgerPath) });
            var days = LedgerReader.Days(ledger.Entries);
            var sellsReserve = days.Any(day => day.Reserves.Count > 0);
            return CeilingPlanner.Plan(request, run.Terms.Settlement.TradesRealTime, sellsReserve, cancellationToken).Map(ceiling => new BacktestOutcome
            {
                Request = request,
                Days = days,
                Ceiling = ceiling,
                Leakage = new LeakageAudit(request, parts, forecasts, ledger.Entries).Check(strategy, cancellationToken),
                LedgerHash = ledger.LastHash,
            });
        }
    }
}

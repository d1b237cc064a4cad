using Bess.Backtesting.Ledger;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Running;
using Bess.Domain;

namespace Bess.Backtesting.Sites;

/// <summary>Runs a site through past days: a decision each day, a power at each step, plant, curtailment and settlement, into a ledger.</summary>
/// <remarks>
/// <para>
/// At the start of a local day its prices are known by publication, later ones are forecast until they are published; sun and load of
/// a step are measured, later ones forecast. Energy is settled at the day-ahead price of its step: no position is sold, so
/// none is missed. A step without price, sun or load is not settled and the plant stands still.
/// </para>
/// <para>
/// A ledger file is flushed a day at a time; a run that finds the ledger of the same run goes on after its last closed day and ends
/// with the same bytes.
/// </para>
/// </remarks>
public static class SiteBacktester
{
    /// <summary>Runs a request.</summary>
    /// <param name="request">What is to be run.</param>
    /// <param name="ledgerPath">File of the ledger, continued when it exists; null for none.</param>
    /// <param name="progress">Told of each closed day.</param>
    /// <param name="cancellationToken">Ends the run between days; the ledger can be continued.</param>
    /// <returns>The outcome, or all faults.</returns>
    /// <exception cref="OperationCanceledException">When cancelled.</exception>
    public static Validated<SiteOutcome> Run(
        SiteRequest request, string? ledgerPath = null, IProgress<BacktestProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Run(request, SiteStrategies.MethodOf(request.Strategy), ledgerPath, progress, cancellationToken);
    }

    /// <summary>Runs a request by a given method; for tests that plant a leak.</summary>
    internal static Validated<SiteOutcome> Run(
        SiteRequest request, SiteMethod? method, string? ledgerPath, IProgress<BacktestProgress>? progress, CancellationToken cancellationToken)
    {
        var run = request.ToBacktest();
        var faults = SiteCheck.Faults(request, run);
        if (faults.Count > 0)
            return Validated<SiteOutcome>.FromFaults(faults);
        var book = new DayPriceBook(run.Market);
        SiteDay[] days = [.. Enumerable.Range(run.From.DayNumber, run.To.DayNumber - run.From.DayNumber + 1)
            .Select(day => SiteDay.Of(run.Market, book, request.Site, DateOnly.FromDayNumber(day)))];
        if (SiteCheck.Load(request.Site, days) is { } tooMuch)
            return Validated<SiteOutcome>.FromFault(tooMuch);
        return LedgerBook.Open(ledgerPath).Bind(ledger =>
        {
            using (ledger)
            {
                var site = new SiteRun(run, request.Site, days, method, ledger);
                if (site.Run(progress, cancellationToken) is { } fault)
                    return Validated<SiteOutcome>.FromFault(ledgerPath is null ? fault : fault with { Location = Path.GetFileName(ledgerPath) });
                return SiteCeiling.Plan(run, request.Site, days, cancellationToken).Map(ceiling => new SiteOutcome
                {
                    Request = request,
                    IdleNetByDay = site.IdleNetByDay(),
                    Run = new BacktestOutcome
                    {
                        Request = run,
                        Days = LedgerReader.Days(ledger.Entries),
                        Ceiling = ceiling,
                        Leakage = Certificate(request, run, method, days, ledger.Entries, cancellationToken),
                        LedgerHash = ledger.LastHash,
                    },
                });
            }
        });
    }

    private static LeakageCertificate Certificate(
        SiteRequest request, BacktestRequest run, SiteMethod? method, SiteDay[] days, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        if (SiteStrategies.SeesFuture(request.Strategy))
            return new LeakageCertificate("sees the future by declaration: a yardstick, nothing was checked", [], []);
        return method is null
            ? new LeakageCertificate("the battery is not used: every day decides nothing, whatever is published", LeakageAudit.Sample(run), [])
            : new SiteLeakage(run, request.Site, method, days, entries).Check(cancellationToken);
    }
}

using System.Globalization;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Domain;

namespace Bess.Backtesting.Connections;

/// <summary>Backtests several batteries that share one connection: planned together at each gate, run in step, each with its own plant and ledger.</summary>
/// <remarks>
/// Energy only: no reserve is sold and nothing is traded in real time. The limit holds for what is metered, at each step; where losses of
/// one plant would break it the others give way, and the ledger says so. Each ledger stays in memory.
/// </remarks>
public static class SharedConnectionBacktester
{
    /// <summary>Strategies that can be planned together.</summary>
    public static IReadOnlyCollection<string> Strategies => [.. SharedDesk.HorizonDays.Keys];

    /// <summary>Runs the batteries.</summary>
    /// <param name="members">One request a battery: the same market without real time, the same days, strategy and settings; at least one.</param>
    /// <param name="limitMw">Most that all together export or import, MW; &gt; 0.</param>
    /// <param name="forecasts">Makes the forecasts of a market: that of the run, then those of the leakage check.</param>
    /// <param name="progress">Told of each closed day, with the net of all.</param>
    /// <param name="cancellationToken">Ends the run between days.</param>
    /// <returns>One outcome a battery, in order, or all faults. The ceiling of each is its own, without the shared limit.</returns>
    /// <exception cref="OperationCanceledException">When cancelled.</exception>
    public static Validated<IReadOnlyList<BacktestOutcome>> Run(
        IReadOnlyList<BacktestRequest> members, double limitMw, Func<BacktestMarket, Func<DateOnly, IDayForecasts>> forecasts,
        IProgress<BacktestProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(forecasts);
        var faults = Faults(members, limitMw);
        if (faults.Count > 0)
            return Validated<IReadOnlyList<BacktestOutcome>>.FromFaults(faults);
        var shares = ConnectionShare.Of([.. members.Select(member => member.Plant)], limitMw);
        var (first, made) = (members[0], forecasts(members[0].Market));
        SharedDesk NewDesk() => new(first.Strategy, shares, limitMw);
        var desk = NewDesk();
        LedgerBook[] ledgers = [.. members.Select(_ => LedgerBook.Open(null).Value)];
        BacktestRun[] lanes = [.. members.Select((member, i) => new BacktestRun(member, SharedAudit.DeskOf(member, member.Market, desk.SeesFuture, made), ledgers[i]))];
        if (new SharedConnectionRun(first, lanes, ledgers, desk, limitMw).Run(progress, cancellationToken) is { } fault)
            return Validated<IReadOnlyList<BacktestOutcome>>.FromFault(fault);
        var leakage = new SharedAudit(members, ledgers, forecasts, made, NewDesk).Check(cancellationToken);
        return All([.. members.Select((member, i) => CeilingPlanner.Plan(member, tradesRealTime: false, sellsReserve: false, cancellationToken).Map(ceiling => new BacktestOutcome
        {
            Request = member,
            Days = LedgerReader.Days(ledgers[i].Entries),
            Ceiling = ceiling with { Rules = $"{ceiling.Rules}; the shared connection without its limit" },
            Leakage = leakage,
            LedgerHash = ledgers[i].LastHash,
        }))]);
    }

    private static List<Fault> Faults(IReadOnlyList<BacktestRequest> members, double limitMw)
    {
        if (members.Count == 0)
            return [new Fault("", "members", "at least one battery", "none")];
        var (faults, first) = (new List<Fault>(), members[0]);
        if (!(double.IsFinite(limitMw) && limitMw > 0))
            faults.Add(new Fault("", "limitMw", "a number > 0", limitMw.ToString(CultureInfo.InvariantCulture)));
        if (SharedDesk.Check(first.Strategy) is { } fault)
            faults.Add(fault);
        if (first.Market.RealTime is not null)
            faults.Add(new Fault("", "market.realTime", "none behind a shared connection", $"{first.Market.RealTime}"));
        for (var i = 0; i < members.Count; i++)
        {
            faults.AddRange(RequestCheck.Faults(members[i]).Select(one => one.Below($"members[{i}]")));
            var same = ReferenceEquals(members[i].Market, first.Market) && (members[i].From, members[i].To, members[i].Strategy) == (first.From, first.To, first.Strategy);
            if (!same)
                faults.Add(new Fault("", $"members[{i}]", "market, days and strategy of the first", "others"));
        }

        return faults;
    }

    private static Validated<IReadOnlyList<BacktestOutcome>> All(Validated<BacktestOutcome>[] outcomes)
    {
        Fault[] faults = [.. outcomes.SelectMany(outcome => outcome.Faults)];
        return faults.Length > 0
            ? Validated<IReadOnlyList<BacktestOutcome>>.FromFaults(faults)
            : Validated<IReadOnlyList<BacktestOutcome>>.FromValue([.. outcomes.Select(outcome => outcome.Value)]);
    }
}

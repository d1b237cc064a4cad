using System.Globalization;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Forecasting.Accuracy;

namespace Bess.Backtesting.Connections;

/// <summary>Decides sampled days of all batteries again, with everything that was published later permuted; the days are those of <see cref="LeakageAudit"/>.</summary>
internal sealed class SharedAudit(
    IReadOnlyList<BacktestRequest> members, IReadOnlyList<LedgerBook> ledgers, Func<BacktestMarket, Func<DateOnly, IDayForecasts>> forecasts,
    Func<DateOnly, IDayForecasts> made, Func<SharedDesk> newDesk)
{
    /// <summary>Lays days of a battery before the shared desk.</summary>
    public static DayDesk DeskOf(BacktestRequest member, BacktestMarket market, bool seesFuture, Func<DateOnly, IDayForecasts> forecasts) =>
        new(member, market, new SharedStrategy(member.Strategy, seesFuture), forecasts);

    public LeakageCertificate Check(CancellationToken cancellationToken)
    {
        if (newDesk().SeesFuture)
            return new LeakageCertificate("sees the future by declaration: a yardstick, nothing was checked", [], []);
        var days = LeakageAudit.Sample(members[0]);
        var leaking = new List<DateOnly>();
        foreach (var day in days)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Leaks(day))
                leaking.Add(day);
        }

        return new LeakageCertificate(
            string.Create(CultureInfo.InvariantCulture, $"{days.Count} days decided again together with every value published after the decision permuted (seed {members[0].Settings.Seed}): {leaking.Count} changed"),
            days, leaking);
    }

    private bool Leaks(DateOnly day)
    {
        var market = members[0].Market;
        var instant = market.Gate.DecisionOn(day);
        var permuted = market.Select(series => LeakageCheck.Permuted(series, instant, members[0].Settings.Seed));
        var (asItWas, otherwise) = (Decide(day, market, made), Decide(day, permuted, forecasts(permuted)));
        return asItWas.Zip(otherwise).Any(pair => !LeakageAudit.AreSame(pair.First, pair.Second));
    }

    private IReadOnlyList<DayDecision> Decide(DateOnly day, BacktestMarket market, Func<DateOnly, IDayForecasts> known) => newDesk().Decide(
        [.. members.Select((member, i) =>
        {
            var plan = DayPlan.From(Entry(i, day, LedgerKind.Decision), Entry(i, day, LedgerKind.Clearing));
            return DeskOf(member, market, seesFuture: false, known).Context(day, plan.Grid, plan.ExpectedStartEnergyMwh);
        })]);

    private LedgerEntry Entry(int member, DateOnly day, string kind) => ledgers[member].Entries.First(entry => entry.Day == day && entry.Kind == kind);
}

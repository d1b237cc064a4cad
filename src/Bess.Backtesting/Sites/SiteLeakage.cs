using System.Globalization;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Running;
using Bess.Forecasting.Accuracy;

namespace Bess.Backtesting.Sites;

/// <summary>Decides sampled days again, with everything that was published later permuted: at the day's start, and in one step.</summary>
/// <remarks>The sun and load of the step itself are measured, not published, and stay as they are. Any difference in a power or an energy is a leak.</remarks>
internal sealed class SiteLeakage(BacktestRequest request, Site site, SiteMethod method, IReadOnlyList<SiteDay> days, IReadOnlyList<LedgerEntry> entries)
{
    public LeakageCertificate Check(CancellationToken cancellationToken)
    {
        var sampled = LeakageAudit.Sample(request);
        var leaking = new List<DateOnly>();
        foreach (var day in sampled)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Leaks(days[day.DayNumber - request.From.DayNumber]))
                leaking.Add(day);
        }

        return new LeakageCertificate(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{sampled.Count} days planned again, and a step of each, with every value published later permuted (seed {request.Settings.Seed}): {leaking.Count} changed"),
            sampled, leaking);
    }

    private bool Leaks(SiteDay day)
    {
        var dispatch = entries.First(entry => entry.Day == day.Day && entry.Kind == LedgerKind.Dispatch).Data;
        var (start, path) = (dispatch.Number("startEnergyMwh"), dispatch.Numbers("energyMwh"));
        var asItWas = new SiteDesk(request.Market, site, method);
        if (!asItWas.Decide(day, start).IsSameAs(new SiteDesk(Permuted(day.Grid.Start), site, method).Decide(day, start)))
            return true;
        var step = new Random(unchecked((request.Settings.Seed * 397) ^ day.Day.DayNumber)).Next(day.Grid.Count);
        if (!day.IsSettled(step))
            return false;
        var energy = step == 0 ? start : path[step - 1];
        var blind = new SiteDesk(Permuted(day.Grid.StartOf(step)), site, method);
        blind.Decide(day, start);
        return !asItWas.PowerMw(day, step, energy, _ => { }).Equals(blind.PowerMw(day, step, energy, _ => { }));
    }

    private BacktestMarket Permuted(DateTimeOffset instant) =>
        request.Market.Select(series => LeakageCheck.Permuted(series, instant, request.Settings.Seed));
}

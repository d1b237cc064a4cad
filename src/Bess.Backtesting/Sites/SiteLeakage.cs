using System.Globalization;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Running;
using Bess.Forecasting.Accuracy;

namespace Bess.Backtesting.Sites;

/// <summary>Plans sampled days again, with everything that was published later permuted: the week at the day's start, and one step.</summary>
/// <remarks>The sun and load of the step itself are measured, not published, and stay as they are. Any difference in a power or an energy is a leak.</remarks>
internal sealed class SiteLeakage(BacktestRequest request, Site site, SiteEyes eyes, IReadOnlyList<SiteDay> days, IReadOnlyList<LedgerEntry> entries)
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
        var asItWas = new SiteDesk(request.Market, site, eyes);
        var week = asItWas.PlanWeek(day, start);
        if (!Same(week, new SiteDesk(Permuted(day.Grid.Start), site, eyes).PlanWeek(day, start)))
            return true;
        var step = new Random(unchecked((request.Settings.Seed * 397) ^ day.Day.DayNumber)).Next(day.Grid.Count);
        if (!day.IsSettled(step))
            return false;
        var energy = step == 0 ? start : path[step - 1];
        var blind = new SiteDesk(Permuted(day.Grid.StartOf(step)), site, eyes);
        blind.PlanWeek(day, start);
        return !asItWas.PowerMw(day, step, energy, _ => { }).Equals(blind.PowerMw(day, step, energy, _ => { }));
    }

    private BacktestMarket Permuted(DateTimeOffset instant) =>
        request.Market.Select(series => LeakageCheck.Permuted(series, instant, request.Settings.Seed));

    private static bool Same(SitePlan? one, SitePlan? other) => one is null || other is null
        ? one is null && other is null
        : one.Plan.PowerMw.AsSpan().SequenceEqual(other.Plan.PowerMw) && one.Plan.EnergyMwh.AsSpan().SequenceEqual(other.Plan.EnergyMwh);
}

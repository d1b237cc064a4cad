using Bess.Backtesting.Markets;

namespace Bess.Backtesting.Sites;

/// <summary>Lays before the controller of a site what is known, and asks it; the same for a run and for its leakage check. One day long.</summary>
internal sealed class SiteDesk(BacktestMarket market, Site site, SiteEyes eyes)
{
    private readonly SiteController _controller = new(site, market.Clock, market.DayAhead);

    public SitePlan? PlanWeek(SiteDay day, double energyMwh) =>
        _controller.PlanWeek(day.Day, day.Grid.Step, eyes(market, day.Grid.Start), energyMwh);

    /// <summary>Power of the battery in a step, MW; 0 without a plan that the audit accepts.</summary>
    public double PowerMw(SiteDay day, int step, double energyMwh, Action<string> tell)
    {
        var plan = _controller.PlanRest(step, eyes(market, day.Grid.StartOf(step)), energyMwh, day.SolarMw[step], day.LoadMw[step]);
        if (plan is { Verdict.IsAccepted: true })
            return plan.Plan.PowerMw[0];
        tell(plan is null ? "no plan, prices are missing or nothing is feasible: the battery stood still" : "plan refused by the audit: the battery stood still");
        return 0;
    }
}

using Bess.Backtesting.Knowledge;
using Bess.Domain.Time;

namespace Bess.Backtesting.Sites.Strategies;

/// <summary>A plan of seven days at the start of each day, and the rest of two days again at every step.</summary>
/// <remarks>
/// The plan of a week says how much energy the battery should hold at the end of the next day; the plan of a step keeps to that and
/// starts from what is measured: the sun and the load of the step itself are known, those of later steps are <see cref="SiteForecast"/>.
/// </remarks>
internal sealed class RollingSiteStrategy(SitePlanner planner) : ISiteStrategy
{
    private const int NearDays = 2;

    private TimeGrid? _near;
    private double? _endMwh;

    public SiteDecision Decide(DateOnly day, TimeSpan step, MarketView known, double energyMwh)
    {
        _near = planner.Clock.Days(day, day.AddDays(NearDays - 1), step);
        var grid = planner.Clock.Days(day, day.AddDays(SitePlanner.WeekDays - 1), step);
        var plan = planner.Plan(grid, planner.Outlook(grid, known), energyMwh);
        _endMwh = plan?.Claim.EnergyMwh[_near.Count - 1];
        return new SiteDecision(plan, plan switch
        {
            null => ["no plan of the week: prices are missing or nothing is feasible"],
            { Verdict.IsAccepted: false } => ["plan of the week refused by the audit: only its energy at the end of the next day is used"],
            _ => [],
        });
    }

    /// <exception cref="InvalidOperationException">Before a week was planned.</exception>
    public double PowerMw(SiteMoment moment, Action<string> tell)
    {
        var near = _near ?? throw new InvalidOperationException("Expected a planned week, was none.");
        var rest = new TimeGrid(near.StartOf(moment.Step), near.Step, near.Count - moment.Step);
        var outlook = planner.Outlook(rest, moment.Known);
        (outlook.SolarMw[0], outlook.LoadMw[0]) = (moment.SolarMw, moment.LoadMw);
        return Followed.PowerMw(planner.Plan(rest, outlook, moment.EnergyMwh, _endMwh), 0, tell);
    }
}

using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Strategies.Planning;
using Bess.Domain.Series;

namespace Bess.Backtesting.Sites.Strategies;

/// <summary>A plan at the start of each day as if the mean of the last known days came again seven times, in price, sun and load; followed without looking again.</summary>
/// <param name="planner">The planner.</param>
/// <param name="days">Days of the mean, 1 for yesterday.</param>
internal sealed class CurveSiteStrategy(SitePlanner planner, int days) : ISiteStrategy
{
    private const int ReachDays = 14;

    private SitePlan? _plan;

    public SiteDecision Decide(DateOnly day, TimeSpan step, MarketView known, double energyMwh)
    {
        var rules = new List<string>();
        var grid = planner.Clock.Days(day, day.AddDays(SitePlanner.WeekDays - 1), step);
        var outlook = new SiteOutlook(Curve(planner.Price), Power(planner.Site.Solar), Power(planner.Site.Load));
        _plan = planner.Plan(grid, outlook, energyMwh);
        return new SiteDecision(_plan, rules);

        double[] Curve(SeriesId series)
        {
            var curves = KnownCurves.Last(known, planner.Clock, day, series, step, days, ReachDays);
            if (curves.Count < days)
                rules.Add(curves.Count == 0 ? $"no day of {series.Name} known within {ReachDays} days: nothing is planned with it" : $"{curves.Count} of {days} days of {series.Name} known");
            return curves.Count == 0 ? [.. Enumerable.Repeat(double.NaN, grid.Count)] : KnownCurves.On(grid, KnownCurves.MeanOf(curves), planner.Clock);
        }

        double[] Power(SiteProfile? profile) => profile is null ? new double[grid.Count] : profile.Powers(Curve(profile.Series), missing: 0);
    }

    public double PowerMw(SiteMoment moment, Action<string> tell) => Followed.PowerMw(_plan, moment.Step, tell);
}

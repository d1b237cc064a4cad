using Bess.Backtesting.Markets;
using Bess.Backtesting.Sites.Strategies;

namespace Bess.Backtesting.Sites;

/// <summary>Lays before the strategy of a site what is known, and asks it; the same for a run and for its leakage check. One day long.</summary>
internal sealed class SiteDesk(BacktestMarket market, Site site, SiteMethod method)
{
    private readonly ISiteStrategy _strategy = method.Create(new SitePlanner(site, market.Clock, market.DayAhead));

    /// <summary>What the strategy decides at the start of the day.</summary>
    public SiteDecision Decide(SiteDay day, double energyMwh) =>
        _strategy.Decide(day.Day, day.Grid.Step, method.Eyes(market, day.Grid.Start), energyMwh);

    /// <summary>Power of the battery in a step, MW.</summary>
    public double PowerMw(SiteDay day, int step, double energyMwh, Action<string> tell) => _strategy.PowerMw(
        new SiteMoment(step, day.Grid.StepHours, method.Eyes(market, day.Grid.StartOf(step)), energyMwh, day.SolarMw[step], day.LoadMw[step]), tell);
}

using Bess.Backtesting.Knowledge;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Sites.Strategies;

/// <summary>Puts a site into the planner of connections. One a thread.</summary>
/// <param name="site">The site.</param>
/// <param name="clock">Clock of its days.</param>
/// <param name="price">The series that it pays and is paid.</param>
internal sealed class SitePlanner(Site site, MarketClock clock, SeriesId price)
{
    /// <summary>Days that a plan of the day's start looks ahead.</summary>
    public const int WeekDays = 7;

    private const double LeastWindow = 1e-9;

    private readonly ConnectionPlanner _planner = new();

    public Site Site => site;

    public MarketClock Clock => clock;

    public SeriesId Price => price;

    /// <summary>What is known or reckoned with on a grid: prices with NaN where nothing is, sun and load never so.</summary>
    public SiteOutlook Outlook(TimeGrid grid, MarketView known) => new(
        SiteForecast.Of(known, price, grid, clock), Power(site.Solar, grid, known), Power(site.Load, grid, known));

    /// <summary>The plan of an outlook; null when prices are missing or nothing is feasible.</summary>
    /// <param name="grid">The steps.</param>
    /// <param name="outlook">Prices, sun and load.</param>
    /// <param name="energyMwh">Stored energy.</param>
    /// <param name="endMwh">Least energy at the end; given up when the sun no longer allows it; null for none.</param>
    public SitePlan? Plan(TimeGrid grid, SiteOutlook outlook, double energyMwh, double? endMwh = null)
    {
        if (!outlook.HasPrices)
            return null;
        var request = Request(grid, outlook, energyMwh, endMwh);
        if (SitePlan.Of(request, _planner.Plan(request)) is { } plan)
            return plan;
        var free = Request(grid, outlook, energyMwh, null);
        return endMwh is null ? null : SitePlan.Of(free, _planner.Plan(free));
    }

    /// <summary>What a plan is asked for.</summary>
    public ConnectionRequest Request(TimeGrid grid, SiteOutlook outlook, double energyMwh, double? endMwh) => new()
    {
        Plant = site.Plant with
        {
            InitialEnergyMwh = Math.Clamp(energyMwh, 0, site.Plant.Battery.Capacity.Mwh),
            End = endMwh > site.Plant.Battery.MinimumEnergy.Mwh + LeastWindow ? new EndOfHorizon { FloorMwh = endMwh } : new EndOfHorizon(),
        },
        Grid = grid,
        ImportPricePerMwh = [.. outlook.PricePerMwh.Select(value => value + site.ImportFeePerMwh)],
        ExportPricePerMwh = [.. outlook.PricePerMwh.Select(value => value - site.ExportFeePerMwh)],
        SolarMw = outlook.SolarMw,
        LoadMw = outlook.LoadMw,
        ImportLimitMw = site.ImportLimitMw,
        ExportLimitMw = site.ExportLimitMw,
        Exclusivity = ExclusivityMode.Held,
    };

    private double[] Power(SiteProfile? profile, TimeGrid grid, MarketView known) =>
        profile is null ? new double[grid.Count] : profile.Powers(SiteForecast.Of(known, profile.Series, grid, clock), missing: 0);
}

using Bess.Backtesting.Knowledge;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Sites;

/// <summary>Runs the battery of a site: a plan of seven days at the start of each day, and the rest of two days again at every step.</summary>
/// <remarks>
/// The plan of a week says how much energy the battery should hold at the end of the next day; the plan of a step keeps to that and
/// starts from what is measured: the sun and the load of the step itself are known, those of later steps are <see cref="SiteForecast"/>.
/// One controller a thread.
/// </remarks>
internal sealed class SiteController(Site site, MarketClock clock, SeriesId price)
{
    private const int WeekDays = 7;
    private const int NearDays = 2;
    private const double LeastWindow = 1e-9;

    private readonly ConnectionPlanner _planner = new();
    private TimeGrid? _near;
    private double? _endMwh;

    /// <summary>Plans a week from the start of a day.</summary>
    /// <param name="day">The local day.</param>
    /// <param name="step">Length of its steps.</param>
    /// <param name="known">What is known at its start.</param>
    /// <param name="energyMwh">Stored energy.</param>
    /// <returns>The plan; null when prices are missing or nothing is feasible.</returns>
    public SitePlan? PlanWeek(DateOnly day, TimeSpan step, MarketView known, double energyMwh)
    {
        _near = clock.Days(day, day.AddDays(NearDays - 1), step);
        var grid = clock.Days(day, day.AddDays(WeekDays - 1), step);
        var plan = Plan(grid, known, energyMwh, null, null);
        _endMwh = plan?.Plan.EnergyMwh[_near.Count - 1];
        return plan;
    }

    /// <summary>Plans the rest of two days from a step on.</summary>
    /// <param name="first">Step of the day, from 0.</param>
    /// <param name="known">What is known at its start.</param>
    /// <param name="energyMwh">Stored energy.</param>
    /// <param name="solarMw">Sun of this step.</param>
    /// <param name="loadMw">Load of this step.</param>
    /// <returns>The plan, whose first power is that of the step; null when prices are missing or nothing is feasible.</returns>
    /// <exception cref="InvalidOperationException">Before a week was planned.</exception>
    public SitePlan? PlanRest(int first, MarketView known, double energyMwh, double solarMw, double loadMw)
    {
        var near = _near ?? throw new InvalidOperationException("Expected a planned week, was none.");
        var rest = new TimeGrid(near.StartOf(first), near.Step, near.Count - first);
        return Plan(rest, known, energyMwh, (solarMw, loadMw), _endMwh);
    }

    private SitePlan? Plan(TimeGrid grid, MarketView known, double energyMwh, (double Solar, double Load)? now, double? endMwh)
    {
        var prices = SiteForecast.Of(known, price, grid, clock);
        if (!Array.TrueForAll(prices, double.IsFinite))
            return null;
        var (solar, load) = (Power(site.Solar, grid, known), Power(site.Load, grid, known));
        if (now is { } measured)
            (solar[0], load[0]) = measured;
        var request = Request(grid, prices, solar, load, energyMwh, endMwh);
        if (SitePlan.Of(request, _planner.Plan(request)) is { } plan)
            return plan;

        // An end that the sun no longer allows is given up.
        var free = Request(grid, prices, solar, load, energyMwh, null);
        return endMwh is null ? null : SitePlan.Of(free, _planner.Plan(free));
    }

    private ConnectionRequest Request(TimeGrid grid, double[] prices, double[] solar, double[] load, double energyMwh, double? endMwh) => new()
    {
        Plant = site.Plant with
        {
            InitialEnergyMwh = Math.Clamp(energyMwh, 0, site.Plant.Battery.Capacity.Mwh),
            End = endMwh > site.Plant.Battery.MinimumEnergy.Mwh + LeastWindow ? new EndOfHorizon { FloorMwh = endMwh } : new EndOfHorizon(),
        },
        Grid = grid,
        ImportPricePerMwh = [.. prices.Select(value => value + site.ImportFeePerMwh)],
        ExportPricePerMwh = [.. prices.Select(value => value - site.ExportFeePerMwh)],
        SolarMw = solar,
        LoadMw = load,
        ImportLimitMw = site.ImportLimitMw,
        ExportLimitMw = site.ExportLimitMw,
        Exclusivity = ExclusivityMode.Held,
    };

    private double[] Power(SiteProfile? profile, TimeGrid grid, MarketView known) => profile is null
        ? new double[grid.Count]
        : [.. SiteForecast.Of(known, profile.Series, grid, clock).Select(value => double.IsFinite(value) ? Math.Max(0, value) * profile.Scale : 0)];
}

using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Strategies;
using Bess.Backtesting.Strategies.Planning;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;

namespace Bess.Backtesting.Sites.Strategies;

/// <summary>A fixed rule on the prices of the day alone: full power into its cheapest hours, full power out of its dearest, clipped to what the connection is expected to allow.</summary>
/// <remarks>Sun and load count for the clipping only. A day whose dear hours do not pay for losses, wear and the connection's fees is idle.</remarks>
internal sealed class NaiveSiteStrategy(SitePlanner planner) : ISiteStrategy
{
    private SitePlan? _plan;

    public SiteDecision Decide(DateOnly day, TimeSpan step, MarketView known, double energyMwh)
    {
        var (site, grid) = (planner.Site, planner.Clock.Day(day, step));
        var outlook = planner.Outlook(grid, known);
        _plan = outlook.HasPrices ? Plan() : null;
        return new SiteDecision(_plan, []);

        SitePlan Plan()
        {
            var request = planner.Request(grid, outlook, energyMwh, null);
            var powers = SpreadRule.Wanted(
                request.Plant, outlook.PricePerMwh, grid.StepHours, new StrategySettings(), (site.ImportFeePerMwh, site.ExportFeePerMwh));
            for (var t = 0; t < powers.Length; t++)
            {
                var (least, most) = SiteStep.Window(site, outlook.SolarMw[t], outlook.LoadMw[t]);
                powers[t] = Math.Clamp(powers[t], least, most);
            }

            var energies = SpreadRule.Cut(request.Plant, powers, grid.StepHours);
            return SitePlan.Of(request, Claim(request, powers, energies));
        }

        PlanClaim Claim(ConnectionRequest request, double[] powers, double[] energies)
        {
            SiteStep[] steps = [.. powers.Select((power, t) => SiteStep.Of(site, outlook.PricePerMwh[t], outlook.SolarMw[t], outlook.LoadMw[t], power))];
            return new PlanClaim
            {
                Battery = request.Plant.Battery,
                Grid = grid,
                InitialEnergyMwh = request.Plant.InitialEnergyMwh,
                PowerMw = powers,
                EnergyMwh = energies,
                StandingLossPerHour = request.Plant.StandingLossPerHour,
                CyclesPerDay = request.Plant.CyclesPerDay,
                Connection = new ConnectionClaim
                {
                    ImportMw = [.. steps.Select(one => one.ImportMw)],
                    ExportMw = [.. steps.Select(one => one.ExportMw)],
                    CurtailedMw = [.. steps.Select(one => one.CurtailedMw)],
                    SolarMw = outlook.SolarMw,
                    LoadMw = outlook.LoadMw,
                    ImportLimitMw = site.ImportLimitMw,
                    ExportLimitMw = site.ExportLimitMw,
                },
            };
        }
    }

    public double PowerMw(SiteMoment moment, Action<string> tell) => Followed.PowerMw(_plan, moment.Step, tell);
}

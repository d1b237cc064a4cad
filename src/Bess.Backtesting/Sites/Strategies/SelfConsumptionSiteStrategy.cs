using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Plant;

namespace Bess.Backtesting.Sites.Strategies;

/// <summary>The rule of a home battery: the sun that the load leaves charges, what the load lacks is discharged. No price, no plan.</summary>
internal sealed class SelfConsumptionSiteStrategy(Site site) : ISiteStrategy
{
    public SiteDecision Decide(DateOnly day, TimeSpan step, MarketView known, double energyMwh) => new(null, []);

    public double PowerMw(SiteMoment moment, Action<string> tell)
    {
        var (plant, battery) = (site.Plant, site.Plant.Battery);
        var kept = moment.EnergyMwh * Math.Pow(1 - plant.StandingLossPerHour, moment.Hours);
        return PowerWindow.Of(
            battery, battery.ChargeEfficiency.Value, battery.DischargeEfficiency.Value, kept, default, moment.Hours, double.PositiveInfinity)
            .Nearest(moment.LoadMw - moment.SolarMw);
    }
}

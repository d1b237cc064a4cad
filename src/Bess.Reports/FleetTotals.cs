using Bess.Coordination.Rounds;
using Bess.Domain.Portfolio;

namespace Bess.Reports;

/// <summary>What the fleet does as a whole, per interval; vectors have length T.</summary>
/// <param name="PowerMw">Σ of the agents' power, MW, &gt; 0 discharge.</param>
/// <param name="EnergyMwh">Σ of the energy stored after each interval, MWh.</param>
/// <param name="FloorMwh">Σ of the lower ends of the windows, MWh.</param>
/// <param name="CeilingMwh">Σ of the upper ends, MWh.</param>
/// <param name="ExpectedPricePerMwh">Mean price over the scenarios.</param>
/// <param name="LowestPricePerMwh">Lowest price of any scenario.</param>
/// <param name="HighestPricePerMwh">Highest price of any scenario.</param>
internal sealed record FleetTotals(
    double[] PowerMw, double[] EnergyMwh, double FloorMwh, double CeilingMwh,
    double[] ExpectedPricePerMwh, double[] LowestPricePerMwh, double[] HighestPricePerMwh)
{
    public static FleetTotals Of(ReportedRound round, Fleet fleet, RoundResult result)
    {
        var scenarios = round.Order.Scenarios;
        var count = scenarios.Grid.Count;
        var (power, energy) = (new double[count], new double[count]);
        foreach (var schedule in result.Schedules)
        {
            for (var t = 0; t < count; t++)
            {
                power[t] += schedule.PowerMw[t];
                energy[t] += schedule.StateOfChargeMwh[t];
            }
        }

        var all = Enumerable.Range(0, scenarios.Count).ToArray();
        var batteries = fleet.Members.Select(member => member.Battery).ToArray();
        return new FleetTotals(
            power, energy, batteries.Sum(battery => battery.MinimumEnergy.Mwh), batteries.Sum(battery => battery.MaximumEnergy.Mwh),
            scenarios.ExpectedPricesPerMwh(),
            Enumerable.Range(0, count).Select(t => all.Min(s => scenarios.PricesPerMwh(s)[t])).ToArray(),
            Enumerable.Range(0, count).Select(t => all.Max(s => scenarios.PricesPerMwh(s)[t])).ToArray());
    }
}

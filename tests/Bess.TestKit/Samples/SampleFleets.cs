using Bess.Coordination.Fleets;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Units;

namespace Bess.TestKit.Samples;

/// <summary>The fleets of the samples.</summary>
internal static class SampleFleets
{
    /// <summary>Fifty different batteries, as <c>fleet generate --batteries 50 --seed 50</c> makes them.</summary>
    public static Fleet Fifty() => FleetGenerator.Generate(50, 50, "vpp-50");

    /// <summary>Twenty batteries dealt in turn to two feeders, both below one substation.</summary>
    public static Fleet Feeders()
    {
        var fleet = FleetGenerator.Generate(20, 20, "feeder-limited", feeders: 2);
        var substation = new FleetGroup("substation");
        return new Fleet(fleet.Name, fleet.Members, [substation, .. fleet.Groups.Select(feeder => new FleetGroup(feeder.Name, substation.Name))]);
    }

    /// <summary>Three small batteries of people who fear loss differently.</summary>
    public static Fleet Community() => new(
        "community-3",
        [
            Neighbour("baker", capacityMwh: 0.002, powerMw: 0.001, new RiskPreference(0, 0.1)),
            Neighbour("family", capacityMwh: 0.005, powerMw: 0.0025, new RiskPreference(0.3, 0.05)),
            Neighbour("school", capacityMwh: 0.02, powerMw: 0.01, new RiskPreference(0.7, 0.01)),
        ]);

    /// <summary>Window 10 to 90 %, half full at first and at least half full at the end.</summary>
    private static FleetMember Neighbour(string id, double capacityMwh, double powerMw, RiskPreference risk)
    {
        var battery = new Battery(new BatterySpecification
        {
            Id = id,
            EnergyCapacityMwh = capacityMwh,
            ChargeLimitMw = powerMw,
            DischargeLimitMw = powerMw,
            ChargeEfficiency = 0.9,
            DischargeEfficiency = 0.9,
            MinimumEnergyMwh = Math.Round(0.1 * capacityMwh, 4),
            MaximumEnergyMwh = Math.Round(0.9 * capacityMwh, 4),
            DegradationCostPerMwh = 2,
        });
        var half = new Energy(0.5 * capacityMwh);
        return new FleetMember(battery, half, new TerminalCondition.Floor(half), risk, group: null);
    }
}

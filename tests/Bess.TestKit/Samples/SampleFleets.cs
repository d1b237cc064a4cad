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

    /// <summary>50 MW and 200 MWh, of which 20 to 180 are used.</summary>
    public static FleetMember Indian() => Alone("storage", capacityMwh: 200, powerMw: 50, (20, 180), efficiency: 0.9487, wearPerMwh: 325, initialMwh: 100);

    /// <summary>10 MW and 20 MWh with losses of 5 % each way: response is sold in whole megawatts.</summary>
    public static FleetMember British() => Alone("storage", capacityMwh: 20, powerMw: 10, (0, 20), efficiency: 0.95, wearPerMwh: 2, initialMwh: 10);

    /// <summary>1 MW and 2 MWh, window 10 to 90 %.</summary>
    public static FleetMember Nordic() => Alone("storage", capacityMwh: 2, powerMw: 1, (0.2, 1.8), efficiency: 0.95, wearPerMwh: 5, initialMwh: 1);

    private static FleetMember Alone(
        string id, double capacityMwh, double powerMw, (double Least, double Most) windowMwh, double efficiency, double wearPerMwh, double initialMwh)
    {
        var battery = new Battery(new BatterySpecification
        {
            Id = id,
            EnergyCapacityMwh = capacityMwh,
            ChargeLimitMw = powerMw,
            DischargeLimitMw = powerMw,
            ChargeEfficiency = efficiency,
            DischargeEfficiency = efficiency,
            MinimumEnergyMwh = windowMwh.Least,
            MaximumEnergyMwh = windowMwh.Most,
            DegradationCostPerMwh = wearPerMwh,
        });
        return new FleetMember(battery, new Energy(initialMwh), new TerminalCondition.None(), RiskPreference.Neutral, group: null);
    }

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

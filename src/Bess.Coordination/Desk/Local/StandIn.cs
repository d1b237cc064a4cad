using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Units;

namespace Bess.Coordination.Desk.Local;

/// <summary>A battery for rules that are asked of a fleet while there is none.</summary>
internal static class StandIn
{
    public static readonly FleetMember Member = new(
        new Battery(new BatterySpecification
        {
            Id = "nobody",
            EnergyCapacityMwh = 1,
            ChargeLimitMw = 1,
            DischargeLimitMw = 1,
            ChargeEfficiency = 1,
            DischargeEfficiency = 1,
            MinimumEnergyMwh = 0,
            MaximumEnergyMwh = 1,
        }),
        Energy.Zero, new TerminalCondition.None(), RiskPreference.Neutral, group: null);
}

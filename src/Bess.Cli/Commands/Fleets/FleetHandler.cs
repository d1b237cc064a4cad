using Bess.Cli.Inputs;
using Bess.Domain.Portfolio;

namespace Bess.Cli.Commands.Fleets;

/// <summary>Makes and sums up fleets.</summary>
internal static class FleetHandler
{
    /// <summary>The text of a fleet file with made-up batteries.</summary>
    public static string Generate(int batteries, int seed) => Sources.GenerateFleet(batteries, seed);

    public static FleetSummary Summarise(Fleet fleet) => new(
        fleet.Name, fleet.Members.Count, fleet.Groups.Count, fleet.Members.Sum(member => member.Battery.Capacity.Mwh),
        fleet.Members.Sum(member => member.Battery.ChargeLimit.Mw), fleet.Members.Sum(member => member.Battery.DischargeLimit.Mw),
        fleet.Members.Sum(member => member.InitialEnergy.Mwh));
}

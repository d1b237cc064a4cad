using Bess.Domain.Portfolio;
using Bess.Grains.Batteries;

namespace Bess.Silo.Hosting;

/// <summary>The batteries of the owner's fleet file.</summary>
internal sealed class OwnBatteries(string owner, bool showsSchedules, Fleet fleet) : IOwnBatteries
{
    public string Owner { get; } = owner;

    public bool ShowsSchedules { get; } = showsSchedules;

    public FleetMember? Find(string agent) => fleet.Members.FirstOrDefault(member => member.Battery.Id.Value == agent);
}

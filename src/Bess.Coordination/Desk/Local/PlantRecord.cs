using System.Collections.Immutable;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Desk.Local;

/// <summary>What is known of one power plant between rounds. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsEnrolled">Whether people made it; false where only a round with its own fleet committed schedules.</param>
/// <param name="Groups">The group tree.</param>
/// <param name="Members">The batteries in the order of their enrolment.</param>
/// <param name="Schedules">The schedules in force.</param>
internal sealed record PlantRecord(
    string Name, bool IsEnrolled, ImmutableArray<FleetGroup> Groups, ImmutableArray<FleetMember> Members, ImmutableDictionary<AgentId, CommittedSchedule> Schedules)
{
    public static PlantRecord Empty(string name) => new(name, false, [], [], ImmutableDictionary<AgentId, CommittedSchedule>.Empty);

    /// <summary>The enrolled batteries as a fleet; null when there are none.</summary>
    public Fleet? Fleet() => Members.IsEmpty ? null : new Fleet(Name, Members, Groups);

    public Roster Roster() => new(Name, Groups, [.. Members.Select(member => new RosterEntry(
        member.Battery.Id, member.Group, Math.Max(member.Battery.ChargeLimit.Mw, member.Battery.DischargeLimit.Mw)))]);
}

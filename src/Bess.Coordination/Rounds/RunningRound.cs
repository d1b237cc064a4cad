using Bess.Coordination.Agents;
using Bess.Coordination.Coupling;
using Bess.Coordination.Runtime;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Scheduling;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Rounds;

/// <summary>The membership of a round while it runs.</summary>
internal sealed class RunningRound(Fleet fleet, CouplingPlan plan, ScenarioMatrix prices, InProcessTransport transport)
{
    private readonly List<FleetMember> _members = [.. fleet.Members];

    public CouplingPlan Plan { get; } = plan;

    public ScenarioMatrix Prices { get; } = prices;

    public InProcessTransport Transport { get; } = transport;

    public IReadOnlyList<Fault> Join(FleetMember member)
    {
        if (_members.Any(m => m.Battery.Id == member.Battery.Id))
        {
            return [new Fault("join", "id", "an id that is not in the round", member.Battery.Id.ToString())];
        }

        if (member.Group is not null && fleet.Groups.All(g => g.Name != member.Group))
        {
            return [new Fault("join", "group", "a group of the fleet", member.Group)];
        }

        return StorageModelFactory.Create(member, Prices).Match<IReadOnlyList<Fault>>(
            model =>
            {
                _members.Add(member);
                Transport.Join(new BatteryAgent(member.Battery.Id, model, Plan.ClassOf(member.Group)));
                return [];
            },
            faults => faults);
    }

    public bool Leave(AgentId agent)
    {
        if (_members.Count <= 1 || _members.RemoveAll(m => m.Battery.Id == agent) == 0)
        {
            return false;
        }

        Transport.Leave(agent);
        return true;
    }

    /// <summary>The members that the transport really holds; one that joined after the last iteration is not among them.</summary>
    public Fleet CurrentFleet()
    {
        var present = Transport.Agents.ToHashSet();
        return present.SetEquals(fleet.Members.Select(m => m.Battery.Id))
            ? fleet
            : new Fleet(fleet.Name, [.. fleet.Members.Concat(_members).DistinctBy(m => m.Battery.Id).Where(m => present.Contains(m.Battery.Id))], fleet.Groups);
    }
}

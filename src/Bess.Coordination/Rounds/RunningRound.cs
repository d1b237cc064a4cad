using Bess.Coordination.Agents;
using Bess.Coordination.Checking;
using Bess.Coordination.Runtime;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Schedules;
using Bess.Scheduling;

namespace Bess.Coordination.Rounds;

/// <summary>The membership of a round while it runs.</summary>
internal sealed class RunningRound(Fleet fleet, RoundSetup setup, InProcessTransport transport)
{
    private readonly List<FleetMember> _members = [.. fleet.Members];

    public RoundSetup Setup { get; } = setup;

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

        return StorageModelFactory.Create(member, Setup.Prices).Match<IReadOnlyList<Fault>>(
            model =>
            {
                _members.Add(member);
                Transport.Join(new BatteryAgent(member.Battery.Id, model, Setup.Plan.ClassOf(member.Group)));
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

    /// <summary>Forms the schedules of those who are present, and checks them.</summary>
    public FinishedPlans Finish()
    {
        var current = CurrentFleet();
        var scenarios = Setup.Terms.Scenarios;
        var energy = Transport.Plans().ToDictionary(plan => plan.Agent, plan => plan.EnergyMwh);
        Schedule[] schedules = [.. current.Members.Select(member => ScheduleBuilder.Build(member, scenarios.Grid, energy[member.Battery.Id]))];
        var indexOf = current.Members.Select((member, i) => (member.Battery.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var report = Transport.Report(
            (agent, sum) => sum.Add(
                PlanChecker.PlaceOf(current.Groups, current.Members[indexOf[agent]].Group),
                MemberReport.Of(current.Members[indexOf[agent]], scenarios, schedules[indexOf[agent]])),
            scenarios.Grid.Count,
            current.Groups.Count);
        return new FinishedPlans(report, schedules);
    }

    /// <summary>The members that the transport really holds; one that joined after the last iteration is not among them.</summary>
    private Fleet CurrentFleet()
    {
        var present = Transport.Agents.ToHashSet();
        return present.SetEquals(fleet.Members.Select(m => m.Battery.Id))
            ? fleet
            : new Fleet(fleet.Name, [.. fleet.Members.Concat(_members).DistinctBy(m => m.Battery.Id).Where(m => present.Contains(m.Battery.Id))], fleet.Groups);
    }
}

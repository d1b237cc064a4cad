using Bess.Coordination.Agents;
using Bess.Coordination.Checking;
using Bess.Coordination.Runtime;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Schedules;
using Bess.Scheduling;
using Bess.Scheduling.Programmes;

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
        var agents = Transport.Members().ToDictionary(agent => agent.Id);
        var plans = current.Members.AsParallel().AsOrdered().Select(member => PlanOf(agents[member.Battery.Id])).ToArray();
        Schedule[] schedules = [.. current.Members.Select((member, i) => ScheduleOf(member, agents[member.Battery.Id], plans[i]))];
        var indexOf = current.Members.Select((member, i) => (member.Battery.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var report = Transport.Report(
            (agent, sum) => sum.Add(
                PlanChecker.PlaceOf(current.Groups, current.Members[indexOf[agent]].Group),
                plans[indexOf[agent]] is { } plan
                    ? ReportOf(agents[agent], plan)
                    : MemberReport.Of(current.Members[indexOf[agent]], scenarios, schedules[indexOf[agent]])),
            scenarios.Grid.Count,
            current.Groups.Count);
        return new FinishedPlans(report, schedules) { AgentPlans = [.. plans.Where(plan => plan is { IsValid: true }).Select(plan => plan!.Value)] };
    }

    /// <summary>What an agent that is more than a battery does around its agreed power; null for a battery, whose energy path is its plan.</summary>
    private Validated<AgentPlan>? PlanOf(RoundAgent agent) =>
        agent is ProgrammeAgent programme ? programme.Plan(Setup.Plan.ViolationPricePerMwh * Setup.Plan.TimeStepHours) : null;

    private Schedule ScheduleOf(FleetMember member, RoundAgent agent, Validated<AgentPlan>? plan)
    {
        var grid = Setup.Terms.Scenarios.Grid;
        return plan is null
            ? ScheduleBuilder.Build(member, grid, agent.BestEnergyMwh.ToArray())
            : plan.Match(
                AgentReport.ScheduleOf,
                _ => new Schedule(agent.Id, grid, new double[grid.Count], Enumerable.Repeat(member.InitialEnergy.Mwh, grid.Count).ToArray(), member.InitialEnergy.Mwh));
    }

    private MemberReport ReportOf(RoundAgent agent, Validated<AgentPlan> plan) => plan.Match(
        made => AgentReport.Of(made, agent.PowerMw),
        faults => AgentReport.Missing(agent.Id, agent.PowerMw, Setup.Plan.Set.Steps, string.Join("; ", faults)));

    /// <summary>The members that the transport really holds; one that joined after the last iteration is not among them.</summary>
    private Fleet CurrentFleet()
    {
        var present = Transport.Agents.ToHashSet();
        return present.SetEquals(fleet.Members.Select(m => m.Battery.Id))
            ? fleet
            : new Fleet(fleet.Name, [.. fleet.Members.Concat(_members).DistinctBy(m => m.Battery.Id).Where(m => present.Contains(m.Battery.Id))], fleet.Groups);
    }
}

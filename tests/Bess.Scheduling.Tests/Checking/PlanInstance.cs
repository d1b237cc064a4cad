using Bess.Coordination.Checking;
using Bess.Coordination.Coupling;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Schedules;
using Bess.Domain.Time;
using Bess.TestKit.Central;

namespace Bess.Scheduling.Tests.Checking;

/// <summary>A small fleet with a feasible plan and a commitment equal to its sum.</summary>
internal sealed class PlanInstance
{
    public const int Steps = 24;

    private PlanInstance(Fleet fleet, ScenarioSet scenarios, Schedule[] schedules)
    {
        Fleet = fleet;
        Scenarios = scenarios;
        Schedules = schedules;
        var sum = Enumerable.Range(0, Steps).Select(t => schedules.Sum(s => s.PowerMw[t])).ToArray();
        Coupling = CouplingSpecification.HardCommitment(scenarios.Grid, sum);
    }

    public Fleet Fleet { get; }

    public ScenarioSet Scenarios { get; }

    public Schedule[] Schedules { get; }

    public CouplingSpecification Coupling { get; }

    /// <summary>Members: value and ramp; fixed and ramp; floor and a start below the window.</summary>
    public static PlanInstance Create(int seed)
    {
        var random = new Random(seed);
        var members = new[]
        {
            RandomFleet.Member(random, "a", 1, 0, ramp: true),
            RandomFleet.Member(random, "b", 3, 0, ramp: true),
            RandomFleet.Member(random, "c", 2, -1),
        };
        var scenarios = RandomFleet.Scenarios(seed, Steps, 4);
        return new PlanInstance(new Fleet("f", members), scenarios, [.. members.Select(m => BatteryScheduler.Optimise(m, scenarios).Value.Schedule)]);
    }

    public PlanVerdict Check(IReadOnlyList<Schedule> schedules, bool coupled = true) =>
        PlanChecker.Check(Fleet, Scenarios, coupled ? Coupling : new CouplingSpecification(), 1000, schedules);

    /// <summary>The plan with one schedule replaced.</summary>
    public Schedule[] With(int member, Schedule schedule) => [.. Schedules.Select((s, i) => i == member ? schedule : s)];

    /// <summary>A schedule of given powers whose stated energies and flags agree with them.</summary>
    public Schedule Consistent(int member, double[] power)
    {
        var (battery, stored) = (Fleet.Members[member].Battery, Fleet.Members[member].InitialEnergy.Mwh);
        var energy = new double[power.Length];
        for (var t = 0; t < power.Length; t++)
        {
            stored += power[t] < 0 ? -power[t] * battery.ChargeEfficiency.Value : -power[t] / battery.DischargeEfficiency.Value;
            energy[t] = stored;
        }

        var isOutside = Schedules[member].OutsideWindow.Count > 0;
        var outside = Enumerable.Range(0, power.Length).Where(t => isOutside && energy[t] < battery.MinimumEnergy.Mwh - 1e-9).ToArray();
        return new Schedule(battery.Id, Scenarios.Grid, power, energy, Fleet.Members[member].InitialEnergy.Mwh, outside);
    }

    public Schedule Altered(int member, double[]? energy = null, double? start = null, int[]? outside = null, AgentId? agent = null, TimeGrid? grid = null)
    {
        var source = Schedules[member];
        return new Schedule(
            agent ?? source.Agent, grid ?? source.Grid, source.PowerMw, energy ?? source.StateOfChargeMwh.ToArray(), start ?? source.InitialEnergyMwh,
            outside ?? source.OutsideWindow);
    }
}

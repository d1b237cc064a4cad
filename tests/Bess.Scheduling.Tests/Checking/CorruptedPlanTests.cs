using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Schedules;
using Bess.Domain.Time;

namespace Bess.Scheduling.Tests.Checking;

/// <summary>Ten thousand damaged plans, each of which must be caught; the undamaged ones must pass.</summary>
public sealed class CorruptedPlanTests
{
    private const int Plans = 12;
    private const int EachKind = 770;

    private static readonly PlanInstance[] Instances = [.. Enumerable.Range(1, Plans).Select(PlanInstance.Create)];

    public static TheoryData<string> Kinds() =>
    [
        "power beyond limit", "energy shifted", "energy burnt", "steps swapped", "wrong terminal", "not a number", "ramp broken",
        "coupling broken", "wrong start", "flag missing", "flag invented", "further out than the start", "wrong agent or grid",
    ];

    [Fact]
    public void Check_UndamagedPlans_AreFeasible()
    {
        foreach (var instance in Instances)
        {
            var verdict = instance.Check(instance.Schedules);
            Assert.Empty(verdict.Findings);
            Assert.True(verdict.PhysicallyFeasible && verdict.CouplingFeasible);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Check_DamagedPlan_IsCaught(string kind)
    {
        var random = new Random(kind.Length * 7919);
        for (var k = 0; k < EachKind; k++)
        {
            var instance = Instances[random.Next(Plans)];
            if (kind == "not a number")
            {
                Assert.Throws<BessDataException>(() => NotANumber(instance, random));
                continue;
            }

            var damaged = Damage(kind, instance, random);
            var verdict = instance.Check(damaged, coupled: kind == "coupling broken");
            Assert.NotEmpty(verdict.Findings);
            Assert.True(kind == "coupling broken" ? !verdict.CouplingFeasible : !verdict.PhysicallyFeasible, $"{kind}: {verdict.Findings[0]}");
        }
    }

    private static Schedule[] Damage(string kind, PlanInstance instance, Random random)
    {
        var i = random.Next(3);
        var t = random.Next(PlanInstance.Steps);
        var battery = instance.Fleet.Members[i].Battery;
        var size = 1e-3 + (0.3 * random.NextDouble());
        var power = instance.Schedules[i].PowerMw.ToArray();
        var energy = instance.Schedules[i].StateOfChargeMwh.ToArray();
        switch (kind)
        {
            case "power beyond limit":
                power[t] = random.NextDouble() < 0.5 ? battery.DischargeLimit.Mw * (1 + size) : -battery.ChargeLimit.Mw * (1 + size);
                return instance.With(i, instance.Consistent(i, power));
            case "energy shifted":
                energy[t] += (random.NextDouble() < 0.5 ? size : -size) * battery.Capacity.Mwh;
                return instance.With(i, instance.Altered(i, energy));
            case "energy burnt":
                for (var later = t; later < energy.Length; later++)
                    energy[later] -= size * battery.Capacity.Mwh;
                return instance.With(i, instance.Altered(i, energy));
            case "steps swapped":
                var other = Enumerable.Range(0, power.Length).OrderByDescending(s => Math.Abs(power[s] - power[t])).First();
                (power[t], power[other]) = (power[other], power[t]);
                return instance.With(i, new Schedule(battery.Id, instance.Scenarios.Grid, power, energy, instance.Schedules[i].InitialEnergyMwh, instance.Schedules[i].OutsideWindow));
            case "wrong terminal":
                // The second member must end exactly somewhere, the third at its floor or above.
                i = 1 + random.Next(2);
                power = [.. instance.Schedules[i].PowerMw];
                power[^1] += (i == 2 || random.NextDouble() < 0.5 ? 0.05 : -0.05) * size * instance.Fleet.Members[i].Battery.Capacity.Mwh;
                return instance.With(i, instance.Consistent(i, power));
            case "ramp broken":
                i = random.Next(2);
                power = [.. instance.Schedules[i].PowerMw];
                t = Math.Max(1, t);
                power[t] = power[t - 1] + ((power[t - 1] > 0 ? -1 : 1) * instance.Fleet.Members[i].Battery.RampLimit!.Value.Mw * (1 + size));
                return instance.With(i, instance.Consistent(i, power));
            case "coupling broken":
                power[t] += (random.NextDouble() < 0.5 ? size : -size) * battery.ChargeLimit.Mw;
                return instance.With(i, instance.Consistent(i, power));
            case "wrong start":
                return instance.With(i, instance.Altered(i, start: instance.Schedules[i].InitialEnergyMwh + (size * battery.Capacity.Mwh)));
            default:
                return DamageAround(kind, instance, random, i, t);
        }
    }

    private static Schedule[] DamageAround(string kind, PlanInstance instance, Random random, int i, int t)
    {
        switch (kind)
        {
            case "flag missing":
                // The third member starts below its window; idling keeps it there.
                var idle = instance.Consistent(2, new double[PlanInstance.Steps]);
                var flags = idle.OutsideWindow.Where(step => step != t).ToArray();
                return instance.With(2, new Schedule(idle.Agent, idle.Grid, idle.PowerMw, idle.StateOfChargeMwh, idle.InitialEnergyMwh, flags));
            case "flag invented":
                i = random.Next(2);
                var inside = Inside(instance, i, t);
                return instance.With(i, instance.Altered(i, outside: [inside]));
            case "further out than the start":
                var power = instance.Schedules[2].PowerMw.ToArray();
                power[0] = 0.01 * (1 + random.NextDouble()) * instance.Fleet.Members[2].Battery.Capacity.Mwh;
                return instance.With(2, instance.Consistent(2, power));
            default:
                var wrong = random.Next(3) switch
                {
                    0 => instance.Altered(i, agent: new AgentId("x")),
                    1 => instance.Altered(i, grid: new TimeGrid(instance.Scenarios.Grid.Start.AddHours(1), instance.Scenarios.Grid.Step, PlanInstance.Steps)),
                    _ => instance.Schedules[(i + 1) % 3],
                };
                return instance.With(i, wrong);
        }
    }

    /// <summary>The first step from t on that ends well inside the window.</summary>
    private static int Inside(PlanInstance instance, int i, int t)
    {
        var battery = instance.Fleet.Members[i].Battery;
        var slack = 1e-3 * battery.Capacity.Mwh;
        for (var k = 0; k < PlanInstance.Steps; k++)
        {
            var step = (t + k) % PlanInstance.Steps;
            var energy = instance.Schedules[i].StateOfChargeMwh[step];
            if (energy > battery.MinimumEnergy.Mwh + slack && energy < battery.MaximumEnergy.Mwh - slack)
                return step;
        }

        throw new InvalidOperationException("Expected a step inside the window, was none.");
    }

    private static Schedule NotANumber(PlanInstance instance, Random random)
    {
        var power = instance.Schedules[0].PowerMw.ToArray();
        var energy = instance.Schedules[0].StateOfChargeMwh.ToArray();
        var target = random.NextDouble() < 0.5 ? power : energy;
        target[random.Next(target.Length)] = random.NextDouble() < 0.5 ? double.NaN : double.PositiveInfinity;
        return new Schedule(new AgentId("a"), instance.Scenarios.Grid, power, energy, instance.Schedules[0].InitialEnergyMwh);
    }
}

using Bess.Domain;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Schedules;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Exclusivity;
using Bess.Scheduling.Kernel;

namespace Bess.Scheduling;

/// <summary>Plans one battery alone.</summary>
public static class BatteryScheduler
{
    private const double WindowToleranceMwh = 1e-9;

    /// <summary>The plan that maximises E[profit] − λ CVaR(loss) + terminal value without ever charging and discharging at once.</summary>
    /// <param name="member">The battery and what is asked of it.</param>
    /// <param name="scenarios">The prices; their grid is the horizon.</param>
    /// <returns>The plan, or the faults of the instance (an unreachable terminal energy).</returns>
    public static Validated<BatteryPlan> Optimise(FleetMember member, ScenarioSet scenarios) => Optimise(member, scenarios, null);

    /// <summary>The plan, within limits on the search.</summary>
    /// <param name="member">The battery and what is asked of it.</param>
    /// <param name="scenarios">The prices; their grid is the horizon.</param>
    /// <param name="options">Limits and tolerances; null for defaults.</param>
    /// <returns>The plan with an honest status, or the faults of the instance.</returns>
    public static Validated<BatteryPlan> Optimise(FleetMember member, ScenarioSet scenarios, ExclusiveOptions? options)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(scenarios);
        return StorageModelFactory.Create(member, scenarios).Bind(model => Plan(member, scenarios, model, options));
    }

    private static Validated<BatteryPlan> Plan(FleetMember member, ScenarioSet scenarios, StorageModel model, ExclusiveOptions? options)
    {
        var found = ExclusiveBattery.Resolve(model, options: options);
        if (!double.IsFinite(found.Cost))
        {
            return Validated<BatteryPlan>.FromFault(
                new Fault(member.Battery.Id.Value, "limits", "limits that some plan meets", $"none found ({found.Status})"));
        }

        var money = StorageEvaluation.Value(model, found.PowerMw);
        return Validated<BatteryPlan>.FromValue(new BatteryPlan
        {
            Schedule = ToSchedule(member, scenarios, found),
            ExpectedProfit = money.ExpectedProfit,
            ConditionalValueAtRisk = money.ConditionalValueAtRisk,
            WearCost = money.WearCost,
            TerminalValue = money.TerminalValue,
            Cost = money.Cost,
            LowerBound = found.LowerBound,
            Exclusive = !found.Modes.Contains(StepMode.Free),
            Status = found.Status,
            Nodes = found.Nodes,
        });
    }

    private static Schedule ToSchedule(FleetMember member, ScenarioSet scenarios, ExclusivePlan found)
    {
        double floor = member.Battery.MinimumEnergy.Mwh, ceiling = member.Battery.MaximumEnergy.Mwh;
        var startsOutside = member.InitialEnergy.Mwh < floor || member.InitialEnergy.Mwh > ceiling;
        var outside = Enumerable.Range(0, found.EnergyMwh.Length)
            .Where(t => startsOutside && (found.EnergyMwh[t] < floor - WindowToleranceMwh || found.EnergyMwh[t] > ceiling + WindowToleranceMwh))
            .ToArray();
        return new Schedule(member.Battery.Id, scenarios.Grid, found.PowerMw, found.EnergyMwh, member.InitialEnergy.Mwh, outside);
    }
}

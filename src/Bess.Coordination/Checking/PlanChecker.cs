using Bess.Coordination.Coupling;
using Bess.Coordination.Rounds;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Schedules;

namespace Bess.Coordination.Checking;

/// <summary>The referee of plans: everything is recomputed from the schedules' power by code that shares nothing with any optimiser.</summary>
/// <remarks>
/// A schedule holds net power, so its exclusive simulation is the physics; a plan that charged and discharged at once betrays
/// itself by a stated energy below the simulated one. A start outside the window allows steps between the start and the window,
/// never further out; each must be flagged in the schedule and costs ten times the largest absolute scenario price (at least 10
/// currency/MWh) per MWh outside and step. An agent's cost is −E[profit] + λ·CVaR(loss against idling) − terminal value + that price.
/// </remarks>
public static class PlanChecker
{
    /// <summary>Checks a plan.</summary>
    /// <param name="fleet">The batteries.</param>
    /// <param name="scenarios">The prices; their grid is the horizon.</param>
    /// <param name="coupling">What couples the batteries; may be empty.</param>
    /// <param name="violationPricePerMwh">Price of missing a hard commitment or limit, currency/MWh; finite, ≥ 0.</param>
    /// <param name="schedules">The plan, in the order of the fleet.</param>
    /// <param name="tolerances">Null for the defaults.</param>
    /// <returns>The verdict, with one finding per breach; a schedule that is missing or of another grid counts as idle in the sums.</returns>
    /// <exception cref="ArgumentException">When the coupling does not fit the horizon or names an unknown group.</exception>
    public static PlanVerdict Check(
        Fleet fleet,
        ScenarioSet scenarios,
        CouplingSpecification coupling,
        double violationPricePerMwh,
        IReadOnlyList<Schedule> schedules,
        PlanTolerances? tolerances = null)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(scenarios);
        ArgumentNullException.ThrowIfNull(coupling);
        ArgumentNullException.ThrowIfNull(schedules);
        if (!(double.IsFinite(violationPricePerMwh) && violationPricePerMwh >= 0))
            throw new ArgumentOutOfRangeException(nameof(violationPricePerMwh), violationPricePerMwh, "Expected a finite price >= 0.");
        tolerances ??= new PlanTolerances();
        var findings = new Findings();
        if (schedules.Count != fleet.Members.Count)
            findings.Add("plan", $"{fleet.Members.Count} schedules", $"{schedules.Count}");
        var totals = new Totals();
        var power = new double[fleet.Members.Count][];
        for (var i = 0; i < power.Length; i++)
        {
            power[i] = new double[scenarios.Grid.Count];
            if (i < schedules.Count && Fits(fleet.Members[i], scenarios, schedules[i], findings))
                CheckMember(fleet.Members[i], scenarios, schedules[i], tolerances, findings, power[i], ref totals);
        }

        var physical = findings.Count;
        var audit = new CouplingAudit(fleet, coupling, scenarios.Grid.Count, scenarios.Grid.StepHours, tolerances, findings);
        audit.Check(power, violationPricePerMwh);
        var isCoupled = findings.Count == physical;
        var cost = totals.Cost + audit.Cost;
        if (!double.IsFinite(cost))
            findings.Add("plan", "a finite cost", Findings.Text(cost));
        return new PlanVerdict(
            physical == 0 && double.IsFinite(cost), isCoupled, findings.Lines, audit.MaxViolationMw, cost, totals.AbsoluteCost,
            new PlanEconomics(totals.Profit, totals.TailLoss, totals.Wear, totals.Terminal, audit.Cost));
    }

    private static bool Fits(FleetMember member, ScenarioSet scenarios, Schedule schedule, Findings findings)
    {
        var name = member.Battery.Id.Value;
        if (schedule is null)
        {
            findings.Add(name, "a schedule", "none");
            return false;
        }

        if (schedule.Agent != member.Battery.Id)
            findings.Add(name, "its own schedule", $"that of {schedule.Agent}");
        if (schedule.Grid != scenarios.Grid)
            findings.Add(name, $"the grid {scenarios.Grid}", $"{schedule.Grid}");
        return schedule.Agent == member.Battery.Id && schedule.Grid == scenarios.Grid;
    }

    private static void CheckMember(
        FleetMember member, ScenarioSet scenarios, Schedule schedule, PlanTolerances tolerances, Findings findings, double[] power, ref Totals totals)
    {
        var physics = new MemberPhysics(member, schedule, scenarios.Grid, tolerances, findings);
        physics.Check();
        schedule.PowerMw.CopyTo(power);
        var money = MemberMoney.Of(member, scenarios, power, physics.EnergyMwh);
        totals.Profit += money.ExpectedProfit;
        totals.TailLoss += money.TailLoss;
        totals.Wear += money.Wear;
        totals.Terminal += money.TerminalValue;
        totals.Cost += money.Cost;
        totals.AbsoluteCost += Math.Abs(money.Cost);
    }

    private record struct Totals(double Profit, double TailLoss, double Wear, double Terminal, double Cost, double AbsoluteCost);
}

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
        var report = new PlanReport(scenarios.Grid.Count, fleet.Groups.Count);
        if (schedules.Count != fleet.Members.Count)
            report.Findings.Add($"plan: expected {fleet.Members.Count} schedules, was {schedules.Count}");
        for (var i = 0; i < fleet.Members.Count; i++)
        {
            var member = fleet.Members[i];
            report.Add(PlaceOf(fleet.Groups, member.Group), MemberReport.Of(member, scenarios, i < schedules.Count ? schedules[i] : null, tolerances));
        }

        return Conclude(report, fleet.Groups, coupling, scenarios.Grid.StepHours, violationPricePerMwh, tolerances);
    }

    /// <summary>The verdict on batteries that have checked themselves: adds the check of what couples them.</summary>
    /// <param name="report">Sum of the batteries' own reports.</param>
    /// <param name="groups">The group tree.</param>
    /// <param name="coupling">What couples the batteries; may be empty.</param>
    /// <param name="timeStepHours">Δt, hours.</param>
    /// <param name="violationPricePerMwh">Price of missing a hard commitment or limit, currency/MWh; finite, ≥ 0.</param>
    /// <param name="tolerances">Null for the defaults.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="ArgumentException">When the coupling does not fit the horizon or names an unknown group.</exception>
    public static PlanVerdict Conclude(
        PlanReport report, IReadOnlyList<FleetGroup> groups, CouplingSpecification coupling, double timeStepHours, double violationPricePerMwh,
        PlanTolerances? tolerances = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(coupling);
        var findings = new Findings(report.Findings);
        var physical = findings.Count;
        var audit = new CouplingAudit(groups, report, coupling, timeStepHours, tolerances ?? new PlanTolerances(), findings);
        audit.Check(violationPricePerMwh);
        var isCoupled = findings.Count == physical;
        var cost = report.Cost + audit.Cost;
        if (!double.IsFinite(cost))
            findings.Add("plan", "a finite cost", Findings.Text(cost));
        return new PlanVerdict(
            physical == 0 && double.IsFinite(cost), isCoupled, findings.Lines, audit.MaxViolationMw, cost, report.AbsoluteCost,
            new PlanEconomics(report.ExpectedProfit, report.TailLoss, report.WearCost, report.TerminalValue, audit.Cost));
    }

    /// <summary>Place of a group in a <see cref="PlanReport"/>.</summary>
    /// <param name="groups">The group tree.</param>
    /// <param name="group">Name; null for none.</param>
    /// <returns>0 for no group, g + 1 for group g.</returns>
    public static int PlaceOf(IReadOnlyList<FleetGroup> groups, string? group)
    {
        ArgumentNullException.ThrowIfNull(groups);
        for (var g = 0; group is not null && g < groups.Count; g++)
        {
            if (groups[g].Name == group)
                return g + 1;
        }

        return group is null ? 0 : throw new ArgumentException($"Expected a group of the fleet, was '{group}'.", nameof(group));
    }
}

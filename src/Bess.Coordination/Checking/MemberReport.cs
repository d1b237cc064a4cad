using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Schedules;

namespace Bess.Coordination.Checking;

/// <summary>What the checker says of one battery's schedule; made where the battery's data are. No specification and no state of charge is in it.</summary>
public sealed record MemberReport
{
    /// <summary>Whose.</summary>
    public required AgentId Agent { get; init; }

    /// <summary>Power at the connection point, MW, length T.</summary>
    public required double[] PowerMw { get; init; }

    /// <summary>Connection power, MW.</summary>
    public required double LargestPowerMw { get; init; }

    /// <summary>Expected profit after wear, currency.</summary>
    public double ExpectedProfit { get; init; }

    /// <summary>CVaR of the loss against idling, currency.</summary>
    public double TailLoss { get; init; }

    /// <summary>Wear, currency.</summary>
    public double WearCost { get; init; }

    /// <summary>Value of the energy left, currency.</summary>
    public double TerminalValue { get; init; }

    /// <summary>The agent's objective, currency.</summary>
    public double Cost { get; init; }

    /// <summary>Steps after which it is outside its window because it started there.</summary>
    public int StepsOutsideWindow { get; init; }

    /// <summary>Each breach of its limits in words. They name energies: see <see cref="WithoutDetails"/>.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>Checks a schedule against its own battery and recomputes its money.</summary>
    /// <param name="member">The battery.</param>
    /// <param name="scenarios">The prices; their grid is the horizon.</param>
    /// <param name="schedule">The schedule; one that is missing, another's or of another grid counts as idle and is a finding.</param>
    /// <param name="tolerances">Null for the defaults.</param>
    /// <returns>The report.</returns>
    public static MemberReport Of(FleetMember member, ScenarioSet scenarios, Schedule? schedule, PlanTolerances? tolerances = null)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(scenarios);
        var findings = new Findings();
        var report = new MemberReport
        {
            Agent = member.Battery.Id,
            PowerMw = new double[scenarios.Grid.Count],
            LargestPowerMw = Math.Max(member.Battery.ChargeLimit.Mw, member.Battery.DischargeLimit.Mw),
        };
        if (!Fits(member, scenarios, schedule, findings))
            return report with { Findings = findings.Lines };
        var physics = new MemberPhysics(member, schedule!, scenarios.Grid, tolerances ?? new PlanTolerances(), findings);
        physics.Check();
        schedule!.PowerMw.CopyTo(report.PowerMw);
        var money = MemberMoney.Of(member, scenarios, report.PowerMw, physics.EnergyMwh);
        return report with
        {
            ExpectedProfit = money.ExpectedProfit,
            TailLoss = money.TailLoss,
            WearCost = money.Wear,
            TerminalValue = money.TerminalValue,
            Cost = money.Cost,
            StepsOutsideWindow = schedule.OutsideWindow.Count,
            Findings = findings.Lines,
        };
    }

    /// <summary>The report as it leaves the battery's own process: breaches are counted, not described.</summary>
    /// <returns>A report without energies in words.</returns>
    public MemberReport WithoutDetails() =>
        Findings.Count == 0 ? this : this with { Findings = [$"{Agent}: expected a schedule without breaches, its own check found {Findings.Count}"] };

    private static bool Fits(FleetMember member, ScenarioSet scenarios, Schedule? schedule, Findings findings)
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
}

using Bess.Coordination.Rounds;
using Bess.Domain.Portfolio;
using Bess.Domain.Schedules;
using Bess.Reports.Svg;

namespace Bess.Reports;

/// <summary>The part of the report that shows each battery over time.</summary>
internal static class FleetSection
{
    private const int RowsDrawn = 240;
    private const int RowsListed = 1000;

    public static void Agents(HtmlPage page, ReportedRound round, Fleet fleet, RoundResult result)
    {
        var known = result.Schedules.Where(schedule => fleet.IndexOf(schedule.Agent) >= 0).ToArray();
        var shares = known.Select(schedule => (schedule.Agent.Value, (IReadOnlyList<double>)Shares(fleet, schedule))).ToArray();
        page.Heading("Batteries over time");
        page.Paragraph("Power as a share of each battery's own limit: 1 is full discharge, \u22121 full charge.", "soft");
        if (shares.Length > RowsDrawn)
            page.Paragraph($"The first {RowsDrawn} of {shares.Length} batteries; all of them are in schedules.csv.", "soft");
        page.Drawing(HeatMap.Draw(
            "Power of each battery over time", new TimeAxis(round.Order.Scenarios.Grid, round.Zone?.Clock),
            shares.Take(RowsDrawn).ToArray(), "Share of the power limit [\u2013]", "Batteries"));
        page.Table(
            "Table: each battery over the horizon",
            ["Battery", "Group", "Charged [MWh]", "Discharged [MWh]", "Equivalent cycles", "Energy at start [MWh]", "Energy at end [MWh]"],
            known.Take(RowsListed).Select(schedule => Row(fleet, schedule)));
    }

    private static double[] Shares(Fleet fleet, Schedule schedule)
    {
        var battery = fleet.Members[fleet.IndexOf(schedule.Agent)].Battery;
        return schedule.PowerMw.ToArray()
            .Select(power => power / (power > 0 ? battery.DischargeLimit.Mw : battery.ChargeLimit.Mw)).ToArray();
    }

    private static IReadOnlyList<string> Row(Fleet fleet, Schedule schedule)
    {
        var member = fleet.Members[fleet.IndexOf(schedule.Agent)];
        var power = schedule.PowerMw.ToArray();
        var charged = -power.Where(mw => mw < 0).Sum() * schedule.Grid.StepHours;
        var discharged = power.Where(mw => mw > 0).Sum() * schedule.Grid.StepHours;
        return
        [
            schedule.Agent.Value, member.Group ?? "", SvgText.Value(charged), SvgText.Value(discharged),
            SvgText.Value(discharged / member.Battery.Capacity.Mwh), SvgText.Value(schedule.InitialEnergyMwh),
            SvgText.Value(schedule.StateOfChargeMwh[^1]),
        ];
    }
}

using System.Globalization;
using Bess.Domain.Assets;
using Bess.Domain.Schedules;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Programmes;

namespace Bess.Coordination.Checking;

/// <summary>What the separate audit says of an agent that is more than a battery, in the form that a round adds up.</summary>
internal static class AgentReport
{
    private const double Tolerance = 1e-6;

    public static MemberReport Of(AgentPlan plan, double connectionPowerMw)
    {
        var findings = plan.Audit.Findings.Select(finding => string.Create(
            CultureInfo.InvariantCulture, $"{plan.Agent}, step {finding.Step}: {finding.Rule} {finding.Subject} expected {finding.Limit:G9}, was {finding.Actual:G9}")).ToList();
        var stated = ConnectionOf(plan.Claim);
        for (var t = 0; t < stated.Length; t++)
        {
            if (!(Math.Abs(stated[t] - plan.ConnectionMw[t]) <= Tolerance * Math.Max(1, connectionPowerMw)))
            {
                findings.Add(string.Create(CultureInfo.InvariantCulture, $"{plan.Agent}, step {t}: expected {stated[t]:G9} MW at the connection, was {plan.ConnectionMw[t]:G9}"));
            }
        }

        return new MemberReport
        {
            Agent = plan.Agent,
            PowerMw = [.. plan.ConnectionMw],
            LargestPowerMw = connectionPowerMw,
            ExpectedProfit = plan.Money.ExpectedProfit,
            TailLoss = plan.Money.TailLoss,
            WearCost = plan.Money.WearCost,
            TerminalValue = plan.Money.TerminalValue,
            Cost = plan.Money.Cost,
            StepsOutsideWindow = plan.OutsideWindow.Count,
            Findings = findings,
        };
    }

    /// <summary>The report of an agent without a plan: idle, and a finding.</summary>
    public static MemberReport Missing(AgentId agent, double connectionPowerMw, int steps, string reason) => new()
    {
        Agent = agent,
        PowerMw = new double[steps],
        LargestPowerMw = connectionPowerMw,
        Findings = [$"{agent}: expected a plan, was {reason}"],
    };

    /// <summary>Power at the connection and energy of the battery behind it.</summary>
    public static Schedule ScheduleOf(AgentPlan plan) =>
        new(plan.Agent, plan.Grid, plan.ConnectionMw, plan.Claim.EnergyMwh.ToArray(), plan.Claim.InitialEnergyMwh, plan.OutsideWindow);

    private static double[] ConnectionOf(PlanClaim claim) =>
        claim.Connection is { } node
            ? [.. node.ExportMw.Zip(node.ImportMw, (export, import) => export - import)]
            : [.. claim.PowerMw];
}

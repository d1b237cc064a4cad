using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Sites;

/// <summary>A plan of a site with what it was made for and the verdict of the audit.</summary>
internal sealed record SitePlan(ConnectionRequest Request, ConnectionPlan Plan, AuditVerdict Verdict)
{
    public static SitePlan? Of(ConnectionRequest request, ConnectionPlan plan) =>
        plan.HasPlan ? new SitePlan(request, plan, PlanAudit.Check(PlanClaims.Of(plan, request))) : null;

    /// <summary>What the plan expects of its first steps, currency.</summary>
    public double ExpectedNet(int steps, SiteTerms terms)
    {
        var sum = 0.0;
        for (var t = 0; t < steps; t++)
        {
            sum += (Request.ExportPricePerMwh[t] * Plan.ExportMw[t]) - (Request.ImportPricePerMwh[t] * Plan.ImportMw[t]);
            sum -= (terms.ThroughputWearPerMwh * Math.Abs(Plan.PowerMw[t])) + (terms.DischargeWearPerMwh * Math.Max(0, Plan.PowerMw[t]));
        }

        return sum * Request.Grid.StepHours;
    }
}

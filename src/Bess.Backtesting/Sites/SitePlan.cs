using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Sites;

/// <summary>A plan of a site with what it was made for and the verdict of the audit.</summary>
internal sealed record SitePlan(ConnectionRequest Request, PlanClaim Claim, AuditVerdict Verdict)
{
    /// <summary>The plan of a planner; null when it has none.</summary>
    public static SitePlan? Of(ConnectionRequest request, ConnectionPlan plan) => plan.HasPlan ? Of(request, PlanClaims.Of(plan, request)) : null;

    /// <summary>A plan that is not a planner's.</summary>
    public static SitePlan Of(ConnectionRequest request, PlanClaim claim) => new(request, claim, PlanAudit.Check(claim));

    /// <summary>Powers of the first steps, MW.</summary>
    public double[] PowerMw(int steps) => [.. Claim.PowerMw.Take(steps)];

    /// <summary>Energy after each of the first steps, MWh.</summary>
    public double[] EnergyMwh(int steps) => [.. Claim.EnergyMwh.Take(steps)];

    /// <summary>What the plan expects of its first steps, currency.</summary>
    public double ExpectedNet(int steps, SiteTerms terms)
    {
        var (sum, node) = (0.0, Claim.Connection!);
        for (var t = 0; t < steps; t++)
        {
            sum += (Request.ExportPricePerMwh[t] * node.ExportMw[t]) - (Request.ImportPricePerMwh[t] * node.ImportMw[t]);
            sum -= (terms.ThroughputWearPerMwh * Math.Abs(Claim.PowerMw[t])) + (terms.DischargeWearPerMwh * Math.Max(0, Claim.PowerMw[t]));
        }

        return sum * Request.Grid.StepHours;
    }
}

using Bess.Cli.Inputs;
using Bess.Domain.Portfolio;
using Bess.Scheduling;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Explaining;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;

namespace Bess.Cli.Commands.Optimize;

/// <summary>A battery's plan and what it was made from.</summary>
internal sealed record OptimizeResult(FleetMember Member, LoadedPrices Prices, BatteryPlan Plan)
{
    /// <summary>What was planned for.</summary>
    public MultiMarketRequest Problem { get; } = BatteryPlanQuestion.Of(Member, Prices.Scenarios, []).Problem;

    /// <summary>What the plan checker says.</summary>
    public AuditVerdict Audit { get; } = PlanAudit.Check(PlanClaims.Of(StoragePlant.From(Member), Plan.Schedule));
}

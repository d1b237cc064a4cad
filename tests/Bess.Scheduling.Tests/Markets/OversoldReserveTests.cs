using Bess.Domain.Reserve;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;

namespace Bess.Scheduling.Tests.Markets;

/// <summary>Plans made with weaker rules than the market's are refused, for the missing margin and nothing else.</summary>
public sealed class OversoldReserveTests
{
    /// <summary>Planned with 100 % power, held to 134 %: power is missing on one of the sides.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Check_FcrNPlannedWithout134PercentPower_IsRefused(int seed)
    {
        var (plan, claim) = Weaker(seed, ReserveProducts.FcrN with { PowerPerSoldMw = 1 }, 0);
        Assert.Empty(PlanAudit.Check(claim).Findings);
        var market = PlanAudit.Check(claim with { Reserves = [new ReserveClaim(ReserveProducts.FcrN, plan.ReserveMw[0])] });
        Assert.True(market.Breaks(AuditRule.UpwardPower) || market.Breaks(AuditRule.DownwardPower));
        Assert.DoesNotContain(market.Findings, finding => finding.Rule is not (AuditRule.UpwardPower or AuditRule.DownwardPower));
    }

    /// <summary>Planned without the fifth of power the other way: a step that charges fully has none left downward.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Check_FcrDPlannedWithoutTwentyPercentTheOtherWay_IsRefused(int seed)
    {
        var (plan, claim) = Weaker(seed, ReserveProducts.FcrDUp with { OppositePowerPerSoldMw = 0 }, 1);
        Assert.Empty(PlanAudit.Check(claim).Findings);
        var market = PlanAudit.Check(claim with { Reserves = [new ReserveClaim(ReserveProducts.FcrDUp, plan.ReserveMw[0])] });
        Assert.True(market.Breaks(AuditRule.DownwardPower));
        Assert.DoesNotContain(market.Findings, finding => finding.Rule != AuditRule.DownwardPower);
    }

    private static (MultiMarketPlan Plan, PlanClaim Claim) Weaker(int seed, ReserveProduct product, int offer)
    {
        var request = MarketInstances.Nordic(seed, price: offer == 0 ? 10 : 1);
        request = request with { Reserves = [request.Reserves[offer] with { Product = product }] };
        var plan = new MultiMarketPlanner().Plan(request);
        return (plan, PlanClaims.Of(plan, request));
    }
}

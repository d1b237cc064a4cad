using Bess.Domain.Reserve;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;

namespace Bess.Scheduling.Tests.Markets;

public sealed class BidRoundingTests
{
    [Fact]
    public void Plan_CoarseBidRoundedAway_FinerProductTakesItsPlace()
    {
        // Unrounded 0.6 MW of the coarse product and 0.4 MW of the fine one are best; of the coarse one no bid is that small.
        var request = Two(coarseMostMw: 0.6);

        var plan = new MultiMarketPlanner().Plan(request);

        Assert.All(plan.ReserveMw[0], sold => Assert.Equal(0, sold));
        Assert.All(plan.ReserveMw[1], sold => Assert.Equal(1, sold, 6));
    }

    [Fact]
    public void Plan_NearestBidIsAbove_IsRaisedWhereItPays()
    {
        // Endurance leaves 0.8 MW of the coarse product at the start; charging a little makes room for its one whole bid.
        var request = Two(coarseMostMw: null, hours: 1, startMwh: 1.0);

        var plan = new MultiMarketPlanner().Plan(request);

        Assert.Equal(1, plan.ReserveMw[0][^1], 6);
        Assert.Empty(PlanAudit.Check(PlanClaims.Of(plan, request)).Findings);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Plan_Nordic_BidsAreWholeAndNotFarBelowTheBound(int seed)
    {
        var request = MarketInstances.Nordic(seed);
        var plan = new MultiMarketPlanner().Plan(request);
        Assert.True(plan.Objective >= plan.LowerBound - 1e-6);
        for (var k = 0; k < request.Reserves.Count; k++)
        {
            var step = request.Reserves[k].Product.BidStepMw;
            Assert.All(plan.ReserveMw[k], sold => Assert.Equal(0, Math.IEEERemainder(sold, step), 6));
        }
    }

    [Fact]
    public void Plan_WithMargin_KeepsItAboveWhatReserveAsks()
    {
        var request = MarketInstances.Nordic(3);
        double[] margin = [0, .. Enumerable.Range(1, request.Venues[0].Prices.Grid.Count).Select(t => 0.002 * t)];
        var plan = new MultiMarketPlanner().Plan(request with { MarginMwh = margin });

        Assert.True(plan.HasPlan);
        for (var t = 0; t < plan.PowerMw.Length; t++)
        {
            var asked = request.Reserves.Select((offer, k) => plan.ReserveMw[k][t] * offer.Product.UpwardEnduranceHours).Sum() / request.Plant.Battery.DischargeEfficiency.Value;
            Assert.True(plan.EnergyMwh[t] - asked >= request.Plant.Battery.MinimumEnergy.Mwh + margin[t + 1] - 1e-6);
        }
    }

    [Fact]
    public void Plan_MarginOfAnotherLength_IsRefused() =>
        Assert.Contains("MarginMwh", Assert.Throws<ArgumentException>(() => new MultiMarketPlanner().Plan(MarketInstances.Nordic(3) with { MarginMwh = [0.1] })).Message, StringComparison.Ordinal);

    private static MultiMarketRequest Two(double? coarseMostMw, double hours = 0, double startMwh = 5)
    {
        const int steps = 4;
        var prices = MarketInstances.One([.. Enumerable.Repeat(100.0, steps)]);
        return new MultiMarketRequest
        {
            Plant = new StoragePlant
            {
                Battery = MarketInstances.Battery(10, 1, 0.95, 0.95, 0.2, 10, wear: 1),
                InitialEnergyMwh = startMwh,
                End = EndOfHorizon.Worth(95),
            },
            Venues = [new EnergyVenue { Name = "day-ahead", Prices = prices }],
            Reserves =
            [
                Offer("coarse", 10 + (100 * hours), 1, coarseMostMw, hours, steps),
                Offer("fine", 9, 0.1, null, hours, steps),
            ],
        };
    }

    private static ReserveOffer Offer(string name, double price, double bidMw, double? mostMw, double hours, int steps) => new()
    {
        Product = new ReserveProduct { Name = name, Direction = ReserveDirection.Up, EnduranceHours = hours, MinimumBidMw = bidMw, BidStepMw = bidMw },
        PricePerMwHour = [.. Enumerable.Repeat(price, steps)],
        MaximumMw = mostMw,
    };
}

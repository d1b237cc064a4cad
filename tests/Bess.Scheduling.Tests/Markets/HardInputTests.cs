using Bess.Domain.Reserve;
using Bess.Domain.Units;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;

namespace Bess.Scheduling.Tests.Markets;

/// <summary>Prices that occurred, starts that should not, and hours that are missing.</summary>
public sealed class HardInputTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.0)]
    public void Plan_StartBelowTheFloor_LeadsBackInEveryPlanner(double startMwh)
    {
        var reserve = MarketInstances.Nordic(31);
        reserve = reserve with { Plant = reserve.Plant with { InitialEnergyMwh = startMwh } };
        var bid = new MultiMarketPlanner().Plan(reserve);
        Assert.True(bid.HasPlan && bid.EnergyMwh[1] >= 0.2 - 1e-5);
        Assert.Empty(PlanAudit.Check(PlanClaims.Of(bid, reserve)).Findings);

        var sunny = MarketInstances.Sunny(31);
        sunny = sunny with { Plant = sunny.Plant with { InitialEnergyMwh = startMwh } };
        var node = new ConnectionPlanner().Plan(sunny);
        Assert.True(node.HasPlan && node.EnergyMwh[1] >= 0.1 - 1e-5);
        Assert.Empty(PlanAudit.Check(PlanClaims.Of(node, sunny)).Findings);

        var traded = MarketInstances.Traded(31);
        traded = traded with { Plant = traded.Plant with { InitialEnergyMwh = startMwh } };
        var plan = new TwoStagePlanner().Plan(traded);
        Assert.True(plan.HasPlan);
        Assert.All(Enumerable.Range(0, 8), s => Assert.Empty(PlanAudit.Check(PlanClaims.Of(plan, traded, s)).Findings));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(99)]
    [InlineData(double.NaN)]
    public void Plan_ImpossibleStart_IsRefusedByName(double startMwh)
    {
        var traded = MarketInstances.Traded(32);
        Refused("InitialEnergyMwh", () => new TwoStagePlanner().Plan(traded with { Plant = traded.Plant with { InitialEnergyMwh = startMwh } }));
        var reserve = MarketInstances.Nordic(32);
        Refused("InitialEnergyMwh", () => new MultiMarketPlanner().Plan(reserve with { Plant = reserve.Plant with { InitialEnergyMwh = startMwh } }));
        var sunny = MarketInstances.Sunny(32);
        Refused("InitialEnergyMwh", () => new ConnectionPlanner().Plan(sunny with { Plant = sunny.Plant with { InitialEnergyMwh = startMwh } }));
    }

    /// <summary>−500 and 5500 EUR/MWh in one day: both occurred in European markets.</summary>
    [Fact]
    public void Plan_ExtremePrices_ArePlannedInEveryPlanner()
    {
        var traded = MarketInstances.Traded(33);
        traded = traded with { DayAhead = Extreme(traded.DayAhead), RealTime = Extreme(traded.RealTime) };
        var plan = new TwoStagePlanner().Plan(traded);
        Assert.True(plan.HasPlan && plan.IsExclusive);
        Assert.All(Enumerable.Range(0, 8), s => Assert.Empty(PlanAudit.Check(PlanClaims.Of(plan, traded, s)).Findings));

        var reserve = MarketInstances.Nordic(33);
        reserve = reserve with { Venues = [.. reserve.Venues.Select(venue => venue with { Prices = Extreme(venue.Prices) })] };
        var bid = new MultiMarketPlanner().Plan(reserve);
        Assert.True(bid.HasPlan && bid.IsExclusive);
        Assert.Empty(PlanAudit.Check(PlanClaims.Of(bid, reserve)).Findings);

        var sunny = MarketInstances.Sunny(33);
        sunny = sunny with { ImportPricePerMwh = Extreme([.. sunny.ImportPricePerMwh]), ExportPricePerMwh = Extreme([.. sunny.ExportPricePerMwh]) };
        var node = new ConnectionPlanner().Plan(sunny);
        Assert.True(node.HasPlan && node.IsExclusive);
        Assert.Empty(PlanAudit.Check(PlanClaims.Of(node, sunny)).Findings);
    }

    [Fact]
    public void Scenarios_MissingHour_AreRefusedByItsTime()
    {
        double[] prices = [.. Enumerable.Repeat(50.0, 24)];
        prices[7] = double.NaN;
        Assert.Contains("2026-03-09T07:00", Assert.ThrowsAny<Exception>(() => MarketInstances.One(prices)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_MissingHours_AreRefusedByStep()
    {
        var sunny = MarketInstances.Sunny(34);
        Refused("ImportPricePerMwh[5]", () => new ConnectionPlanner().Plan(sunny with { ImportPricePerMwh = Hole(sunny.ImportPricePerMwh, 5) }));
        Refused("SolarMw[9]", () => new ConnectionPlanner().Plan(sunny with { SolarMw = Hole(sunny.SolarMw, 9) }));
        var reserve = MarketInstances.Nordic(34);
        var offer = reserve.Reserves[0];
        Refused("UpwardEnergyPricePerMwh[3]", () => new MultiMarketPlanner().Plan(reserve with
        {
            Reserves = [offer with { UpwardEnergyPricePerMwh = Hole(offer.PricePerMwHour, 3) }],
        }));
        Refused("PricePerMwHour[4]", () => new MultiMarketPlanner().Plan(reserve with
        {
            Reserves = [offer with { PricePerMwHour = [.. offer.PricePerMwHour.Select((p, t) => t == 4 ? double.PositiveInfinity : p)] }],
        }));
        Refused("CommittedDayAheadMw[2]", () => new TwoStagePlanner().Plan(MarketInstances.Traded(34) with { CommittedDayAheadMw = Hole(new double[24], 2) }));
    }

    /// <summary>A missing capacity price is a closed hour, not an error; nothing is sold there and no money is made.</summary>
    [Fact]
    public void Plan_MissingCapacityPrice_ClosesTheHourAndItsMoneyIsAccepted()
    {
        var request = MarketInstances.Nordic(35);
        request = request with { Reserves = [request.Reserves[0] with { Product = ReserveProducts.FcrN, PricePerMwHour = Hole(request.Reserves[0].PricePerMwHour, 6) }] };
        var plan = new MultiMarketPlanner().Plan(request);
        Assert.Equal(0, plan.ReserveMw[0][6]);
        Assert.Empty(PlanAudit.Check(PlanClaims.Of(plan, request)).Findings);
    }

    private static void Refused(string name, Action plan) => Assert.Contains(name, Assert.ThrowsAny<ArgumentException>(plan).Message, StringComparison.Ordinal);

    private static double[] Hole(IReadOnlyList<double> values, int t) => [.. values.Select((value, i) => i == t ? double.NaN : value)];

    private static double[] Extreme(double[] prices) => [.. prices.Select((price, i) => i % 24 == 3 || i % 24 == 13 ? -500 : i % 24 == 18 ? 5500 : price)];

    private static Domain.Prices.ScenarioSet Extreme(Domain.Prices.ScenarioSet set)
    {
        double[] prices = [.. Enumerable.Range(0, set.Count).SelectMany(s => Extreme(set.PricesPerMwh(s).ToArray()))];
        return new Domain.Prices.ScenarioSet(set.Name, Currency.Eur, set.Grid, prices, set.Probabilities.ToArray(), set.KnownAt, set.Provenance);
    }
}

using Bess.Domain.Reserve;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;

namespace Bess.Scheduling.Tests.Markets;

public sealed class MultiMarketPlanTests
{
    [Theory]
    [InlineData(1, 24, 1.0)]
    [InlineData(2, 24, 1.0)]
    [InlineData(3, 96, 0.25)]
    [InlineData(6, 24, 1.0)]
    public void Plan_Nordic_IsAccepted(int seed, int steps, double hours)
    {
        var request = MarketInstances.Nordic(seed, steps, hours);
        var plan = new MultiMarketPlanner().Plan(request);
        Assert.True(plan.HasPlan && plan.IsExclusive);
        Assert.True(plan.ReserveMw[0].Sum() > 0);
        Assert.Empty(PlanAudit.Check(PlanClaims.Of(plan, request)).Findings);
    }

    /// <summary>The seed sells 1 MW of FCR-N from 1 MW of power; 134 % allows 0.746.</summary>
    [Fact]
    public void Check_ReserveWithoutTheMissingMargin_IsRefused()
    {
        var request = MarketInstances.Nordic(4, price: 10);
        var naive = request with
        {
            Reserves = [request.Reserves[0] with { Product = ReserveProducts.FcrN with { PowerPerSoldMw = 1 } }],
        };
        var plan = new MultiMarketPlanner().Plan(naive);
        Assert.Empty(PlanAudit.Check(PlanClaims.Of(plan, naive)).Findings);
        var verdict = PlanAudit.Check(PlanClaims.Of(plan, naive) with { Reserves = [new ReserveClaim(ReserveProducts.FcrN, plan.ReserveMw[0])] });
        Assert.True(verdict.Breaks(AuditRule.UpwardPower) || verdict.Breaks(AuditRule.DownwardPower));
    }

    [Theory]
    [InlineData(0.74, true)]
    [InlineData(0.75, false)]
    [InlineData(1.0, false)]
    public void Check_FcrNOfAnIdleMegawatt_AllowsThreeQuarters(double sold, bool isAllowed)
    {
        var claim = Idle(2, 1, new ReserveClaim(ReserveProducts.FcrN with { BidStepMw = 0, ActivatedUpPerSoldMw = 0, ActivatedDownPerSoldMw = 0 }, [sold]));
        Assert.Equal(isAllowed, PlanAudit.Check(claim).IsAccepted);
    }

    [Fact]
    public void Check_FcrDWithoutTheFifthTheOtherWay_IsRefused()
    {
        // Charging at 0.9 MW leaves 0.1 MW downward; 1 MW of FCR-D up needs 0.2.
        var claim = Idle(2, 1, new ReserveClaim(ReserveProducts.FcrDUp, [1.0])) with { PowerMw = [-0.9], EnergyMwh = [1.9] };
        Assert.Equal([AuditRule.DownwardPower], PlanAudit.Check(claim).Findings.Select(finding => finding.Rule));
    }

    [Fact]
    public void Check_OneHourOfLowFrequency_IsDeliveredAndNoMore()
    {
        var claim = Idle(2, 0.7, new ReserveClaim(ReserveProducts.FcrN with { ActivatedUpPerSoldMw = 0, ActivatedDownPerSoldMw = 0 }, [0.7, 0.7]));
        Assert.True(PlanAudit.Check(claim, new FrequencyTrace(10, [.. Enumerable.Repeat(-0.1, 360)])).IsAccepted);
        var longer = PlanAudit.Check(claim, new FrequencyTrace(10, [.. Enumerable.Repeat(-0.1, 380)]));
        Assert.Equal([AuditRule.Replay], longer.Findings.Select(finding => finding.Rule));
    }

    [Fact]
    public void Plan_NegativeCapacityPrices_SellsNothing()
    {
        var request = MarketInstances.Nordic(5, price: -1);
        var plan = new MultiMarketPlanner().Plan(request with { Reserves = [.. request.Reserves.Take(3)] });
        Assert.All(plan.ReserveMw, sold => Assert.All(sold, amount => Assert.Equal(0, amount)));
    }

    [Fact]
    public void Plan_ClosedSteps_SellNothingThere()
    {
        var request = MarketInstances.Nordic(6);
        double[] prices = [.. request.Reserves[0].PricePerMwHour.Select((p, t) => t < 6 ? double.NaN : p)];
        var plan = new MultiMarketPlanner().Plan(request with { Reserves = [request.Reserves[0] with { PricePerMwHour = prices }] });
        Assert.All(plan.ReserveMw[0][..6], amount => Assert.Equal(0, amount));
    }

    [Fact]
    public void Plan_OneMarketAtATime_ChoosesOneAndEarnsLess()
    {
        var request = MarketInstances.Nordic(7, steps: 6) with { AreBidsRounded = false };
        request = request with { Reserves = [.. request.Reserves.Take(2)] };
        var split = new MultiMarketPlanner().Plan(request);
        var choice = new MultiMarketPlanner().Plan(request with { IsOneMarketAtATime = true });
        Assert.True(choice.HasPlan && choice.Objective >= split.LowerBound - 1e-6);
        for (var t = 0; t < 6; t++)
            Assert.True(choice.VenueMw.Concat(choice.ReserveMw).Count(series => Math.Abs(series[t]) > 1e-6) <= 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Plan_Connection_IsAcceptedAndNeverBoth(int seed)
    {
        var request = MarketInstances.Sunny(seed);
        var plan = new ConnectionPlanner().Plan(request);
        Assert.True(plan.HasPlan && plan.IsExclusive);
        Assert.Empty(PlanAudit.Check(PlanClaims.Of(plan, request)).Findings);
        var relaxed = new ConnectionPlanner().Plan(request with { Exclusivity = ExclusivityMode.Relaxed });
        Assert.True(relaxed.Objective <= plan.Objective + 1e-6);
    }

    [Fact]
    public void Run_RollingDays_ChainEnergy()
    {
        var request = MarketInstances.Sunny(3, 72);
        var planner = new ConnectionPlanner();
        var pieces = RollingHorizon.Run(72, 24, 72, 1, (first, count, energy) => planner.Plan(Part(request, first, count, energy)), (plan, after) => plan.EnergyMwh[after - 1]);
        Assert.Equal([0, 24, 48], pieces.Select(piece => piece.First));
        Assert.All(pieces, piece => Assert.True(piece.Plan.HasPlan));
        Assert.True(pieces[^1].Plan.EnergyMwh[^1] >= 0.8 - 1e-5);
        Assert.Equal(pieces[0].Plan.EnergyMwh[23], pieces[1].Plan.EnergyMwh[0] + Change(pieces[1].Plan.PowerMw[0]), 5e-5);

        static double Change(double power) => power > 0 ? power / 0.9 : power * 0.9;
    }

    private static ConnectionRequest Part(ConnectionRequest whole, int first, int count, double energy) => whole with
    {
        Plant = whole.Plant with { InitialEnergyMwh = energy },
        Grid = new Domain.Time.TimeGrid(whole.Grid.StartOf(first), whole.Grid.Step, count),
        ImportPricePerMwh = [.. whole.ImportPricePerMwh.Skip(first).Take(count)],
        ExportPricePerMwh = [.. whole.ExportPricePerMwh.Skip(first).Take(count)],
        SolarMw = [.. whole.SolarMw.Skip(first).Take(count)],
        LoadMw = [.. whole.LoadMw.Skip(first).Take(count)],
    };

    private static PlanClaim Idle(double capacity, double energy, ReserveClaim reserve) => new()
    {
        Battery = MarketInstances.Battery(capacity, 1, 1, 1, 0, capacity),
        Grid = new Domain.Time.TimeGrid(TestKit.Central.RandomFleet.Start, TimeSpan.FromHours(1), reserve.SoldMw.Count),
        InitialEnergyMwh = energy,
        PowerMw = new double[reserve.SoldMw.Count],
        EnergyMwh = [.. reserve.SoldMw.Select(_ => energy)],
        Reserves = [reserve],
    };
}

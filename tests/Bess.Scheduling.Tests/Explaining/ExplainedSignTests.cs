using System.Globalization;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Scheduling.Explaining;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.Tests.Markets;
using Bess.TestKit.Central;
using Xunit.Abstractions;

namespace Bess.Scheduling.Tests.Explaining;

/// <summary>The explanation's sign reproduces the decision in every interval where the decision is strict.</summary>
public sealed class ExplainedSignTests(ITestOutputHelper output)
{
    private const double ToleranceMoney = 0.02;
    private static readonly ExplanationOptions NoOpposite = new() { OppositeSteps = [], SearchTime = Timeout.InfiniteTimeSpan };

    [Fact]
    public void Explain_RandomPlans_SignReproducesDecision()
    {
        var (strict, margin, held) = (0, 0, 0);
        for (var seed = 0; seed < 300; seed++)
        {
            var (member, scenarios) = Case(seed);
            var plan = BatteryScheduler.Optimise(member, scenarios).Value;
            var told = PlanExplainer.Explain(member, scenarios, plan.Schedule.PowerMw.ToArray(), null, NoOpposite);
            Assert.True(told.IsExplained, $"seed {seed}: {told.Status} {told.Summary}");
            held += told.Basis == MultiplierBasis.HeldDecisions ? 1 : 0;
            foreach (var reason in told.Intervals)
            {
                CheckSign(reason, told.Basis, $"seed {seed}, {told.Basis}, gap {told.Gap}, {reason}");
                strict += reason.IsStrict ? 1 : 0;
                margin += reason.IsStrict ? 0 : 1;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{strict} strict intervals, {margin} at the margin, {held} plans with held directions"));
        Assert.True(strict > 1000 && held > 5);
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(12)]
    public void Explain_PlansAtCouplingPrices_SignReproducesDecision(double coupling)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var (member, scenarios) = Case(seed);
            double[] price = [.. Enumerable.Range(0, scenarios.Grid.Count).Select(t => coupling * Math.Sin(t + seed))];
            var model = StorageModelFactory.Create(member, scenarios).Value;
            var plan = Scheduling.Exclusivity.ExclusiveBattery.Resolve(model, [.. price.Select(p => p * scenarios.Grid.StepHours)]);
            var told = PlanExplainer.Explain(member, scenarios, plan.PowerMw, price, NoOpposite);
            Assert.True(told.IsExplained, $"seed {seed}: {told.Status} {told.Summary}");
            Assert.Equal(plan.Objective / told.RiskScale, told.PlanCost, 1e-6 * (1 + Math.Abs(plan.Objective)));
            foreach (var reason in told.Intervals)
            {
                Assert.Equal(-price[reason.Step] / told.RiskScale, reason.CouplingPricePerMwh, 1e-9);
                CheckSign(reason, told.Basis, $"seed {seed}, {told.Basis}, {reason}");
            }
        }
    }

    /// <summary>Several venues and reserve: used markets leave something, unused ones do not.</summary>
    [Fact]
    public void Explain_NordicPlans_GainsReproduceMarkets()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            var request = MarketInstances.Nordic(seed) with { AreBidsRounded = false, Exclusivity = ExclusivityMode.Exact };
            var plan = new MultiMarketPlanner().Plan(request);
            var told = PlanExplainer.Explain(Question(request, plan), NoOpposite);
            Assert.True(told.IsExplained, $"seed {seed}: {told.Status} {told.Summary}");
            foreach (var reason in told.Intervals)
            {
                CheckSign(reason, told.Basis, $"seed {seed}, {told.Basis}, {reason}");
                Assert.NotNull(reason.NextBestMarket);
                foreach (var market in reason.Markets.Where(market => !market.IsReserve && told.Basis == MultiplierBasis.Whole))
                {
                    var gain = market.GainPerMwHour;
                    Assert.True(market.IsUsed ? gain > -ToleranceMoney : gain < ToleranceMoney || IsFull(reason, market), $"seed {seed}, step {reason.Step}, {market}");
                }
            }

            CheckReserves(request, told);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Explain_RoundedBids_AreSaidToBeHeld(int seed)
    {
        var request = MarketInstances.Nordic(seed) with { Exclusivity = ExclusivityMode.Exact };
        var plan = new MultiMarketPlanner().Plan(request);
        var told = PlanExplainer.Explain(Question(request, plan), NoOpposite);
        Assert.True(told.IsExplained, told.Summary);
        Assert.True(told.Gap >= -1e-6);
    }

    internal static BatteryPlanQuestion Question(MultiMarketRequest request, MultiMarketPlan plan) => new()
    {
        Problem = request,
        PowerMw = plan.PowerMw,
        EnergyMwh = plan.EnergyMwh,
        VenueMw = plan.VenueMw,
        ReserveMw = plan.ReserveMw,
    };

    internal static (FleetMember Member, ScenarioSet Scenarios) Case(int seed)
    {
        var random = new Random(seed);
        var member = RandomFleet.Member(random, "b", seed % 4, seed % 7 == 0 ? -1 : seed % 11 == 0 ? 1 : 0, ramp: seed % 3 == 0);
        var quarter = seed % 5 == 0;
        var scenarios = RandomFleet.Scenarios(seed, quarter ? 32 : 12 + (seed % 13), 1 + (seed % 9), quarter ? 0.25 : 1, mean: seed % 2 == 0 ? 50 : 15);
        return (member, scenarios);
    }

    /// <summary>Written from the definitions alone: what pays at these prices is what is done.</summary>
    internal static void CheckSign(IntervalReason reason, MultiplierBasis basis, string where)
    {
        var (price, charge, discharge) = (reason.EffectivePricePerMwh, reason.ChargeBreakEvenPerMwh, reason.DischargeBreakEvenPerMwh);
        if (reason.Action == IntervalAction.Discharge)
            Assert.True(price > discharge - ToleranceMoney, where);
        if (reason.Action == IntervalAction.Charge)
            Assert.True(price < charge + ToleranceMoney, where);
        if (basis == MultiplierBasis.HeldDecisions)
            return;
        if (price > discharge + ToleranceMoney)
            Assert.True(reason.Action == IntervalAction.Discharge && reason.BindingLimits.Count > 0, where);
        if (price < charge - ToleranceMoney)
            Assert.True(reason.Action == IntervalAction.Charge && reason.BindingLimits.Count > 0, where);
    }

    private static bool IsFull(IntervalReason reason, MarketReason market) =>
        reason.BindingLimits.Any(limit => limit.Kind == LimitKind.MarketVolume && limit.Subject == market.Market)
        || reason.BindingLimits.Any(limit => limit.Kind is LimitKind.ChargePower or LimitKind.DischargePower);

    /// <summary>Over a block the gain of what is sold is not negative, of what is not sold not positive.</summary>
    private static void CheckReserves(MultiMarketRequest request, PlanExplanation told)
    {
        foreach (var offer in request.Reserves)
        {
            var blocks = told.Intervals.GroupBy(reason => offer.Product.BlockOf(reason.Start));
            foreach (var block in blocks)
            {
                var markets = block.Select(reason => reason.Markets.First(market => market.Market == offer.Product.Name)).ToArray();
                var (sold, gain) = (markets[0].PositionMw, markets.Sum(market => market.GainPerMwHour));
                if (sold > 0.01)
                    Assert.True(gain > -ToleranceMoney, $"{offer.Product.Name} {block.Key}: {sold} MW, {gain}");
                if (sold < 1e-6)
                    Assert.True(gain < ToleranceMoney, $"{offer.Product.Name} {block.Key}: {sold} MW, {gain}");
            }
        }
    }
}

using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Strategies;
using Bess.Domain.Assets;

namespace Bess.Backtesting.Tests.StrategyRuns;

/// <summary>Settings do what they say, and what is missing is named.</summary>
public sealed class StrategySettingsTests
{
    private static readonly DateOnly Day = new(2025, 3, 12);

    [Fact]
    public void Decide_MidnightFloor_IsKept()
    {
        var decision = Decide("rolling", new StrategySettings { MidnightFloorMwh = 1.2 });

        Assert.True(decision.PlannedEnergyMwh[^1] >= 1.2 - 1e-6);
    }

    [Fact]
    public void Decide_FloorOutOfReach_IsNamed()
    {
        var market = SyntheticMarket.Of();
        var strategy = StrategyCatalog.Create("deterministic", new StrategySettings()).Value;
        var settings = new StrategySettings { MidnightFloorMwh = 1.9, PowerShare = 0.01 };
        var decision = strategy.Decide(SyntheticMarket.Context(market, Day, strategy, settings));

        Assert.Contains(decision.Rules, rule => rule.Contains("out of reach", StringComparison.Ordinal));
    }

    [Fact]
    public void Decide_PowerShare_LimitsPower()
    {
        var decision = Decide("deterministic", new StrategySettings { PowerShare = 0.5 });

        Assert.InRange(decision.PositionMw.Max(Math.Abs), 0.1, 0.5 + 1e-6);
    }

    [Fact]
    public void Decide_CoarserStep_HoldsPowerOverIt()
    {
        var day = new DateOnly(2025, 10, 14);
        var market = SyntheticMarket.Of();
        var strategy = StrategyCatalog.Create("deterministic", new StrategySettings()).Value;
        var context = SyntheticMarket.Context(market, day, strategy, new StrategySettings { Step = TimeSpan.FromHours(1) });

        var decision = strategy.Decide(context);

        Assert.Equal(96, decision.PositionMw.Length);
        for (var t = 0; t < 96; t++)
            Assert.Equal(decision.PositionMw[t / 4 * 4], decision.PositionMw[t]);
        StrategyPlanTests.Accept(context, decision);
    }

    [Fact]
    public void Decide_StepThatDoesNotDivideTheDay_IsNamed()
    {
        var market = SyntheticMarket.Of();
        var strategy = StrategyCatalog.Create("deterministic", new StrategySettings()).Value;
        var context = SyntheticMarket.Context(market, new DateOnly(2025, 3, 30), strategy, new StrategySettings { Step = TimeSpan.FromHours(4) });

        Assert.Contains(strategy.Decide(context).Rules, rule => rule.Contains("does not divide", StringComparison.Ordinal));
    }

    [Fact]
    public void Decide_WearFactor_LessUseWhenWearCountsMore()
    {
        var free = Decide("deterministic", new StrategySettings { WearFactor = 0 });
        var dear = Decide("deterministic", new StrategySettings { WearFactor = 20 });

        Assert.True(dear.PositionMw.Sum(Math.Abs) < free.PositionMw.Sum(Math.Abs));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Decide_RanksOrRegime_PlansAreAccepted(bool usesRanks, bool isAdaptive)
    {
        var market = SyntheticMarket.Of();
        var strategy = StrategyCatalog.Create("rolling", new StrategySettings()).Value;
        var context = SyntheticMarket.Context(market, Day, strategy, new StrategySettings { UsesRanks = usesRanks, IsRegimeAdaptive = isAdaptive });

        var decision = strategy.Decide(context);

        StrategyPlanTests.Accept(context, decision);
        Assert.Contains(decision.PositionMw, power => power > 0.1);
    }

    [Fact]
    public void Decide_NoReserve_SellsNone()
    {
        Assert.Empty(Decide("multi-market", new StrategySettings { SellsReserve = false }).ReserveMw);
        Assert.Contains(Decide("multi-market", new StrategySettings()).ReserveMw[0], sold => sold > 0);
    }

    [Fact]
    public void Decide_CvarOnPathsOfOnePrice_IsAccepted()
    {
        var market = SyntheticMarket.Of(hasRealTime: false);
        var settings = new StrategySettings { Risk = new RiskPreference(1, 0.1), Scenarios = 50, KeptScenarios = 8 };
        var strategy = StrategyCatalog.Create("cvar", settings).Value;
        var context = SyntheticMarket.Context(market, Day, strategy, settings);

        StrategyPlanTests.Accept(context, strategy.Decide(context));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("mean7")]
    [InlineData("deterministic")]
    [InlineData("two-stage")]
    [InlineData("multi-market")]
    [InlineData("perfect")]
    public void Decide_NothingKnown_IdlesAndSaysSo(string name)
    {
        var market = SyntheticMarket.Of();
        var strategy = StrategyCatalog.Create(name, new StrategySettings()).Value;
        var day = new DateOnly(2024, 6, 1);

        var decision = strategy.Decide(SyntheticMarket.Context(market, day, strategy));

        Assert.All(decision.PositionMw, power => Assert.Equal(0, power));
        Assert.NotEmpty(decision.Rules);
    }

    [Fact]
    public void Decide_NoForecast_TakesYesterdayAndSaysSo()
    {
        var market = SyntheticMarket.Of();
        var strategy = StrategyCatalog.Create("rolling", new StrategySettings()).Value;
        var context = SyntheticMarket.Context(market, Day, strategy) with { Forecasts = ForecastBook.Make(market, Day, Day, new ForecastBookOptions { Needs = ForecastNeeds.None }).For(Day) };

        var decision = strategy.Decide(context);

        Assert.Contains(decision.Rules, rule => rule.Contains("yesterday's prices", StringComparison.Ordinal));
        StrategyPlanTests.Accept(context, decision);
    }

    private static DayDecision Decide(string name, StrategySettings settings)
    {
        var market = SyntheticMarket.Of();
        var strategy = StrategyCatalog.Create(name, settings).Value;
        var context = SyntheticMarket.Context(market, Day, strategy, settings);
        var decision = strategy.Decide(context);
        StrategyPlanTests.Accept(context, decision);
        return decision;
    }
}

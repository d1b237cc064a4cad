using Bess.Backtesting.Markets;
using Bess.Backtesting.Strategies;

namespace Bess.Backtesting.Tests.StrategyRuns;

/// <summary>What was published after a decision changes nothing of it.</summary>
public sealed class StrategyLeakTests
{
    public static TheoryData<string, string> Tradable()
    {
        var data = new TheoryData<string, string>();
        foreach (var name in StrategyCatalog.Names.Keys.Where(name => name != "perfect"))
        {
            data.Add(name, "2025-03-30");
            data.Add(name, "2025-10-14");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Tradable))]
    public void Decide_EverythingLaterChanged_DecidesTheSame(string name, string text)
    {
        var day = StrategyPlanTests.Date(text);
        var market = SyntheticMarket.Of();
        var changed = SyntheticMarket.ChangedAfter(market, market.Gate.DecisionOn(day));

        var first = Decide(market);
        var second = Decide(changed);

        Assert.Equal(first.PositionMw, second.PositionMw);
        Assert.Equal(first.ReserveMw, second.ReserveMw);
        Assert.Equal(first.ExpectedNet, second.ExpectedNet);

        DayDecision Decide(BacktestMarket seen)
        {
            var strategy = StrategyCatalog.Create(name, new StrategySettings()).Value;
            return strategy.Decide(SyntheticMarket.Context(seen, day, strategy));
        }
    }

    [Fact]
    public void Decide_PerfectWithEverythingLaterChanged_DecidesOtherwise()
    {
        var day = StrategyPlanTests.Date("2025-03-12");
        var market = SyntheticMarket.Of(hasRealTime: false, hasReserve: false);
        var strategy = StrategyCatalog.Create("perfect", new StrategySettings()).Value;

        var first = strategy.Decide(SyntheticMarket.Context(market, day, strategy));
        var second = strategy.Decide(SyntheticMarket.Context(SyntheticMarket.ChangedAfter(market, market.Gate.DecisionOn(day)), day, strategy));

        Assert.NotEqual(first.PositionMw, second.PositionMw);
    }

    [Fact]
    public void Dispatch_EverythingLaterChanged_FreshObjectDispatchesTheSame()
    {
        var day = StrategyPlanTests.Date("2025-03-12");
        var market = SyntheticMarket.Of();
        var settings = new StrategySettings { Scenarios = 40, KeptScenarios = 6 };
        var strategy = StrategyCatalog.Create("two-stage", settings).Value;
        var context = SyntheticMarket.Context(market, day, strategy, settings);
        var decision = strategy.Decide(context);
        var prices = market.AsOf(DateTimeOffset.MaxValue).Read(market.DayAhead, context.Grid);
        for (var step = 0; step < context.Grid.Count; step++)
        {
            var now = context.Grid.StartOf(step);
            var changed = SyntheticMarket.ChangedAfter(market, now);
            var first = strategy.Dispatch(At(market, context));
            var fresh = StrategyCatalog.Create("two-stage", settings).Value;
            var second = fresh.Dispatch(At(changed, context with { Known = changed.AsOf(market.Gate.DecisionOn(day)) }));
            Assert.Equal(first, second);

            StepContext At(BacktestMarket seen, DayContext of) => new()
            {
                Day = of,
                Decision = decision,
                DayAheadPricePerMwh = prices,
                Step = step,
                Known = seen.AsOf(now),
                EnergyMwh = step == 0 ? 1 : decision.PlannedEnergyMwh[step - 1],
            };
        }
    }
}

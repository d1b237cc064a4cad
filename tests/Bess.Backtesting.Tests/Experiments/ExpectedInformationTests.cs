using Bess.Backtesting.Experiments;
using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Backtesting.Tests.StrategyRuns;

namespace Bess.Backtesting.Tests.Experiments;

public sealed class ExpectedInformationTests
{
    private static readonly DateOnly From = new(2025, 4, 1);
    private static readonly DateOnly To = new(2025, 4, 4);

    [Fact]
    public void Of_MarketOfTwoPrices_BothValuesOfEveryDayAreNotNegative()
    {
        var (run, source) = Run(SyntheticMarket.Of(hasReserve: false), "two-stage");

        var days = ExpectedInformation.Of(run, source.Book!.For).Value;

        Assert.Equal([0, 1, 2, 3], days.Select(day => day.Day.DayNumber - From.DayNumber));
        Assert.All(days, day => Assert.True(day.Evpi > 0, $"{day}"));
        Assert.All(days, day => Assert.True(day.Vss > -1e-4, $"{day}"));
    }

    [Fact]
    public void Of_MarketOfOnePrice_HasNone()
    {
        var (run, source) = Run(SyntheticMarket.Of(hasRealTime: false, hasReserve: false), "two-stage");

        Assert.Empty(ExpectedInformation.Of(run, source.Book!.For).Value);
    }

    [Fact]
    public void Run_MeanValue_BidsOtherwiseThanScenariosWithTheSameRecourse()
    {
        var market = SyntheticMarket.Of(hasReserve: false);

        var (scenarios, _) = Run(market, "two-stage");
        var (mean, _) = Run(market, "mean-value");

        Assert.Contains(scenarios.Days.Zip(mean.Days), pair => !pair.First.PositionMw.SequenceEqual(pair.Second.PositionMw));
        Assert.Contains(mean.Days, day => !day.PositionMw.SequenceEqual(day.SetpointMw));
    }

    private static (BacktestOutcome Run, ForecastSource Source) Run(BacktestMarket market, string strategy)
    {
        var settings = new StrategySettings { Scenarios = 40, KeptScenarios = 6, SellsReserve = false };
        var source = new ForecastSource(From, To, new ForecastBookOptions { Needs = StrategyCatalog.NeedsOf(strategy, settings), UsesModel = false });
        var request = new BacktestRequest { Market = market, Plant = SyntheticMarket.Plant(), From = From, To = To, Strategy = strategy, Settings = settings };
        return (Backtester.Run(request, BacktestParts.Of(request, StrategyCatalog.Create, source.Of)).Value, source);
    }
}

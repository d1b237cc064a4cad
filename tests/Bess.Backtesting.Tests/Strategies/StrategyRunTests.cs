using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Xunit.Abstractions;

namespace Bess.Backtesting.Tests.StrategyRuns;

/// <summary>The strategies of the catalogue in runs of the engine, over clock changes and the change to quarter hours.</summary>
public sealed class StrategyRunTests(ITestOutputHelper output)
{
    public static TheoryData<string, bool> Tradable()
    {
        var data = new TheoryData<string, bool>();
        foreach (var name in StrategyCatalog.Names.Keys.Where(name => name != "perfect"))
            data.Add(name, name is "two-stage" or "cvar" or "mean-value");
        return data;
    }

    [Theory]
    [MemberData(nameof(Tradable))]
    public void Run_CatalogueOverHardDays_IsCleanAndBelowItsCeiling(string name, bool hasRealTime)
    {
        var market = SyntheticMarket.Of(hasRealTime, hasReserve: name == "multi-market");
        foreach (var (from, to) in new[] { (new DateOnly(2025, 3, 29), new DateOnly(2025, 3, 31)), (new DateOnly(2025, 9, 30), new DateOnly(2025, 10, 2)) })
        {
            var outcome = Run(market, name, from, to);

            output.WriteLine($"{name} {from:O}: net {outcome.Net}, ceiling {outcome.Ceiling.Net}, {outcome.Leakage.Statement}; {string.Join("; ", outcome.Days.SelectMany(day => day.Rules).Distinct())}");
            Assert.True(outcome.Leakage.IsClean, outcome.Leakage.Statement);
            Assert.True(outcome.Net <= outcome.Ceiling.Net + 0.01m);
            Assert.Equal(3, outcome.Days.Count);
        }
    }

    private static BacktestOutcome Run(BacktestMarket market, string name, DateOnly from, DateOnly to)
    {
        var settings = new StrategySettings { Scenarios = 30, KeptScenarios = 5 };
        var request = new BacktestRequest { Market = market, Plant = SyntheticMarket.Plant(), From = from, To = to, Strategy = name, Settings = settings };
        var source = new ForecastSource(from, to, new ForecastBookOptions { Needs = StrategyCatalog.NeedsOf(name, settings), UsesModel = false });
        return Backtester.Run(request, BacktestParts.Of(request, StrategyCatalog.Create, source.Of)).Value;
    }
}

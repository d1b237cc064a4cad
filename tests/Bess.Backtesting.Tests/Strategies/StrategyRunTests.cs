using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Scheduling.Plants;
using Xunit.Abstractions;

namespace Bess.Backtesting.Tests.StrategyRuns;

/// <summary>The strategies of the catalogue in runs of the engine, over clock changes and the change to quarter hours.</summary>
public sealed class StrategyRunTests(ITestOutputHelper output)
{
    public static TheoryData<string, bool> Tradable()
    {
        var data = new TheoryData<string, bool>();
        foreach (var name in StrategyCatalog.Names.Keys.Where(name => name != "perfect"))
            data.Add(name, name is "cvar" or "mean-value" || name.StartsWith("two-stage", StringComparison.Ordinal));
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
            Assert.All(outcome.Days.Zip(outcome.Days.Skip(1)), pair => Assert.Equal(pair.First.EnergyMwh[^1], pair.Second.StartEnergyMwh));
        }
    }

    [Theory]
    [InlineData("naive", false)]
    [InlineData("rolling", false)]
    [InlineData("two-stage-rolling", true)]
    [InlineData("two-stage-week", true)]
    [InlineData("multi-market", false)]
    [InlineData("perfect", false)]
    public void Run_CycleLimit_NoLocalDayExceedsIt(string name, bool hasRealTime)
    {
        const double cycles = 0.4;
        var market = SyntheticMarket.Of(hasRealTime, hasReserve: name == "multi-market");
        var plant = SyntheticMarket.Plant() with { CyclesPerDay = cycles };
        var outcome = Run(market, name, new DateOnly(2025, 10, 25), new DateOnly(2025, 10, 27), plant);

        var window = plant.Battery.MaximumEnergy.Mwh - plant.Battery.MinimumEnergy.Mwh;
        var most = outcome.Days.Max(day => day.DischargedMwh) / plant.Battery.DischargeEfficiency.Value;
        Assert.True(most <= (cycles * window) + 1e-9, $"{most} of {cycles * window} MWh");
        Assert.True(most > 0.1 * cycles * window);
        Assert.True(outcome.Net <= outcome.Ceiling.Net);
        Assert.True(outcome.Ceiling.Net < Run(market, name, new DateOnly(2025, 10, 25), new DateOnly(2025, 10, 27)).Ceiling.Net);
    }

    private static BacktestOutcome Run(BacktestMarket market, string name, DateOnly from, DateOnly to, StoragePlant? plant = null)
    {
        var settings = new StrategySettings { Scenarios = 30, KeptScenarios = 5 };
        var request = new BacktestRequest { Market = market, Plant = plant ?? SyntheticMarket.Plant(), From = from, To = to, Strategy = name, Settings = settings };
        var source = new ForecastSource(from, to, new ForecastBookOptions { Needs = StrategyCatalog.NeedsOf(name, settings), UsesModel = false });
        return Backtester.Run(request, BacktestParts.Of(request, StrategyCatalog.Create, source.Of)).Value;
    }
}

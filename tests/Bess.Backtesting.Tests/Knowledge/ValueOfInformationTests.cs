using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Tests.StrategyRuns;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Scheduling.TwoStage;

namespace Bess.Backtesting.Tests.Forecasts;

public sealed class ValueOfInformationTests
{
    [Fact]
    public void Of_SpreadScenarios_OrderHolds()
    {
        var random = new Random(5);
        var prices = Enumerable.Range(0, 6 * 24).Select(i => 50 + (20 * Math.Sin(i)) + (80 * random.NextDouble())).ToArray();
        var second = prices.Select(price => price + (120 * (random.NextDouble() - 0.5))).ToArray();

        var value = ValueOfInformation.Of(Request(prices, second, 6)).Value;

        Assert.True(value.Evpi > 0, $"{value}");
        Assert.True(value.Vss >= -1e-6, $"{value}");
    }

    [Fact]
    public void Of_OneScenario_IsWorthNothing()
    {
        var prices = Enumerable.Range(0, 24).Select(i => 50 + (20 * Math.Sin(i))).ToArray();

        var value = ValueOfInformation.Of(Request(prices, prices, 1)).Value;

        Assert.Equal(0, value.Evpi, 1e-6);
        Assert.Equal(0, value.Vss, 1e-6);
    }

    private static TwoStageRequest Request(double[] dayAhead, double[] realTime, int scenarios)
    {
        var grid = new TimeGrid(new DateTimeOffset(2025, 3, 12, 23, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1), 24);
        var weights = Enumerable.Repeat(1.0 / scenarios, scenarios).ToArray();
        ScenarioSet Set(double[] prices) => new("test", Currency.Eur, grid, prices, weights, grid.Start, new Provenance("test", null, true));
        return new TwoStageRequest { Plant = SyntheticMarket.Plant(), DayAhead = Set(dayAhead), RealTime = Set(realTime) };
    }
}

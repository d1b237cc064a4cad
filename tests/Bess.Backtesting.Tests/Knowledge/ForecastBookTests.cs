using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Tests.StrategyRuns;
using Bess.Forecasting.Boosting;
using Bess.Forecasting.Models;
using Bess.Forecasting.Regression;

namespace Bess.Backtesting.Tests.Forecasts;

public sealed class ForecastBookTests
{
    private static readonly DateOnly Day = new(2025, 10, 14);

    [Fact]
    public void Of_SeveralDaysInQuarters_OneForecastOfAll()
    {
        var market = SyntheticMarket.Of();
        var grid = market.Clock.Days(Day, Day.AddDays(1), TimeSpan.FromMinutes(15));

        var forecasts = SyntheticMarket.Book(market, Day).For(Day);

        foreach (var id in new[] { SyntheticMarket.DayAhead, SyntheticMarket.RealTime, SyntheticMarket.FcrN, SyntheticMarket.FcrDUp })
        {
            var forecast = forecasts.Of(id, grid);
            Assert.NotNull(forecast);
            Assert.Equal(grid, forecast.Grid);
            Assert.True(forecast.DecidedAt <= market.Gate.DecisionOn(Day));
        }
    }

    [Fact]
    public void Paths_ThreeSeries_BelongTogether()
    {
        var market = SyntheticMarket.Of();
        var grid = market.Clock.Day(Day, TimeSpan.FromMinutes(15));

        var paths = SyntheticMarket.Book(market, Day).For(Day).Paths([SyntheticMarket.DayAhead, SyntheticMarket.RealTime, SyntheticMarket.FcrN], grid, 30);

        Assert.NotNull(paths);
        Assert.Equal(30, paths.Count);
        Assert.Equal(3, paths.Markets.Count);
    }

    [Fact]
    public void Make_KeptForecasts_AreReadAgainToTheLastBit()
    {
        var market = SyntheticMarket.Of();
        var folder = Path.Combine(Path.GetTempPath(), $"bess-book-{Guid.NewGuid():N}");
        var options = new ForecastBookOptions
        {
            CacheFolder = folder,
            Model = new ForecastOptions { WarmUpDays = 5, Lear = new LearOptions { WindowDays = [56] }, Boosting = new BoostingOptions { EveryDays = 1000 } },
        };
        var (from, to) = (new DateOnly(2025, 3, 10), new DateOnly(2025, 3, 12));
        try
        {
            var first = ForecastBook.Make(market, from, to, options);
            var second = ForecastBook.Make(market, from, to, options);

            Assert.Single(Directory.GetFiles(folder));
            Assert.Equal(first.DayAhead.Count, second.DayAhead.Count);
            foreach (var (day, forecast) in first.DayAhead)
                Assert.Equal(forecast.Mean(), second.DayAhead[day].Mean());
            Assert.Empty(second.Rules);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Make_ShortHistory_NamesTheRule()
    {
        var market = SyntheticMarket.Of();

        var book = ForecastBook.Make(market, new DateOnly(2025, 1, 10), new DateOnly(2025, 1, 11));

        Assert.Contains(book.Rules, rule => rule.Contains("history too short", StringComparison.Ordinal));
    }
}

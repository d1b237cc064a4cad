using Bess.Domain.Units;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Models;
using Bess.Forecasting.Scenarios;
using Bess.Forecasting.Tests.Copula;
using MathNet.Numerics.Statistics;

namespace Bess.Forecasting.Tests.Scenarios;

public sealed class ScenarioSamplerTests
{
    private static readonly DateOnly Day = new(2025, 6, 10);

    [Fact]
    public void Draw_SameSeed_SamePathsAndTheFirstOfMany()
    {
        var (forecasts, copula) = Two(1);
        var some = ScenarioSampler.Draw(forecasts, copula, MadeUpMarket.Clock, 20, 7);
        var many = ScenarioSampler.Draw(forecasts, copula, MadeUpMarket.Clock, 60, 7);
        var others = ScenarioSampler.Draw(forecasts, copula, MadeUpMarket.Clock, 20, 8);
        for (var s = 0; s < 20; s++)
            Assert.Equal(some.Values(1, s).ToArray(), many.Values(1, s).ToArray());
        Assert.NotEqual(some.Values(0, 0).ToArray(), others.Values(0, 0).ToArray());
    }

    [Fact]
    public void Draw_ManyPaths_HaveTheForecastsQuantiles()
    {
        var (forecasts, copula) = Two(1);
        var drawn = ScenarioSampler.Draw(forecasts, copula, MadeUpMarket.Clock, 4000, 1);
        foreach (var t in new[] { 0, 11, 23 })
        {
            var values = Enumerable.Range(0, drawn.Count).Select(s => drawn.Values(0, s)[t]).ToArray();
            for (var q = 0; q < MadeUpMarket.Levels.Length; q++)
            {
                var below = values.Count(value => value <= forecasts[0].At(t)[q]) / 4000.0;
                Assert.Equal(MadeUpMarket.Levels[q], below, 0.03);
            }
        }
    }

    [Fact]
    public void Draw_TwoMarketsSeveralDays_MoveTogetherAsTheCopulaSays()
    {
        var (forecasts, copula) = Two(3);
        var drawn = ScenarioSampler.Draw(forecasts, copula, MadeUpMarket.Clock, 4000, 1);
        double[] Column(int market, int t) => [.. Enumerable.Range(0, drawn.Count).Select(s => drawn.Values(market, s)[t])];
        double Expected(int i, int j, int days) => Math.Pow(copula.DayLink, days) * copula.Correlation(i, j);

        // Spearman's correlation of a Gaussian copula is (6/π)·asin(R/2).
        double Rank(double r) => 6 / Math.PI * Math.Asin(r / 2);
        Assert.Equal(Rank(Expected(5, 9, 0)), Correlation.Spearman(Column(0, 5), Column(0, 9)), 0.04);
        Assert.Equal(Rank(Expected(5, 24 + 9, 0)), Correlation.Spearman(Column(0, 5), Column(1, 9)), 0.04);
        Assert.Equal(Rank(Expected(5, 9, 1)), Correlation.Spearman(Column(0, 5), Column(0, 24 + 9)), 0.05);
        Assert.Equal(Rank(Expected(5, 24 + 9, 2)), Correlation.Spearman(Column(0, 5), Column(1, 48 + 9)), 0.05);
    }

    [Theory]
    [InlineData("2025-03-30", 1, 60, 23)]
    [InlineData("2025-10-26", 1, 60, 25)]
    [InlineData("2025-10-26", 1, 15, 100)]
    [InlineData("2025-03-27", 7, 60, 167)]
    [InlineData("2025-06-10", 2, 15, 192)]
    public void Draw_DaysOfAnyLength_GiveEveryInterval(string day, int days, int minutes, int intervals)
    {
        var forecast = MadeUpMarket.Forecast("a", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), days, minutes);
        var slots = 24 * 60 / minutes;
        var copula = GaussianCopula.Of([slots], GaussianCopulaTests.Decaying(slots, slots), 0.5);
        var drawn = ScenarioSampler.Draw([forecast], copula, MadeUpMarket.Clock, 3, 1);
        Assert.Equal(intervals, drawn.Values(0, 0).Length);
        Assert.All(drawn.Values(0, 2).ToArray(), value => Assert.InRange(value, -100, 250));
    }

    [Fact]
    public void Draw_RepeatedHour_HasTheSameProbabilityTwice()
    {
        var forecast = MadeUpMarket.Forecast("a", new DateOnly(2025, 10, 26), 1);
        var copula = GaussianCopula.Of([24], GaussianCopulaTests.Decaying(24, 24), 0);
        var drawn = ScenarioSampler.Draw([forecast], copula, MadeUpMarket.Clock, 10, 1);
        for (var s = 0; s < 10; s++)
        {
            Assert.Equal(
                MadeUpMarket.Marginal(forecast, 2).AtMost(drawn.Values(0, s)[2]), MadeUpMarket.Marginal(forecast, 3).AtMost(drawn.Values(0, s)[3]), 1e-9);
        }
    }

    [Fact]
    public void ToPrices_AndBack_KeepsEverything()
    {
        var (forecasts, copula) = Two(1);
        var drawn = ScenarioSampler.Draw(forecasts, copula, MadeUpMarket.Clock, 5, 1);
        var prices = drawn.ToPrices(1, Currency.Eur);
        var back = JointScenarios.Of(prices, forecasts[1].Series);
        Assert.Equal(0.2, prices.Probabilities[4]);
        Assert.Equal(forecasts[0].DecidedAt, prices.KnownAt);
        Assert.Equal(drawn.Values(1, 3).ToArray(), back.Values(0, 3).ToArray());
    }

    [Fact]
    public void Draw_ForecastsOfOtherDays_AreRefused()
    {
        var (forecasts, copula) = Two(1);
        var other = MadeUpMarket.Forecast("b", Day.AddDays(1), 1);
        Assert.Throws<ArgumentException>(() => ScenarioSampler.Draw([forecasts[0], other], copula, MadeUpMarket.Clock));
        Assert.Throws<ArgumentException>(() => ScenarioSampler.Draw([forecasts[0]], copula, MadeUpMarket.Clock));
    }

    private static (QuantileForecast[] Forecasts, GaussianCopula Copula) Two(int days) => (
        [MadeUpMarket.Forecast("a", Day, days), MadeUpMarket.Forecast("b", Day, days, level: -20, deviation: 30)],
        GaussianCopula.Of([24, 24], GaussianCopulaTests.Decaying(48, 24), 0.6));
}

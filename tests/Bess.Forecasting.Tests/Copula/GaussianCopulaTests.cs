using Bess.Domain.Series;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Models;
using Bess.Forecasting.Scenarios;

namespace Bess.Forecasting.Tests.Copula;

public sealed class GaussianCopulaTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly DateOnly Target = new(2025, 6, 10);
    private static readonly DateTimeOffset Decision = MadeUpMarket.Clock.InstantOf(Target.AddDays(-1), new TimeOnly(9, 0));

    [Fact]
    public void Learn_FromALongPast_FindsTheCorrelationAndTheDayLink()
    {
        var truth = GaussianCopula.Of([24, 24], Decaying(48, 24), 0.6);
        var past = Past(truth, ["a", "b"], days: 900, seed: 4);

        var learnt = GaussianCopula.Learn(past, [Hour, Hour], MadeUpMarket.Clock, Decision).Value;

        Assert.Equal(900, learnt.DayCount);
        Assert.InRange(learnt.DayLink, 0.55, 0.65);
        Assert.True(learnt.Shrinkage < 0.05, $"{learnt.Shrinkage}");
        foreach (var (i, j) in new[] { (0, 1), (3, 7), (10, 34), (5, 30) })
            Assert.Equal(truth.Correlation(i, j), learnt.Correlation(i, j), 0.09);
    }

    [Fact]
    public void Learn_ForecastsOfSeveralDays_TakesTheLinkWithinAForecast()
    {
        var truth = GaussianCopula.Of([24], Decaying(24, 24), 0.7);
        var target = MadeUpMarket.Forecast("a", Target, 1);
        var forecasts = new List<QuantileForecast>();
        var actual = Actual(truth, ["a"], 300, 8)[0];
        for (var back = 300; back >= 3; back -= 3)
            forecasts.Add(MadeUpMarket.Forecast("a", Target.AddDays(-back), 3));

        var learnt = GaussianCopula.Learn([new MarketPast(forecasts, actual)], [Hour], MadeUpMarket.Clock, target.DecidedAt).Value;

        Assert.Equal(100, learnt.DayCount);
        Assert.InRange(learnt.DayLink, 0.6, 0.8);
    }

    [Fact]
    public void Learn_TooFewDays_IsAFaultWithTheCount()
    {
        var past = Past(GaussianCopula.Of([24], Decaying(24, 24), 0), ["a"], 12, 1);
        var refused = GaussianCopula.Learn(past, [Hour], MadeUpMarket.Clock, Decision);
        Assert.Equal("12", Assert.Single(refused.Faults).Actual);
    }

    [Fact]
    public void Learn_PastInHours_IsCarriedToQuarters()
    {
        var past = Past(GaussianCopula.Of([24], Decaying(24, 24), 0), ["a"], 200, 1);
        var learnt = GaussianCopula.Learn(past, [TimeSpan.FromMinutes(15)], MadeUpMarket.Clock, Decision).Value;
        Assert.Equal(96, learnt.Size);
        Assert.True(learnt.Correlation(40, 41) > learnt.Correlation(40, 52));
    }

    [Fact]
    public void Learn_DaysOf23And25Hours_CountAsDays()
    {
        var first = new DateOnly(2024, 12, 1);
        var days = Target.DayNumber - first.DayNumber;
        var truth = GaussianCopula.Of([24], Decaying(24, 24), 0);
        var learnt = GaussianCopula.Learn(Past(truth, ["a"], days, 3), [Hour], MadeUpMarket.Clock, Decision).Value;
        Assert.Equal(days, learnt.DayCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Generate_LaterValuesPermuted_BitwiseUnchanged(int marketCount)
    {
        string[] names = [.. new[] { "a", "b" }.Take(marketCount)];
        var truth = GaussianCopula.Of([.. names.Select(_ => 24)], Decaying(24 * marketCount, 24), 0.3);
        var forecasts = names.Select(name => MadeUpMarket.Forecast(name, Target, 2)).ToArray();

        // The past reaches beyond the decision: values of the target and forecasts decided later.
        var past = Past(truth, names, 60, 5).Zip(forecasts, (one, forecast) => one with
        {
            Forecasts = [.. one.Forecasts, forecast, MadeUpMarket.Forecast(forecast.Series.Name, Target.AddDays(1), 2)],
        }).ToArray();
        var permuted = past.Select(one => one with { Actual = PermuteAfter(one.Actual, Decision) }).ToArray();
        Assert.NotEqual(past[0].Actual.Observations.ToArray(), permuted[0].Actual.Observations.ToArray());

        var before = ScenarioGenerator.Generate(forecasts, past, MadeUpMarket.Clock, 50, 9).Value;
        var after = ScenarioGenerator.Generate(forecasts, permuted, MadeUpMarket.Clock, 50, 9).Value;

        for (var m = 0; m < marketCount; m++)
        {
            for (var s = 0; s < 50; s++)
                Assert.Equal(before.Values(m, s).ToArray(), after.Values(m, s).ToArray());
        }
    }

    [Fact]
    public void Generate_PlantedLeak_IsSeen()
    {
        // A value that claims to have been known before it was: the permutation then changes the answer.
        var truth = GaussianCopula.Of([24], Decaying(24, 24), 0.3);
        var forecast = MadeUpMarket.Forecast("a", Target, 1);
        var past = Past(truth, ["a"], 60, 5)[0];
        var leaking = past with { Actual = past.Actual.Select(one => one.Start >= Decision.AddDays(-20) ? one with { Value = -one.Value } : one) };
        var before = ScenarioGenerator.Generate([forecast], [past], MadeUpMarket.Clock, 5, 9).Value;
        var after = ScenarioGenerator.Generate([forecast], [leaking], MadeUpMarket.Clock, 5, 9).Value;
        Assert.NotEqual(before.Values(0, 0).ToArray(), after.Values(0, 0).ToArray());
    }

    [Fact]
    public void Of_MatrixOfAnotherShape_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => GaussianCopula.Of([24], Decaying(23, 24), 0));
        Assert.Throws<ArgumentException>(() => GaussianCopula.Of([2], new double[,] { { 1, 0.5 }, { 0.4, 1 } }, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GaussianCopula.Of([1], new double[,] { { 1 } }, 1));
    }

    internal static double[,] Decaying(int size, int slots)
    {
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                matrix[i, j] = Math.Pow(0.9, Math.Abs((i % slots) - (j % slots))) * (i / slots == j / slots ? 1 : 0.5);
        }

        return matrix;
    }

    private static MarketPast[] Past(GaussianCopula truth, string[] names, int days, int seed) =>
        [.. names.Zip(Actual(truth, names, days, seed), (name, actual) => new MarketPast(
            [.. Enumerable.Range(1, days).Select(back => MadeUpMarket.Forecast(name, Target.AddDays(-back), 1))], actual))];

    // Days before the target, and three after the decision.
    private static ObservedSeries[] Actual(GaussianCopula truth, string[] names, int days, int seed)
    {
        var all = names.Select(name => MadeUpMarket.Forecast(name, Target.AddDays(-days), days + 3)).ToArray();
        var path = ScenarioSampler.Draw(all, truth, MadeUpMarket.Clock, 1, seed);

        // Each day is forecast alone, with the levels of its own hours.
        return [.. names.Select((name, m) =>
        {
            var grid = all[m].Grid;
            var values = path.Values(m, 0).ToArray();
            for (var t = 0; t < values.Length; t++)
            {
                var inDay = (int)((grid.StartOf(t) - MadeUpMarket.Clock.StartOfDay(MadeUpMarket.Clock.LocalDate(grid.StartOf(t)))) / Hour);
                values[t] += (inDay % 24) - (t % 24);
            }

            return MadeUpMarket.Observed(all[m].Series, grid, values);
        })];
    }

    private static ObservedSeries PermuteAfter(ObservedSeries series, DateTimeOffset instant)
    {
        var later = series.Observations.ToArray().Where(one => one.KnownAt > instant).Select(one => one.Value).Reverse().ToArray();
        var next = 0;
        return series.Select(one => one.KnownAt > instant ? one with { Value = later[next++] } : one);
    }
}

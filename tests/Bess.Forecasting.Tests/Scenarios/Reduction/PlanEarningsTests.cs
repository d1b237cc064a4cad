using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Scenarios;
using Bess.Forecasting.Scenarios.Reduction;
using Bess.Forecasting.Tests.Copula;

namespace Bess.Forecasting.Tests.Scenarios.Reduction;

public sealed class PlanEarningsTests
{
    [Fact]
    public void Reduce_PlanEarnings_PositionsAndStoresEarnAsOnTheFullSet()
    {
        var errors = new Dictionary<MomentMatch, double>();
        foreach (var match in new[] { MomentMatch.PlanEarnings, MomentMatch.MeanAndDeviation })
        {
            var sum = 0.0;
            for (var seed = 1; seed <= 4; seed++)
            {
                var full = Drawn(seed);
                var reduced = ScenarioReducer.Reduce(full, new ReductionOptions { Match = match }).Scenarios;
                double[] position = [.. Enumerable.Range(0, 24).Select(t => Math.Sign(Mean(full, s => full.Values(0, s)[t] - full.Values(1, s)[t])))];
                var deviation = Math.Sqrt(Mean(full, s => Math.Pow(Earned(full, s, position) - Mean(full, i => Earned(full, i, position)), 2)));
                sum += Math.Abs(WorstTwentieth(reduced, position) - WorstTwentieth(full, position)) / deviation;
                sum += Math.Abs(Mean(reduced, s => Earned(reduced, s, position)) - Mean(full, s => Earned(full, s, position))) / deviation;
            }

            errors[match] = sum / 4;
        }

        Assert.True(errors[MomentMatch.PlanEarnings] < 0.15, $"was {errors[MomentMatch.PlanEarnings]}");
        Assert.True(errors[MomentMatch.PlanEarnings] < errors[MomentMatch.MeanAndDeviation] / 2, $"was {errors[MomentMatch.MeanAndDeviation]}");
    }

    [Fact]
    public void Reduce_PlanEarnings_AllPathsCountAlike()
    {
        var reduced = ScenarioReducer.Reduce(Drawn(1), new ReductionOptions { To = 8 });
        Assert.All(reduced.Scenarios.Probabilities.ToArray(), p => Assert.Equal(0.125, p));
        for (var k = 0; k < 8; k++)
            Assert.InRange(reduced.Representative.Count(one => one == k), 24, 26);
        Assert.Contains("plan earnings matched", reduced.Scenarios.Provenance.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Reduce_PlanEarnings_DistanceIsThatOfTheBestTransport()
    {
        var full = Drawn(3, count: 6);
        var reduced = ScenarioReducer.Reduce(full, new ReductionOptions { To = 3 });
        double Square(int i, int k) => Enumerable.Range(0, 2).Sum(m => full.Values(m, i).ToArray().Zip(reduced.Scenarios.Values(m, k).ToArray(), (x, y) => (x - y) * (x - y)).Average());

        // Equal masses: some best transport gives each of the three two whole paths.
        var best = Enumerable.Range(0, 729).Select(code => Enumerable.Range(0, 6).Select(i => code / (int)Math.Pow(3, i) % 3).ToArray())
            .Where(to => Enumerable.Range(0, 3).All(k => to.Count(one => one == k) == 2)).Min(to => to.Select((k, i) => Square(i, k) / 6).Sum());

        Assert.Equal(Math.Sqrt(best), reduced.Distance, 1e-9);
    }

    [Theory]
    [InlineData(1, 96, 24)]
    [InlineData(2, 24, 96)]
    [InlineData(2, 23, 23)]
    [InlineData(2, 24, 36)]
    public void Reduce_PlanEarnings_OtherGrids_MeanIsKept(int markets, int first, int second)
    {
        var (start, day) = (new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(first == 23 ? 23 : 24));
        JointMarket[] all = [.. new[] { first, second }.Take(markets).Select((count, m) => new JointMarket(new SeriesId("X", $"market_{m}"), new TimeGrid(start, day / count, count)))];
        var uniforms = MadeUpMarket.Uniforms(7).Take(40 * (first + second)).ToArray();
        var values = all.Select((market, m) => uniforms[(m * 40 * first)..][..(40 * market.Grid.Count)].Select((u, i) => (u * 30) + (i % market.Grid.Count)).ToArray()).ToArray();
        var full = new JointScenarios(all, values, Enumerable.Repeat(1 / 40.0, 40).ToArray(), start, Drawn(1, 2).Provenance);

        var reduced = ScenarioReducer.Reduce(full, new ReductionOptions { To = 6 }).Scenarios;

        for (var m = 0; m < markets; m++)
        {
            for (var t = 0; t < all[m].Grid.Count; t++)
                Assert.Equal(Mean(full, s => full.Values(m, s)[t]), Mean(reduced, s => reduced.Values(m, s)[t]), 1e-9);
        }
    }

    private static double Mean(JointScenarios set, Func<int, double> value) => Enumerable.Range(0, set.Count).Sum(s => set.Probabilities[s] * value(s));

    // A position between the markets and four hours bought and sold in the second.
    private static double Earned(JointScenarios set, int s, double[] position)
    {
        var second = set.Values(1, s).ToArray();
        var traded = Enumerable.Range(0, 24).Sum(t => position[t] * (set.Values(0, s)[t] - second[t]));
        Array.Sort(second);
        return traded + second[^4..].Sum() - second[..4].Sum();
    }

    private static double WorstTwentieth(JointScenarios set, double[] position)
    {
        var (sum, left) = (0.0, 0.05);
        foreach (var (earned, p) in Enumerable.Range(0, set.Count).Select(s => (Earned(set, s, position), set.Probabilities[s])).OrderBy(one => one.Item1))
        {
            sum += Math.Min(p, left) * earned;
            left = Math.Max(0, left - p);
        }

        return sum / 0.05;
    }

    private static JointScenarios Drawn(int seed, int count = 200)
    {
        var day = new DateOnly(2025, 6, 10);
        var forecasts = new[] { MadeUpMarket.Forecast("a", day, 1), MadeUpMarket.Forecast("b", day, 1, deviation: 25) };
        return ScenarioSampler.Draw(forecasts, GaussianCopula.Of([24, 24], GaussianCopulaTests.Decaying(48, 24), 0), MadeUpMarket.Clock, count, seed);
    }
}

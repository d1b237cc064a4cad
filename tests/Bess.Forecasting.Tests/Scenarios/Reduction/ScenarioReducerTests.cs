using Bess.Forecasting.Copula;
using Bess.Forecasting.Scenarios;
using Bess.Forecasting.Scenarios.Reduction;
using Bess.Forecasting.Tests.Copula;

namespace Bess.Forecasting.Tests.Scenarios.Reduction;

public sealed class ScenarioReducerTests
{
    [Theory]
    [InlineData(9, 1, 1)]
    [InlineData(9, 3, 1)]
    [InlineData(9, 3, 2)]
    [InlineData(11, 4, 2)]
    public void Reduce_FewScenarios_FindsTheBestOfAllChoices(int count, int to, int order)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var full = Drawn(count, seed, unequal: true);
            var reduced = ScenarioReducer.Reduce(full, new ReductionOptions { To = to, Order = order, RandomStarts = 8, Match = MomentMatch.None });
            var best = Choices(count, to).Min(choice => Distance(full, choice, order));
            Assert.Equal(best, reduced.Distance, 1e-9);
            Assert.Equal(Distance(full, [.. reduced.Kept], order), reduced.Distance, 1e-9);
        }
    }

    [Fact]
    public void Reduce_ForwardSelection_IsTheGreedyChoice()
    {
        var full = Drawn(30, 3, unequal: false);
        var greedy = new List<int>();
        for (var k = 0; k < 5; k++)
            greedy.Add(Enumerable.Range(0, 30).Except(greedy).MinBy(candidate => Distance(full, [.. greedy, candidate], 1)));

        var reduced = ScenarioReducer.Reduce(full, new ReductionOptions { To = 5, Order = 1, Method = ReductionMethod.ForwardSelection, Match = MomentMatch.None });

        Assert.Equal(greedy.Order(), reduced.Kept);
    }

    [Fact]
    public void Reduce_KMedoids_IsNotWorseThanForwardSelection()
    {
        var full = Drawn(120, 2, unequal: false);
        double Of(ReductionMethod method) => ScenarioReducer.Reduce(full, new ReductionOptions { To = 12, Method = method, Match = MomentMatch.None }).Distance;
        Assert.True(Of(ReductionMethod.KMedoids) <= Of(ReductionMethod.ForwardSelection));
    }

    [Fact]
    public void Reduce_MoreScenariosKept_DistanceFallsToZero()
    {
        var full = Drawn(40, 1, unequal: true);
        var distances = new[] { 1, 5, 20, 40, 60 }.Select(to => ScenarioReducer.Reduce(full, new ReductionOptions { To = to, Match = MomentMatch.None })).ToArray();
        for (var i = 1; i < distances.Length; i++)
            Assert.True(distances[i].Distance <= distances[i - 1].Distance);
        Assert.Equal(distances[0].OfSingle, distances[0].Distance, 1e-12);
        Assert.Equal(0, distances[^1].Distance);
        Assert.Equal(40, distances[^1].Scenarios.Count);
        Assert.Equal(full.Probabilities.ToArray(), distances[^1].Scenarios.Probabilities.ToArray());
    }

    [Fact]
    public void Reduce_TwoMarkets_KeepsPathsTogetherAndProbabilities()
    {
        var full = Drawn(50, 4, unequal: true);
        var reduced = ScenarioReducer.Reduce(full, new ReductionOptions { To = 7, Match = MomentMatch.None });
        Assert.Equal(1, reduced.Scenarios.Probabilities.ToArray().Sum(), 1e-12);
        for (var k = 0; k < 7; k++)
        {
            Assert.Equal(full.Values(0, reduced.Kept[k]).ToArray(), reduced.Scenarios.Values(0, k).ToArray());
            Assert.Equal(full.Values(1, reduced.Kept[k]).ToArray(), reduced.Scenarios.Values(1, k).ToArray());
            var mass = Enumerable.Range(0, 50).Where(i => reduced.Representative[i] == k).Sum(i => full.Probabilities[i]);
            Assert.Equal(mass, reduced.Scenarios.Probabilities[k], 1e-12);
        }
    }

    [Theory]
    [InlineData(MomentMatch.Mean)]
    [InlineData(MomentMatch.MeanAndDeviation)]
    [InlineData(MomentMatch.PlanEarnings)]
    public void Reduce_MomentsMatched_AreThoseOfTheFullSet(MomentMatch match)
    {
        var full = Drawn(200, 4, unequal: true);
        var reduced = ScenarioReducer.Reduce(full, new ReductionOptions { To = 20, Match = match }).Scenarios;
        for (var m = 0; m < 2; m++)
        {
            for (var t = 0; t < 24; t++)
            {
                var ((mean, deviation), (keptMean, keptDeviation)) = (Moments(full, m, t), Moments(reduced, m, t));
                Assert.Equal(mean, keptMean, 1e-9);
                if (match == MomentMatch.MeanAndDeviation)
                    Assert.Equal(deviation, keptDeviation, 1e-9);
            }
        }
    }

    private static (double Mean, double Deviation) Moments(JointScenarios set, int market, int t)
    {
        var mean = Enumerable.Range(0, set.Count).Sum(s => set.Probabilities[s] * set.Values(market, s)[t]);
        return (mean, Math.Sqrt(Enumerable.Range(0, set.Count).Sum(s => set.Probabilities[s] * Math.Pow(set.Values(market, s)[t] - mean, 2))));
    }

    [Fact]
    public void Reduce_SameSeed_SameChoice()
    {
        var full = Drawn(200, 4, unequal: false);
        var options = new ReductionOptions { Seed = 5 };
        var (one, other) = (ScenarioReducer.Reduce(full, options), ScenarioReducer.Reduce(full, options));
        Assert.Equal(one.Kept, other.Kept);
        for (var k = 0; k < 20; k++)
            Assert.Equal(one.Scenarios.Values(1, k).ToArray(), other.Scenarios.Values(1, k).ToArray());
    }

    [Fact]
    public void Reduce_WeightOfAMarketZero_LooksAtTheOther()
    {
        var full = Drawn(30, 6, unequal: false);
        var one = new JointScenarios([full.Markets[0]], [[.. Enumerable.Range(0, 30).SelectMany(s => full.Values(0, s).ToArray())]], full.Probabilities, full.DecidedAt, full.Provenance);
        Assert.Equal(
            ScenarioReducer.Reduce(one, new ReductionOptions { To = 4 }).Kept,
            ScenarioReducer.Reduce(full, new ReductionOptions { To = 4, MarketWeights = [1, 0] }).Kept);
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        var full = Drawn(5, 6, unequal: false);
        Assert.Throws<ArgumentOutOfRangeException>(() => ScenarioReducer.Reduce(full, new ReductionOptions { To = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScenarioReducer.Reduce(full, new ReductionOptions { Order = 3 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScenarioReducer.Reduce(full, new ReductionOptions { TailShare = 0 }));
        Assert.Throws<ArgumentException>(() => ScenarioReducer.Reduce(full, new ReductionOptions { MarketWeights = [0, 0] }));
    }

    private static JointScenarios Drawn(int count, int seed, bool unequal)
    {
        var day = new DateOnly(2025, 6, 10);
        var forecasts = new[] { MadeUpMarket.Forecast("a", day, 1), MadeUpMarket.Forecast("b", day, 1, deviation: 25) };
        var copula = GaussianCopula.Of([24, 24], GaussianCopulaTests.Decaying(48, 24), 0);
        var drawn = ScenarioSampler.Draw(forecasts, copula, MadeUpMarket.Clock, count, seed);
        if (!unequal)
            return drawn;
        var weights = MadeUpMarket.Uniforms(seed).Take(count).Select(u => u + 0.1).ToArray();
        var values = Enumerable.Range(0, 2).Select(m => Enumerable.Range(0, count).SelectMany(s => drawn.Values(m, s).ToArray()).ToArray()).ToArray();
        return new JointScenarios(drawn.Markets, values, weights.Select(w => w / weights.Sum()).ToArray(), drawn.DecidedAt, drawn.Provenance);
    }

    private static double Distance(JointScenarios full, int[] kept, int order)
    {
        double Between(int i, int j) => Math.Sqrt(Enumerable.Range(0, full.Markets.Count).Sum(m =>
            full.Values(m, i).ToArray().Zip(full.Values(m, j).ToArray(), (x, y) => (x - y) * (x - y)).Average()));
        var cost = Enumerable.Range(0, full.Count).Sum(i => full.Probabilities[i] * kept.Min(j => Math.Pow(Between(i, j), order)));
        return Math.Pow(cost, 1.0 / order);
    }

    private static IEnumerable<int[]> Choices(int count, int size) =>
        Enumerable.Range(0, 1 << count).Where(mask => System.Numerics.BitOperations.PopCount((uint)mask) == size)
            .Select(mask => Enumerable.Range(0, count).Where(i => (mask >> i & 1) == 1).ToArray());
}

using Bess.Forecasting.Accuracy;
using MathNet.Numerics.Distributions;

namespace Bess.Forecasting.Tests.Accuracy;

public sealed class AccuracyTests
{
    [Fact]
    public void KendallTau_KnownCases_Agree()
    {
        Assert.Equal(1, KendallTau.Of([1, 2, 3, 4], [10, 20, 30, 40]));
        Assert.Equal(-1, KendallTau.Of([1, 2, 3], [3, 2, 1]));
        // Pairs: 5 concordant, 1 discordant of 6.
        Assert.Equal(4 / 6.0, KendallTau.Of([1, 2, 3, 4], [1, 3, 2, 4]), 1e-12);
        // One tie in the first: (5 − 0)/√(5 · 6).
        Assert.Equal(5 / Math.Sqrt(30), KendallTau.Of([1, 1, 3, 4], [1, 2, 3, 4]), 1e-12);
        Assert.True(double.IsNaN(KendallTau.Of([1, 1], [1, 2])));
    }

    [Fact]
    public void CrpsWeights_OfLevels_SumToOne()
    {
        Assert.Equal([0.3, 0.4, 0.3], QuantileLoss.CrpsWeights([0.1, 0.5, 0.9]).Select(weight => Math.Round(weight, 12)));
        Assert.Equal(1, QuantileLoss.CrpsWeights([0.02, 0.3, 0.31, 0.8]).Sum(), 1e-12);
    }

    [Fact]
    public void Score_PointForecast_CrpsIsTheAbsoluteErrorAndPinballHalfOfIt()
    {
        double[] levels = [0.1, 0.5, 0.9];
        var counter = new ScoreCounter(levels);
        var actual = Enumerable.Range(0, 24).Select(s => (double)s).ToArray();
        counter.Add([.. actual.SelectMany(value => new[] { value + 2, value + 2, value + 2 })], actual);
        var score = counter.Score(4);
        Assert.Equal(2, score.Mae, 1e-12);
        Assert.Equal(0.5, score.RMae, 1e-12);
        Assert.Equal(1, score.Pinball, 1e-12);
        Assert.Equal(2, score.Crps, 1e-12);
        Assert.Equal(1, score.KendallTau, 1e-12);
        Assert.Equal(0, score.Coverage80);
    }

    [Fact]
    public void Score_UniformForecast_CoverageAndPitAreRight()
    {
        double[] levels = [.. Enumerable.Range(1, 19).Select(i => i / 20.0)];
        var counter = new ScoreCounter(levels);
        var random = new Random(1);
        for (var day = 0; day < 500; day++)
            counter.Add([.. Enumerable.Repeat(levels, 24).SelectMany(one => one)], [.. Enumerable.Range(0, 24).Select(_ => random.NextDouble())]);
        var score = counter.Score(1);
        Assert.InRange(score.Coverage80, 0.79, 0.81);
        Assert.All(score.PitHistogram, share => Assert.InRange(share, 0.09, 0.11));
        // The CRPS of a uniform distribution on (0, 1) against itself is 1/6.
        Assert.Equal(1 / 6.0, score.Crps, 0.01);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.6448536269514722, 0.95)]
    [InlineData(-1.959963984540054, 0.025)]
    [InlineData(-5, 2.8665157187919333e-7)]
    [InlineData(-8, 6.220960574271785e-16)]
    public void Normal_KnownValues_Agree(double x, double expected) => Assert.Equal(1, Normal.CDF(0, 1, x) / expected, 1e-9);

    [Fact]
    public void DieboldMariano_ClearlyBetter_HasASmallProbability()
    {
        var random = new Random(2);
        var other = Enumerable.Range(0, 200).Select(_ => 5 + random.NextDouble()).ToArray();
        double[] better = [.. other.Select(loss => loss - 0.3 + (0.5 * random.NextDouble()))];
        var test = DieboldMariano.Test(better, other);
        Assert.True(test.Statistic < -2 && test.PValue < 0.02, $"{test}");
        Assert.Equal(-test.Statistic, DieboldMariano.Test(other, better).Statistic, 1e-9);
        Assert.True(double.IsNaN(DieboldMariano.Test(other, other).PValue));
    }
}

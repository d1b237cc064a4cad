using Bess.Forecasting.Accuracy;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Scenarios;
using Bess.Forecasting.Tests.Copula;
using MathNet.Numerics.Distributions;

namespace Bess.Forecasting.Tests.Accuracy;

public sealed class ScenarioScoreTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    [InlineData(-2.5)]
    public void EnergyScore_OneDimensionNormal_IsTheClosedFormOfCrps(double actual)
    {
        // Equally likely normal quantiles stand for the distribution.
        const int Count = 2000;
        var paths = Enumerable.Range(0, Count).Select(i => new[] { Normal.InvCDF(0, 1, (i + 0.5) / Count) }).ToArray();
        var density = Math.Exp(-actual * actual / 2) / Math.Sqrt(2 * Math.PI);
        var closed = (actual * ((2 * Normal.CDF(0, 1, actual)) - 1)) + (2 * density) - (1 / Math.Sqrt(Math.PI));

        Assert.Equal(closed, EnergyScore.Of(paths, Equal(Count), [actual]), 1e-3);
    }

    [Fact]
    public void EnergyScore_SomePaths_IsTheDoubleSum()
    {
        double[][] paths = [[1, 2, 3], [4, 0, -1], [2, 2, 2]];
        double[] p = [0.5, 0.3, 0.2];
        double[] actual = [0, 1, 2];
        double Norm(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
        var expected = 0.0;
        for (var i = 0; i < 3; i++)
        {
            expected += p[i] * Norm(paths[i], actual);
            for (var j = 0; j < 3; j++)
                expected -= 0.5 * p[i] * p[j] * Norm(paths[i], paths[j]);
        }

        Assert.Equal(expected, EnergyScore.Of(paths, p, actual), 1e-12);
        Assert.Equal(0, EnergyScore.Of([actual], [1], actual));
        Assert.Equal(5, EnergyScore.Of([[3.0, 4.0]], [1], [0.0, 0.0]), 1e-12);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void VariogramScore_SomePaths_IsTheDoubleSum(double order)
    {
        double[][] paths = [[1, 2, 3], [4, 0, -1], [2, 2, 2]];
        double[] p = [0.5, 0.3, 0.2];
        double[] actual = [0, 1, 5];
        var expected = 0.0;
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                var mean = Enumerable.Range(0, 3).Sum(s => p[s] * Math.Pow(Math.Abs(paths[s][i] - paths[s][j]), order));
                expected += Math.Pow(Math.Pow(Math.Abs(actual[i] - actual[j]), order) - mean, 2);
            }
        }

        Assert.Equal(expected, VariogramScore.Of(paths, p, actual, order), 1e-12);
        Assert.Equal(0, VariogramScore.Of([actual], [1], actual, order));
    }

    [Fact]
    public void Scores_TrueLawAgainstWrongOnes_AreBestInTheMean()
    {
        // Not every day, but over many: the law that drew the outcome scores best; no correlation is what the variogram score finds.
        var forecast = MadeUpMarket.Forecast("a", new DateOnly(2025, 6, 10), 1);
        var shifted = MadeUpMarket.Forecast("a", new DateOnly(2025, 6, 10), 1, level: 58);
        var truth = GaussianCopula.Of([24], GaussianCopulaTests.Decaying(24, 24), 0);
        var free = GaussianCopula.Of([24], Identity(24), 0);
        var drawn = ScenarioSampler.Draw([forecast], truth, MadeUpMarket.Clock, 100, 1);
        var wrongLevel = ScenarioSampler.Draw([shifted], truth, MadeUpMarket.Clock, 100, 1);
        var wrongLink = ScenarioSampler.Draw([forecast], free, MadeUpMarket.Clock, 100, 1);
        var outcomes = ScenarioSampler.Draw([forecast], truth, MadeUpMarket.Clock, 150, 2);

        double Energy(JointScenarios set) => Enumerable.Range(0, 150).Average(s => EnergyScore.Of(set, [outcomes.Values(0, s).ToArray()]));
        double Variogram(JointScenarios set) => Enumerable.Range(0, 150).Average(s => VariogramScore.Of(set, [outcomes.Values(0, s).ToArray()]));

        var (energy, ofLevel, ofLink) = (Energy(drawn), Energy(wrongLevel), Energy(wrongLink));
        Assert.True(energy < ofLevel, $"{energy} against {ofLevel}");
        Assert.True(energy < ofLink, $"{energy} against {ofLink}");
        var (variogram, ofNone) = (Variogram(drawn), Variogram(wrongLink));
        Assert.True(variogram < 0.9 * ofNone, $"{variogram} against {ofNone}");
    }

    [Fact]
    public void Scores_ShapesThatDoNotFit_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => EnergyScore.Of([[1.0, 2.0]], [1], [1.0]));
        Assert.Throws<ArgumentException>(() => EnergyScore.Of([[1.0]], [0.5, 0.5], [1.0]));
        Assert.Throws<ArgumentException>(() => VariogramScore.Of([[1.0]], [1], [double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => VariogramScore.Of([[1.0]], [1], [1.0], 0));
    }

    private static double[] Equal(int count) => [.. Enumerable.Repeat(1.0 / count, count)];

    private static double[,] Identity(int size)
    {
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++)
            matrix[i, i] = 1;
        return matrix;
    }
}

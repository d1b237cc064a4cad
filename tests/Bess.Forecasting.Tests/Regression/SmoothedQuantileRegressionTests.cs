using Bess.Forecasting.Regression;

namespace Bess.Forecasting.Tests.Regression;

public sealed class SmoothedQuantileRegressionTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Fit_InterceptAlone_IsTheQuantile(double level)
    {
        var y = Enumerable.Range(1, 999).Select(i => i / 1000.0).ToArray();
        var beta = new double[1];
        new SmoothedQuantileRegression(1).Fit(Ones(y.Length), y, Ones(y.Length), level, 0.005, [0], beta);
        Assert.Equal(level, beta[0], 0.005);
    }

    [Fact]
    public void Fit_SpreadGrowsWithX_FindsLevelAndSlopeOfTheQuantile()
    {
        // y = 1 + 2x + (1 + x) u with u uniform on (−1, 1): the 0.75 quantile is 1.5 + 2.5 x.
        var random = new Random(4);
        const int count = 4000;
        var (x, y) = (new double[2 * count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            (x[2 * i], x[(2 * i) + 1]) = (1, random.NextDouble());
            y[i] = 1 + (2 * x[(2 * i) + 1]) + ((1 + x[(2 * i) + 1]) * ((2 * random.NextDouble()) - 1));
        }

        var beta = new double[2];
        new SmoothedQuantileRegression(2).Fit(x, y, Ones(count), 0.75, 0.02, [0, 0], beta);
        Assert.Equal(1.5, beta[0], 0.1);
        Assert.Equal(2.5, beta[1], 0.15);
    }

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];
}

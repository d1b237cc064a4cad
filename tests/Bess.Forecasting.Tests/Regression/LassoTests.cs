using Bess.Forecasting.Regression;

namespace Bess.Forecasting.Tests.Regression;

public sealed class LassoTests
{
    [Fact]
    public void Solve_OrthogonalDesign_IsTheSoftThreshold()
    {
        var correlations = new[] { 2.0, -0.7, 0.4, -3.0, 0.0 };
        var beta = new double[5];
        var residual = (double[])correlations.Clone();
        var count = new Lasso(Identity(5), 5).Solve(0.5, beta, residual);
        Assert.Equal(3, count);
        Assert.Equal([1.5, -0.2, 0, -2.5, 0], beta.Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void Solve_RandomDesign_MeetsTheOptimalityConditions()
    {
        var (gram, correlations) = Problem(40, 25, seed: 2);
        const double lambda = 0.1;
        var beta = new double[25];
        var residual = (double[])correlations.Clone();
        new Lasso(gram, 25).Solve(lambda, beta, residual);
        Assert.Contains(beta, value => value == 0);
        Assert.Contains(beta, value => value != 0);
        for (var j = 0; j < 25; j++)
        {
            if (beta[j] == 0)
                Assert.InRange(Math.Abs(residual[j]), 0, lambda + 1e-3);
            else
                Assert.Equal(lambda * Math.Sign(beta[j]), residual[j], 1e-3);
        }
    }

    [Fact]
    public void Solve_WarmStart_ReachesTheSamePoint()
    {
        var (gram, correlations) = Problem(60, 20, seed: 5);
        var (cold, warm) = (new double[20], new double[20]);
        var (coldResidual, warmResidual) = ((double[])correlations.Clone(), (double[])correlations.Clone());
        var lasso = new Lasso(gram, 20);
        lasso.Solve(0.05, cold, coldResidual);
        lasso.Solve(0.3, warm, warmResidual);
        lasso.Residual(correlations, warm, warmResidual);
        lasso.Solve(0.05, warm, warmResidual);
        for (var j = 0; j < 20; j++)
            Assert.Equal(cold[j], warm[j], 2e-3);
    }

    private static (double[] Gram, double[] Correlations) Problem(int count, int size, int seed)
    {
        var random = new Random(seed);
        var x = Enumerable.Range(0, count * size).Select(_ => random.NextDouble() - 0.5).ToArray();
        var y = Enumerable.Range(0, count).Select(i => (4 * x[i]) - (3 * x[(3 * count) + i]) + (0.2 * (random.NextDouble() - 0.5))).ToArray();
        var correlations = Enumerable.Range(0, size).Select(j => Lasso.Dot(x.AsSpan(j * count, count), y) / count * 12).ToArray();
        return ([.. Lasso.Gram(x, count, size).Select(value => 12 * value)], correlations);
    }

    private static double[] Identity(int size)
    {
        var gram = new double[size * size];
        for (var j = 0; j < size; j++)
            gram[(j * size) + j] = 1;
        return gram;
    }
}

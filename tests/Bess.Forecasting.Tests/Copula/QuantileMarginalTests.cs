using Bess.Forecasting.Copula;

namespace Bess.Forecasting.Tests.Copula;

public sealed class QuantileMarginalTests
{
    private static readonly QuantileMarginal Negative = new([0.1, 0.5, 0.9], [-40, -5, 20]);

    [Fact]
    public void Quantile_OfEveryProbability_IsUndoneByTheDistributionFunction()
    {
        for (var p = 0.0001; p < 1; p += 0.0007)
        {
            var value = Negative.Quantile(p);
            Assert.Equal(p, Negative.AtMost(value), 1e-12);
            Assert.Equal(p, Negative.Below(value), 1e-12);
        }
    }

    [Fact]
    public void Quantile_AtTheLevels_IsTheQuantileGiven()
    {
        Assert.Equal(-40, Negative.Quantile(0.1));
        Assert.Equal(-5, Negative.Quantile(0.5));
        Assert.Equal(20, Negative.Quantile(0.9));
    }

    [Fact]
    public void Tails_BesideTheOutermostQuantiles_ContinueTheDensity()
    {
        // Densities 0.4/35 and 0.4/25; an exponential tail of mass 0.1 and scale β begins with density 0.1/β.
        Assert.Equal(0.1 * 35 / 0.4, Negative.LowerScale, 1e-12);
        Assert.Equal(0.1 * 25 / 0.4, Negative.UpperScale, 1e-12);
        Assert.Equal(0.1 * Math.Exp(-1), Negative.AtMost(-40 - Negative.LowerScale), 1e-12);
        Assert.Equal(1 - (0.1 * Math.Exp(-2)), Negative.AtMost(20 + (2 * Negative.UpperScale)), 1e-12);
        Assert.True(Negative.Quantile(1e-6) < -140);
    }

    [Fact]
    public void Transform_WhereQuantilesCoincide_SpreadsOverTheJump()
    {
        var floor = new QuantileMarginal([0.1, 0.2, 0.3, 0.9], [0, 0, 0, 60]);
        Assert.Equal(0.1, floor.Below(0), 1e-12);
        Assert.Equal(0.3, floor.AtMost(0));
        Assert.Equal(0.2, floor.Transform(0, 0.5), 1e-12);
        Assert.Equal(0.6, floor.Transform(30, 0.77), 1e-12);
        // The two lowest coincide, so the tail takes the density of the whole range: 0.1·60/0.8.
        Assert.Equal(7.5, floor.LowerScale, 1e-12);
    }

    [Fact]
    public void Transform_OfAPoint_IsUniform()
    {
        var point = new QuantileMarginal([0.1, 0.9], [7, 7]);
        Assert.Equal(0.25, point.Transform(7, 0.25));
        Assert.Equal(0, point.Transform(6.9, 0.25));
        Assert.Equal(1, point.Transform(7.1, 0.25));
        Assert.Equal(7, point.Quantile(0.0001));
    }

    [Fact]
    public void Transform_OfDrawsFromItself_IsUniform()
    {
        var transforms = MadeUpMarket.Uniforms(3).Where(u => u > 0).Take(20000).Select(u => Negative.Transform(Negative.Quantile(u), 0.5)).Order().ToArray();
        var distance = transforms.Select((u, i) => Math.Abs(u - ((i + 0.5) / transforms.Length))).Max();
        Assert.True(distance < 1.63 / Math.Sqrt(transforms.Length), $"Kolmogorov distance {distance}");
    }

    [Theory]
    [InlineData(new double[0], new double[0])]
    [InlineData(new[] { 0.5, 0.5 }, new[] { 1.0, 2.0 })]
    [InlineData(new[] { 0.0, 0.5 }, new[] { 1.0, 2.0 })]
    [InlineData(new[] { 0.1, 0.5 }, new[] { 2.0, 1.0 })]
    [InlineData(new[] { 0.1, 0.5 }, new[] { 1.0, double.NaN })]
    public void New_BrokenRule_IsRefused(double[] levels, double[] quantiles) =>
        Assert.Throws<ArgumentException>(() => new QuantileMarginal(levels, quantiles));
}

using Bess.Forecasting.Conformal;

namespace Bess.Forecasting.Tests.Conformal;

public sealed class ConformalTests
{
    private static readonly double[] Levels = [0.1, 0.5, 0.9];

    [Fact]
    public void Split_NineDays_TakesTheRankWithTheFiniteSampleFactor()
    {
        // Scores 1 … 9 with n + 1 = 10: levels 0.1, 0.5, 0.9 are ranks 1, 5 and 9.
        var split = new SplitConformal(Levels, 100);
        foreach (var score in new[] { 3, 9, 1, 7, 5, 2, 8, 4, 6 })
            split.Observe(Flat(-20), Day(-20 + (2.0 * score)), 2);
        var quantiles = Flat(-50);
        split.Calibrate(quantiles, 4);
        Assert.Equal([-46.0, -30, -14], quantiles[..3]);
    }

    [Fact]
    public void Split_TenDays_RoundsAwayFromTheMiddle()
    {
        var split = new SplitConformal(Levels, 100);
        for (var score = 1; score <= 10; score++)
            split.Observe(Flat(0), Day(score), 1);
        var quantiles = Flat(0);
        split.Calibrate(quantiles, 1);
        Assert.Equal([1.0, 6, 10], quantiles[..3]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Calibrate_TooNarrowQuantiles_ReachTheirCoverageInEachHour(bool adaptive)
    {
        var random = new Random(6);
        ICalibrator calibrator = adaptive ? new AdaptiveConformal(Levels, 0.3) : new SplitConformal(Levels, 120);
        var covered = new int[24];
        const int days = 1200, learnt = 200;
        for (var day = 0; day < days; day++)
        {
            var raw = Enumerable.Range(0, 24).SelectMany(_ => new[] { -0.1, 0, 0.1 }).ToArray();
            var actual = Enumerable.Range(0, 24).Select(s => (s + 1) * (random.NextDouble() - 0.4) / 6).ToArray();
            var quantiles = (double[])raw.Clone();
            calibrator.Calibrate(quantiles, 1);
            for (var s = 0; s < 24 && day >= learnt; s++)
                covered[s] += actual[s] >= quantiles[3 * s] && actual[s] <= quantiles[(3 * s) + 2] ? 1 : 0;
            calibrator.Observe(raw, actual, 1);
        }

        Assert.All(covered, count => Assert.InRange(count / (double)(days - learnt), 0.76, 0.84));
    }

    [Fact]
    public void Adaptive_MarketShifts_CoverageHoldsInTheLongRun()
    {
        var random = new Random(8);
        var adaptive = new AdaptiveConformal(Levels, 1);
        var covered = 0;
        const int days = 1500;
        for (var day = 0; day < days; day++)
        {
            var spread = 1 + (2 * ((day / 150) % 2));
            var quantiles = Flat(0);
            adaptive.Calibrate(quantiles, 1);
            var actual = spread * (random.NextDouble() - 0.5);
            covered += actual >= quantiles[0] && actual <= quantiles[2] ? 1 : 0;
            adaptive.Observe(Flat(0), Day(actual), 1);
        }

        Assert.InRange(covered / (double)days, 0.77, 0.83);
    }

    [Fact]
    public void Calibrate_CrossingQuantiles_AreLeftInOrderAndMayBeNegative()
    {
        var adaptive = new AdaptiveConformal(Levels, 50);
        for (var day = 0; day < 30; day++)
            adaptive.Observe(Flat(0), Day(-100), 1);
        var quantiles = Flat(1);
        adaptive.Calibrate(quantiles, 1);
        Assert.True(quantiles[0] <= quantiles[1] && quantiles[1] <= quantiles[2]);
        Assert.True(quantiles[2] < 0);
    }

    [Fact]
    public void Observe_MissingHour_TeachesNothing()
    {
        var adaptive = new AdaptiveConformal(Levels, 0.5);
        var actual = Day(5);
        actual[3] = double.NaN;
        adaptive.Observe(Flat(0), actual, 1);
        var quantiles = Flat(0);
        adaptive.Calibrate(quantiles, 1);
        Assert.Equal([0.0, 0, 0], quantiles[9..12]);
        Assert.True(quantiles[2] > 0);
    }

    private static double[] Flat(double value) => [.. Enumerable.Repeat(value, 24 * Levels.Length)];

    private static double[] Day(double value) => [.. Enumerable.Repeat(value, 24)];
}

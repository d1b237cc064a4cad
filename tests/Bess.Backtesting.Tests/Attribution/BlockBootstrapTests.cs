using Bess.Backtesting.Attribution;
using Xunit.Abstractions;

namespace Bess.Backtesting.Tests.Attribution;

public sealed class BlockBootstrapTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(365, 0.0, 0.91, 0.98)]
    [InlineData(365, 0.4, 0.89, 0.98)]
    [InlineData(143, 0.4, 0.88, 0.98)]
    [InlineData(56, 0.4, 0.88, 0.98)]
    [InlineData(28, 0.4, 0.86, 0.98)]
    public void OfMean_AutoregressiveDays_CoversTheTruthInAboutTheNominalShare(int days, double memory, double least, double most)
    {
        const int Runs = 400;
        var random = new Random(20);
        var covered = 0;
        for (var run = 0; run < Runs; run++)
        {
            double[] path = [.. HandMade.Path(days, memory, random).Select(value => 3 + (5 * value))];
            var interval = BlockBootstrap.OfMean(path, new BootstrapSettings { Draws = 400, Seed = run });
            covered += interval.Low <= 3 && interval.High >= 3 ? 1 : 0;
        }

        output.WriteLine($"{days} days, memory {memory}: covered {covered} of {Runs} at a nominal 95 %");
        Assert.InRange(covered / (double)Runs, least, most);
    }

    [Fact]
    public void OfRatio_AutoregressiveDays_CoversTheTruthInAboutTheNominalShare()
    {
        const int Runs = 400;
        const double Truth = 0.8;
        var random = new Random(21);
        var covered = 0;
        for (var run = 0; run < Runs; run++)
        {
            double[] ceiling = [.. HandMade.Path(365, 0.5, random).Select(value => 100 * Math.Exp(0.4 * value))];
            double[] net = [.. HandMade.Path(365, 0.3, random).Zip(ceiling, (value, most) => (Truth * most) + (20 * value))];
            var interval = BlockBootstrap.OfRatio(net, ceiling, new BootstrapSettings { Draws = 400, Seed = run });
            covered += interval.Low <= Truth && interval.High >= Truth ? 1 : 0;
        }

        output.WriteLine($"ratio: covered {covered} of {Runs} at a nominal 95 %");
        Assert.InRange(covered / (double)Runs, 0.88, 0.98);
    }

    [Fact]
    public void OfMean_MemoryOfDays_IsWiderThanSingleDaysSay()
    {
        var path = HandMade.Path(730, 0.8, new Random(3));

        var blocks = BlockBootstrap.OfMean(path);
        var single = BlockBootstrap.OfMean(path, new BootstrapSettings { BlockDays = 1 });

        Assert.True(blocks.High - blocks.Low > 1.5 * (single.High - single.Low));
    }

    [Fact]
    public void OfMean_IndependentDays_HasTheWidthOfTheNormalLimit()
    {
        var path = HandMade.Path(1000, 0, new Random(4));
        var mean = path.Average();
        var error = Math.Sqrt(path.Average(value => (value - mean) * (value - mean)) / path.Length);

        var interval = BlockBootstrap.OfMean(path, new BootstrapSettings { BlockDays = 1, Draws = 20_000 });

        Assert.Equal(mean - (1.96 * error), interval.Low, 0.05 * error);
        Assert.Equal(mean + (1.96 * error), interval.High, 0.05 * error);
    }

    [Fact]
    public void OfMean_SameSettings_IsTheSameToTheLastBit()
    {
        var path = HandMade.Path(100, 0.4, new Random(5));

        Assert.Equal(BlockBootstrap.OfMean(path), BlockBootstrap.OfMean(path));
        Assert.NotEqual(BlockBootstrap.OfMean(path), BlockBootstrap.OfMean(path, new BootstrapSettings { Seed = 2 }));
    }

    [Fact]
    public void Of_Draws_AreBlocksThatGoOnAfterTheLastDayAndTakeEveryDayEquallyOften()
    {
        const int Days = 31;
        var counts = new int[Days];
        var broken = 0;

        BlockBootstrap.Of(Days, drawn =>
        {
            for (var i = 0; i < Days; i++)
            {
                counts[drawn[i]]++;
                broken += i % 7 != 0 && drawn[i] != (drawn[i - 1] + 1) % Days ? 1 : 0;
            }

            return drawn.Count;
        });

        Assert.Equal(0, broken);
        Assert.All(counts, count => Assert.InRange(count, 1800, 2200));
    }

    [Fact]
    public void OfMean_FewDays_SaysWhy()
    {
        var interval = BlockBootstrap.OfMean(new double[27]);

        Assert.False(interval.IsKnown);
        Assert.Contains("at least 28 days", interval.Note, StringComparison.Ordinal);
        Assert.True(BlockBootstrap.OfMean(new double[28]).IsKnown);
    }

    [Fact]
    public void OfRatio_DenominatorsMayVanish_SaysWhy()
    {
        var interval = BlockBootstrap.OfRatio(new double[30], new double[30]);

        Assert.False(interval.IsKnown);
        Assert.Contains("not a number", interval.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void OfMean_ConstantDays_IsAPoint()
    {
        var interval = BlockBootstrap.OfMean([.. Enumerable.Repeat(2.5, 40)]);

        Assert.Equal(2.5, interval.Low);
        Assert.Equal(2.5, interval.High);
    }

    [Theory]
    [InlineData(0, 100, 0.9)]
    [InlineData(7, 0, 0.9)]
    [InlineData(7, 100, 1)]
    [InlineData(7, 100, double.NaN)]
    public void Of_SettingsOutOfRange_Throws(int block, int draws, double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => BlockBootstrap.OfMean(new double[50], new BootstrapSettings { BlockDays = block, Draws = draws, Level = level }));
}

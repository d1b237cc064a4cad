using Bess.Backtesting.Attribution;

namespace Bess.Backtesting.Tests.Attribution;

public sealed class DailyRiskTests
{
    [Fact]
    public void ValueAtRisk_HundredDays_IsTheSixthLargestLoss()
    {
        double[] nets = [.. Enumerable.Range(1, 100).Select(net => (double)net)];

        Assert.Equal(-6, DailyRisk.ValueAtRisk(nets));
        Assert.Equal(-3, DailyRisk.ConditionalValueAtRisk(nets), 12);
    }

    [Fact]
    public void ConditionalValueAtRisk_ShareIsNoWholeNumberOfDays_TakesAPartOfTheBorder()
    {
        // 5 % of 30 days are one and a half days: −10 counts whole, −4 half.
        double[] nets = [-4, -10, .. Enumerable.Repeat(7.0, 28)];

        Assert.Equal(12 / 1.5, DailyRisk.ConditionalValueAtRisk(nets), 12);
        Assert.Equal(4, DailyRisk.ValueAtRisk(nets));
    }

    [Fact]
    public void ConditionalValueAtRisk_FewDays_IsTheWorstDay()
    {
        Assert.Equal(3, DailyRisk.ConditionalValueAtRisk([5, -3, 9]), 12);
        Assert.Equal(3, DailyRisk.ValueAtRisk([5, -3, 9]));
        Assert.Equal(-8, DailyRisk.ConditionalValueAtRisk([8]), 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ConditionalValueAtRisk_AnyDays_IsTheMinimumOfRockafellarAndUryasev(int seed)
    {
        double[] nets = [.. HandMade.Nets(90 + (17 * seed), seed).Select(net => (double)net)];

        // CVaR = min over z of z + E[(loss − z)+] / α; the minimum lies at one of the losses.
        var least = nets.Min(net => -net + (nets.Average(other => Math.Max(0, -other + net)) / DailyRisk.TailShare));

        Assert.Equal(least, DailyRisk.ConditionalValueAtRisk(nets), 9);
        Assert.True(DailyRisk.ConditionalValueAtRisk(nets) >= DailyRisk.ValueAtRisk(nets));
    }

    [Theory]
    [InlineData(28)]
    [InlineData(60)]
    [InlineData(365)]
    public void DrawnTail_DaysDrawnWithReturn_IsTheTailOfThoseDays(int days)
    {
        double[] nets = [.. HandMade.Nets(days, days).Select(net => (double)net)];
        var tail = new DrawnTail(nets);
        var random = new Random(days);
        for (var draw = 0; draw < 20; draw++)
        {
            int[] drawn = [.. nets.Select(_ => random.Next(days))];

            Assert.Equal(DailyRisk.ConditionalValueAtRisk([.. drawn.Select(day => nets[day])]), tail.Loss(drawn), 8);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void MaxDrawdown_AnyDays_IsTheLargestFallByBruteForce(int seed)
    {
        var nets = HandMade.Nets(80, seed);
        decimal largest = 0;
        for (var from = 0; from < nets.Length; from++)
        {
            for (var to = from; to < nets.Length; to++)
                largest = Math.Max(largest, -nets[from..(to + 1)].Sum());
        }

        Assert.Equal(largest, DailyRisk.MaxDrawdown(nets));
    }

    [Fact]
    public void MaxDrawdown_OnlyGains_IsZero() => Assert.Equal(0, DailyRisk.MaxDrawdown([1, 2, 3]));

    [Fact]
    public void MaxDrawdown_FirstDayLoses_CountsFromTheStart() => Assert.Equal(7, DailyRisk.MaxDrawdown([-7, 20]));

    [Fact]
    public void Sharpe_TwoDays_HasItsClosedForm() => Assert.Equal(Math.Sqrt(365) * 2 / Math.Sqrt(2), DailyRisk.Sharpe([1, 3]), 12);

    [Fact]
    public void Sharpe_EqualDays_IsNotANumber()
    {
        Assert.True(double.IsNaN(DailyRisk.Sharpe([0.1, 0.1, 0.1])));
        Assert.True(double.IsNaN(DailyRisk.Sharpe([4])));
    }

    [Fact]
    public void AllButDrawdown_DaysInAnotherOrder_AreTheSame()
    {
        double[] nets = [.. HandMade.Nets(143, 5).Select(net => (double)net)];
        double[] shuffled = [.. nets];
        new Random(9).Shuffle(shuffled);

        Assert.Equal(DailyRisk.ValueAtRisk(nets), DailyRisk.ValueAtRisk(shuffled));
        Assert.Equal(DailyRisk.ConditionalValueAtRisk(nets), DailyRisk.ConditionalValueAtRisk(shuffled));
        Assert.Equal(DailyRisk.Sharpe(nets), DailyRisk.Sharpe(shuffled), 9);
    }

    [Fact]
    public void WorstCount_ShareOfDays_IsRoundedUp()
    {
        Assert.Equal(1, DailyRisk.WorstCount(1));
        Assert.Equal(5, DailyRisk.WorstCount(100));
        Assert.Equal(3, DailyRisk.WorstCount(60));
        Assert.Equal(19, DailyRisk.WorstCount(365));
    }
}

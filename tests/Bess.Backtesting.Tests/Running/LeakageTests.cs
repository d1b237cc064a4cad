using static Bess.Backtesting.Tests.Running.TestMarkets;

namespace Bess.Backtesting.Tests.Running;

public sealed class LeakageTests
{
    private static readonly DateOnly First = new(2025, 2, 10);
    private static readonly DateOnly Last = new(2025, 4, 20);

    [Fact]
    public void Leakage_StrategyThatHoldsTheMarket_IsCaughtOnEveryDay()
    {
        var market = Synthetic(First, Last, 1);

        var outcome = Run(Request(market, First, Last), TestStrategies.LooksAhead);

        Assert.False(outcome.Leakage.IsClean);
        Assert.Equal(4, outcome.Leakage.CheckedDays.Count);
        Assert.Equal(outcome.Leakage.CheckedDays, outcome.Leakage.LeakingDays);
        Assert.True(outcome.Net > 0);
    }

    [Fact]
    public void Leakage_HonestStrategy_IsClean()
    {
        var market = Synthetic(First, Last, 1, hasRealTime: true);

        var outcome = Run(Request(market, First, Last), _ => TestStrategies.RealTimeTrader(context => context.DayAheadPricePerMwh[context.Step] > 80 ? 1 : 0));

        Assert.True(outcome.Leakage.IsClean);
        Assert.Equal(First, outcome.Leakage.CheckedDays[0]);
    }

    [Fact]
    public void Leakage_DispatchThatLooksAhead_IsCaught()
    {
        var market = Synthetic(First, Last, 1, hasRealTime: true);

        var outcome = Run(Request(market, First, Last), given => TestStrategies.RealTimeTrader(
            context => given.Series[RealTime].On(context.Day.Grid)[context.Step] / 1000));

        Assert.NotEmpty(outcome.Leakage.LeakingDays);
    }

    [Fact]
    public void Leakage_DeclaredForesight_IsNotChecked()
    {
        var outcome = Run(Request(Synthetic(First, First, 1), First, First), _ => TestStrategies.PerfectDay());

        Assert.Empty(outcome.Leakage.CheckedDays);
        Assert.False(outcome.Leakage.IsClean);
        Assert.Contains("yardstick", outcome.Leakage.Statement, StringComparison.Ordinal);
    }
}

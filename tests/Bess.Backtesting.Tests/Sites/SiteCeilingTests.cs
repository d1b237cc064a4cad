using Bess.Backtesting.Plant;
using Bess.Backtesting.Sites;
using static Bess.Backtesting.Tests.Running.TestMarkets;
using static Bess.Backtesting.Tests.Sites.TestSites;

namespace Bess.Backtesting.Tests.Sites;

public sealed class SiteCeilingTests
{
    private static readonly DateOnly First = new(2025, 6, 2);

    [Theory]
    [InlineData(1, SiteStrategies.Perfect, true)]
    [InlineData(2, SiteStrategies.Perfect, false)]
    [InlineData(3, SiteStrategies.Rolling, true)]
    [InlineData(4, SiteStrategies.Rolling, false)]
    public void Capture_SeededSite_IsAtMostOneAndPerfectIsNearIt(int seed, string strategy, bool isIdeal)
    {
        var last = First.AddDays(13);
        var site = Small(Battery(wearPerMwh: 2, floorMwh: 0.3, initialMwh: seed == 4 ? 0.1 : 1, cycles: seed == 3 ? 1 : null));

        var outcome = Run(RequestOf(Market(First, last, seed), First, last, strategy, site, isIdeal ? PlantSettings.Ideal : new PlantSettings { Seed = seed }));
        var figures = SiteSummary.Of(outcome).Value;

        Assert.True(outcome.IdleNet <= outcome.Run.Ceiling.Net);
        Assert.InRange(figures.Capture, strategy == SiteStrategies.Perfect ? 0.95 : 0.5, 1);
        Assert.Equal((double)(outcome.Gain / (outcome.Run.Ceiling.Net - outcome.IdleNet)), figures.Capture, 12);
        Assert.Contains("idle the same site with an unused battery", figures.CeilingRules, StringComparison.Ordinal);
    }

    [Fact]
    public void Leakage_Rolling_IsCleanAndPlantedForesightIsCaught()
    {
        var (first, last) = (new DateOnly(2025, 6, 22), new DateOnly(2025, 7, 6));
        var request = RequestOf(Market(first, last, 2), first, last);

        var honest = Run(request).Run.Leakage;
        var cheat = SiteBacktester.Run(request, SiteStrategies.MethodOf(SiteStrategies.Perfect), null, null, default).Value.Run.Leakage;

        Assert.True(honest.IsClean, honest.Statement);
        Assert.Equal(3, honest.CheckedDays.Count);
        Assert.Equal(cheat.CheckedDays, cheat.LeakingDays);
    }

    [Fact]
    public void Leakage_Perfect_IsDeclared()
    {
        var outcome = Run(RequestOf(Market(First, First, 2), First, First, SiteStrategies.Perfect));

        Assert.Empty(outcome.Run.Leakage.CheckedDays);
        Assert.Contains("yardstick", outcome.Run.Leakage.Statement, StringComparison.Ordinal);
    }
}

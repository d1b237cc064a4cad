using Bess.Domain.Time;
using Bess.Forecasting.Features;
using Bess.Forecasting.Tests.Support;

namespace Bess.Forecasting.Tests.Features;

public sealed class FeatureBuilderTests
{
    private static readonly DateOnly First = new(2025, 1, 1);

    [Fact]
    public void Row_WholeHistory_HasTheLaggedCurves()
    {
        var data = SyntheticMarket.Data(First, 40);
        var row = new FeatureBuilder(data).Row(First.DayNumber + 35)!;
        var curve = data.Target.On(SyntheticMarket.Clock.Day(First.AddDays(34), TimeSpan.FromHours(1)));
        Assert.Equal(curve, row.Yesterday);
        Assert.Equal(curve, row.Linear[..24]);
        Assert.Equal(0, row.Filled);
        Assert.Equal(data.Target.On(SyntheticMarket.Clock.Day(First.AddDays(28), TimeSpan.FromHours(1))), row.LastWeek);
    }

    [Fact]
    public void Row_MissingHour_TakesTheSameHourOfTheLatestEarlierDayAndCounts()
    {
        var data = SyntheticMarket.Data(First, 40);
        var gap = SyntheticMarket.Clock.InstantOf(First.AddDays(34), new TimeOnly(5, 0));
        var holed = new MarketData(
            SyntheticMarket.Series(data.Target.Id.Name, data.Target.Observations.ToArray().Where(one => one.Start != gap)), data.Others, data.Decision);
        var row = new FeatureBuilder(holed).Row(First.DayNumber + 35)!;
        Assert.Equal(1, row.Filled);
        Assert.Equal(data.Target.On(SyntheticMarket.Clock.Day(First.AddDays(33), TimeSpan.FromHours(1)))[5], row.Yesterday[5]);
    }

    [Fact]
    public void Row_NothingKnown_IsAbsent() =>
        Assert.Null(new FeatureBuilder(SyntheticMarket.Data(First, 40)).Row(First.DayNumber + 3));

    [Fact]
    public void Row_ActualsOfYesterday_AreKnownUntilTheDecisionOnly()
    {
        var builder = new FeatureBuilder(SyntheticMarket.Data(First, 40));
        var row = builder.Row(First.DayNumber + 35)!;
        // Others in order of name: the load forecast of D is known, then the wind of D is not, and of D−1 three of eight blocks are.
        var load = row.Linear.AsSpan(TargetFeatures.LinearCount, OtherFeatures.LinearCount);
        var wind = row.Linear.AsSpan(TargetFeatures.LinearCount + OtherFeatures.LinearCount, OtherFeatures.LinearCount);
        Assert.Equal(8, Known(load[..8]));
        Assert.Equal(0, Known(wind[..8]));
        Assert.Equal(3, Known(wind[8..16]));
        Assert.Equal(4, Known(wind[16..]));
    }

    [Fact]
    public void GateClosure_ByClock_IsLocalTimeOfTheDayBefore()
    {
        Assert.Equal(
            new DateTimeOffset(2025, 6, 9, 10, 0, 0, TimeSpan.Zero), DecisionRule.GateClosureOf(MarketClock.CentralEuropean).DecisionOn(new DateOnly(2025, 6, 10)));
        Assert.Equal(new TimeOnly(10, 0), DecisionRule.GateClosureOf(MarketClock.India).LocalTime);
        Assert.Equal(new TimeOnly(9, 20), DecisionRule.GateClosureOf(MarketClock.GreatBritain).LocalTime);
    }

    private static int Known(ReadOnlySpan<double> values)
    {
        var count = 0;
        foreach (var value in values)
            count += double.IsNaN(value) ? 0 : 1;
        return count;
    }
}

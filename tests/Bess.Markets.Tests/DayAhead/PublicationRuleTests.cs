using Bess.Domain.Time;
using Bess.Markets.DayAhead;

namespace Bess.Markets.Tests.DayAhead;

public sealed class PublicationRuleTests
{
    [Theory]
    [InlineData("2026-03-10", "2026-03-09T11:45:00Z")]
    [InlineData("2026-07-10", "2026-07-09T10:45:00Z")]
    [InlineData("2026-03-30", "2026-03-29T10:45:00Z")]
    public void KnownAt_CentralEurope_IsAQuarterToOneOfTheDayBefore(string day, string expected)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var known = PublicationRule.DayAheadOf(BiddingZone.DeLu).KnownAt(MarketClock.CentralEuropean.Day(date, TimeSpan.FromHours(1)));
        Assert.All(known, at => Assert.Equal(expected, UtcText.Of(at)));
    }

    [Fact]
    public void KnownAt_EveryZone_IsBeforeDelivery()
    {
        foreach (var zone in BiddingZone.Catalogue)
        {
            var grid = zone.Clock.Day(new DateOnly(2026, 5, 5), TimeSpan.FromHours(1));
            Assert.All(PublicationRule.DayAheadOf(zone).KnownAt(grid), at => Assert.InRange((grid.Start - at).TotalHours, 8, 16));
        }
    }

    [Fact]
    public void KnownAt_EndOfInterval_IsTheEnd()
    {
        var grid = MarketClock.CentralEuropean.Day(new DateOnly(2026, 5, 5), TimeSpan.FromMinutes(15));
        Assert.Equal(grid[9].End, PublicationRule.EndOfInterval.KnownAt(grid)[9]);
        Assert.False(PublicationRule.EndOfInterval.IsDayAhead);
    }
}

using Bess.Domain.Time;

namespace Bess.Domain.Tests.Time;

public sealed class MarketClockTests
{
    [Theory]
    [InlineData("2025-03-30", 23, 46, 92)]
    [InlineData("2025-10-26", 25, 50, 100)]
    [InlineData("2025-10-01", 24, 48, 96)]
    public void Day_CentralEuropean_HasExpectedCounts(string date, int hours, int halfHours, int quarters)
    {
        var day = DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        var clock = MarketClock.CentralEuropean;
        Assert.Equal(hours, clock.Day(day, TimeSpan.FromHours(1)).Count);
        Assert.Equal(halfHours, clock.Day(day, TimeSpan.FromMinutes(30)).Count);
        Assert.Equal(quarters, clock.Day(day, TimeSpan.FromMinutes(15)).Count);
    }

    [Fact]
    public void Day_India_StartsAtHalfPast() =>
        Assert.Equal("2025-02-28T18:30:00Z", UtcText.Of(MarketClock.India.Day(new DateOnly(2025, 3, 1), TimeSpan.FromHours(1)).Start));

    [Fact]
    public void Day_StepDoesNotDivideDay_Refused()
    {
        var error = Assert.Throws<ArgumentException>(() => MarketClock.CentralEuropean.Day(new DateOnly(2025, 3, 30), TimeSpan.FromHours(4)));
        Assert.Contains("divides 23 h", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MarketClock.India.Day(new DateOnly(2025, 3, 30), TimeSpan.Zero));
    }

    [Fact]
    public void Days_LastBeforeFirst_Refused() =>
        Assert.Throws<ArgumentException>(
            () => MarketClock.India.Days(new DateOnly(2025, 3, 2), new DateOnly(2025, 3, 1), TimeSpan.FromHours(1)));

    [Fact]
    public void Days_AcrossSpringChange_HasOneHourLess() =>
        Assert.Equal(3 * 24 - 1, MarketClock.GreatBritain.Days(new DateOnly(2025, 3, 29), new DateOnly(2025, 3, 31), TimeSpan.FromHours(1)).Count);

    [Fact]
    public void Construct_WrongOffset_Refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MarketClock("x", TimeSpan.FromHours(15), DaylightRule.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MarketClock("x", TimeSpan.FromSeconds(30), DaylightRule.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MarketClock("x", TimeSpan.Zero, (DaylightRule)9));
        Assert.Throws<ArgumentException>(() => new MarketClock(" ", TimeSpan.Zero, DaylightRule.None));
    }

    [Fact]
    public void InstantOf_ClockThatSkipsMidnight_DayStartsAtTheChange()
    {
        // One hour west of Greenwich the European change falls on local midnight.
        var clock = new MarketClock("Azores", TimeSpan.FromHours(-1), DaylightRule.EuropeanUnion);
        Assert.Equal("2025-03-30T01:00:00Z", UtcText.Of(clock.StartOfDay(new DateOnly(2025, 3, 30))));
        Assert.Equal(23, clock.Day(new DateOnly(2025, 3, 30), TimeSpan.FromHours(1)).Count);
        Assert.Equal(25, clock.Day(new DateOnly(2025, 10, 26), TimeSpan.FromHours(1)).Count);
    }

    [Theory]
    [InlineData("de_lu", "DE_LU")]
    [InlineData("DE-LU", "DE_LU")]
    [InlineData("se3", "SE3")]
    [InlineData("in_iex", "IN_IEX")]
    [InlineData("IEX", "IN_IEX")]
    [InlineData("ercot", "US_ERCOT")]
    [InlineData("au_vic1", "AU_VIC1")]
    [InlineData("10YNL----------L", "NL")]
    public void TryFind_KnownNames_Found(string name, string expected)
    {
        Assert.True(BiddingZone.TryFind(name, out var zone));
        Assert.Equal(expected, zone.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("XX")]
    [InlineData("LU")]
    public void TryFind_UnknownNames_NotFound(string? name) => Assert.False(BiddingZone.TryFind(name, out _));

    [Fact]
    public void Catalogue_NamesAndCodes_AreUnique()
    {
        Assert.Equal(BiddingZone.Catalogue.Count, BiddingZone.Catalogue.Select(z => z.Name).Distinct().Count());
        var codes = BiddingZone.Catalogue.Where(z => z.Eic is not null).Select(z => z.Eic).ToArray();
        Assert.Equal(codes.Length, codes.Distinct().Count());
    }
}

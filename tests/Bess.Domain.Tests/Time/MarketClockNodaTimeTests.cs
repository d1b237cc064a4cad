using Bess.Domain.Time;
using NodaTime;

namespace Bess.Domain.Tests.Time;

/// <summary>Our rules against the zone data base of NodaTime, 2020 to 2030.</summary>
public sealed class MarketClockNodaTimeTests
{
    public static TheoryData<string, string> Clocks => new()
    {
        { "DE_LU", "Europe/Berlin" },
        { "SE3", "Europe/Stockholm" },
        { "GB", "Europe/London" },
        { "IN_IEX", "Asia/Kolkata" },
        { "AU_VIC1", "Australia/Brisbane" },
        { "US_ERCOT", "America/Chicago" },
    };

    [Theory]
    [MemberData(nameof(Clocks))]
    public void OffsetAt_EveryQuarterHour_AgreesWithNodaTime(string zone, string tz)
    {
        var (clock, reference) = Both(zone, tz);
        var differences = new List<string>();
        for (var at = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero); at.Year <= 2030; at += TimeSpan.FromMinutes(15))
        {
            if (clock.OffsetAt(at) != reference.GetUtcOffset(Instant.FromDateTimeOffset(at)).ToTimeSpan())
                differences.Add(at.ToString("O"));
        }

        Assert.Empty(differences);
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public void Day_EveryDateAndStep_AgreesWithNodaTime(string zone, string tz)
    {
        var (clock, reference) = Both(zone, tz);
        var lengths = new Dictionary<double, int>();
        for (var date = new DateOnly(2020, 1, 1); date.Year <= 2030; date = date.AddDays(1))
        {
            var start = reference.AtStartOfDay(LocalDate.FromDateOnly(date)).ToInstant();
            var hours = (reference.AtStartOfDay(LocalDate.FromDateOnly(date.AddDays(1))).ToInstant() - start).TotalHours;
            foreach (var minutes in new[] { 60, 30, 15 })
            {
                var grid = clock.Day(date, TimeSpan.FromMinutes(minutes));
                Assert.Equal(start.ToDateTimeOffset(), grid.Start);
                Assert.Equal(hours * 60 / minutes, grid.Count);
                Assert.Equal(date, clock.LocalDate(grid.Start));
                Assert.Equal(date, clock.LocalDate(grid.End - TimeSpan.FromTicks(1)));
            }

            lengths[hours] = lengths.GetValueOrDefault(hours) + 1;
        }

        var changes = clock.DaylightRule == DaylightRule.None ? 0 : 11;
        Assert.Equal(changes, lengths.GetValueOrDefault(23));
        Assert.Equal(changes, lengths.GetValueOrDefault(25));
        Assert.Equal(4018, lengths.Values.Sum());
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public void InstantOf_EveryHalfHourOfChangeDays_AgreesWithNodaTime(string zone, string tz)
    {
        var (clock, reference) = Both(zone, tz);
        for (var date = new DateOnly(2020, 1, 1); date.Year <= 2030; date = date.AddDays(1))
        {
            if (clock.Day(date, TimeSpan.FromHours(1)).Count == 24 && date.Day != 1)
                continue;
            for (var minutes = 0; minutes < 24 * 60; minutes += 30)
            {
                var time = TimeOnly.MinValue.AddMinutes(minutes);
                var map = reference.MapLocal(LocalDate.FromDateOnly(date) + LocalTime.FromTimeOnly(time));
                var expected = map.Count == 0 ? map.LateInterval.Start : map.First().ToInstant();
                Assert.Equal(expected.ToDateTimeOffset(), clock.InstantOf(date, time));
            }
        }
    }

    private static (MarketClock Clock, DateTimeZone Reference) Both(string zone, string tz)
    {
        Assert.True(BiddingZone.TryFind(zone, out var found));
        return (found.Clock, DateTimeZoneProviders.Tzdb[tz]);
    }
}

using Bess.Grains.Fleets;
using Bess.Grains.Wire;

namespace Bess.Cluster.Tests.Fleets;

public sealed class StandingOrdersTests
{
    private static readonly StandingOrderMessage DayAhead = new() { Name = "day-ahead", GateClosure = TimeSpan.FromHours(12), TimeZone = "Europe/Berlin", Lead = TimeSpan.FromMinutes(30) };

    [Theory]
    [InlineData("2026-01-15T10:29:59Z", "2026-01-15T10:30:00Z", "2026-01-16")]
    [InlineData("2026-01-15T10:30:00Z", "2026-01-16T10:30:00Z", "2026-01-17")]
    [InlineData("2026-03-28T20:00:00Z", "2026-03-29T09:30:00Z", "2026-03-30")]
    [InlineData("2026-10-24T20:00:00Z", "2026-10-25T10:30:00Z", "2026-10-26")]
    [InlineData("2026-12-31T23:30:00Z", "2027-01-01T10:30:00Z", "2027-01-02")]
    public void Next_AcrossDaysAndChangesOfTheClock_HalfAnHourBeforeNoonInBerlin(string after, string launch, string delivery)
    {
        var (at, day) = StandingOrders.Next(DayAhead, DateTimeOffset.Parse(after, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeOffset.Parse(launch, System.Globalization.CultureInfo.InvariantCulture), at);
        Assert.Equal(DateOnly.Parse(delivery, System.Globalization.CultureInfo.InvariantCulture), day);
    }

    [Fact]
    public void Next_LeadOverMidnight_StillBeforeTheSameGateClosure()
    {
        var early = DayAhead with { GateClosure = TimeSpan.FromHours(1), Lead = TimeSpan.FromHours(3) };
        var (at, day) = StandingOrders.Next(early, new DateTimeOffset(2026, 6, 10, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(new DateTimeOffset(2026, 6, 10, 20, 0, 0, TimeSpan.Zero), at);
        Assert.Equal(new DateOnly(2026, 6, 12), day);
    }

    [Theory]
    [InlineData("Europe/Nowhere", 12, 0.5, "timeZone")]
    [InlineData("Europe/Berlin", 25, 0.5, "gateClosure")]
    [InlineData("Europe/Berlin", 12, 0, "lead")]
    [InlineData("Europe/Berlin", 12, 13, "lead")]
    public void Check_WhatCannotBe_NamesTheField(string zone, double gate, double lead, string field)
    {
        var order = DayAhead with { TimeZone = zone, GateClosure = TimeSpan.FromHours(gate), Lead = TimeSpan.FromHours(lead) };
        Assert.Equal(field, Assert.Single(StandingOrders.Check(order)).Field);
    }
}

using Bess.Backtesting.Desk;
using Bess.Domain.Prices;
using Bess.Domain.Series;

namespace Bess.Backtesting.Tests.Desk;

public sealed class SeriesListingTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_HoursWithAHole_CountsWhatIsMissing()
    {
        var listing = SeriesListing.Of(Series(0, 1, 2, 6, 7))!;
        Assert.Equal((3600d, 5, 3), (listing.StepSeconds, listing.Values, listing.Missing));
        Assert.Equal((Start.UtcDateTime, Start.AddHours(8).UtcDateTime), (listing.FirstUtc, listing.LastUtc));
    }

    [Fact]
    public void Of_NoValue_Null() => Assert.Null(SeriesListing.Of(Series()));

    private static ObservedSeries Series(params int[] hours) => new(
        new SeriesId("A", "day_ahead_eur_per_mwh"), hours.Select(hour => new Observation(Start.AddHours(hour), TimeSpan.FromHours(1), hour, Start)), new Provenance("a test", null, Synthetic: true));
}

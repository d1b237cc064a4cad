using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Domain.Tests.Series;

public class ObservedSeriesTests
{
    private static readonly DateTimeOffset Midnight = new(2025, 10, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    [Fact]
    public void On_StepChangesInMidPeriod_MeansFinerAndHoldsCoarser()
    {
        var series = Series([One(0, Hour, 10), .. Enumerable.Range(4, 4).Select(i => One(i, Quarter, i))]);

        Assert.Equal([10, 5.5], series.On(new TimeGrid(Midnight, Hour, 2)));
        Assert.Equal([10, 10, 10, 10, 4, 5, 6, 7], series.On(new TimeGrid(Midnight, Quarter, 8)));
    }

    [Fact]
    public void On_PartOfAnHourMissing_HourIsMissing()
    {
        var series = Series([One(0, Quarter, 1), One(1, Quarter, 2), One(3, Quarter, 4)]);

        Assert.Equal([double.NaN], series.On(new TimeGrid(Midnight, Hour, 1)));
    }

    [Fact]
    public void AsOf_BeforeTheRevision_GivesTheFirstValue()
    {
        var first = One(0, Hour, 10);
        var series = Series([first with { Value = 12, KnownAt = first.KnownAt.AddHours(2) }, first]);
        var grid = new TimeGrid(Midnight, Hour, 1);

        Assert.Equal([12], series.On(grid));
        Assert.Equal([10], series.AsOf(first.KnownAt).On(grid));
        Assert.Equal([double.NaN], series.AsOf(first.KnownAt.AddTicks(-1)).On(grid));
    }

    [Fact]
    public void Constructor_NoNumberAndTwoValuesAtOnce_TellsBoth()
    {
        var twice = One(1, Hour, 1);

        var error = Assert.Throws<BessDataException>(() => Series([One(0, Hour, double.NaN), twice, twice with { Value = 2 }, twice]));

        Assert.Equal(["2025-10-01T00:00:00Z", "2025-10-01T00:15:00Z"], error.Faults.Select(fault => fault.Field));
    }

    [Theory]
    [InlineData("SE3/day_ahead_eur_per_mwh", true)]
    [InlineData("SE3/Day Ahead", false)]
    [InlineData("../x/y", false)]
    [InlineData("SE3/", false)]
    [InlineData(null, false)]
    public void TryParse_Text_AcceptsZoneAndNameAlone(string? text, bool accepted)
    {
        Assert.Equal(accepted, SeriesId.TryParse(text, out var id));
        Assert.Equal(accepted ? text : null, id?.ToString());
    }

    private static Observation One(int quarter, TimeSpan step, double value) =>
        new(Midnight + (quarter * Quarter), step, value, Midnight.AddHours(-11));

    private static ObservedSeries Series(IEnumerable<Observation> observations) =>
        new(new SeriesId("SE3", "day_ahead_eur_per_mwh"), observations, new Provenance("test", null, true));
}

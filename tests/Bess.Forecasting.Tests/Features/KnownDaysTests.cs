using Bess.Domain.Series;
using Bess.Forecasting.Features;
using Bess.Forecasting.Tests.Support;

namespace Bess.Forecasting.Tests.Features;

public sealed class KnownDaysTests
{
    private static readonly DateOnly Day = new(2025, 6, 10);
    private static readonly DateTimeOffset Midnight = SyntheticMarket.Clock.StartOfDay(Day);
    private static readonly DateTimeOffset Noon = Midnight.AddHours(12);

    [Fact]
    public void Read_ValuePublishedLater_IsMissing()
    {
        var known = Of(Value(0, 60, 5, knownHours: -1), Value(1, 60, 6, knownHours: 13));
        var slots = known.Read(Day.DayNumber, Noon.UtcTicks);
        Assert.Equal(5, slots[0]);
        Assert.True(double.IsNaN(slots[1]));
        Assert.Equal(6, known.Read(Day.DayNumber, Noon.AddHours(1).UtcTicks)[1]);
        Assert.True(double.IsNaN(known.Read(Day.DayNumber, Noon.UtcTicks)[1]));
    }

    [Fact]
    public void Read_Revision_HoldsFromItsPublication()
    {
        var known = Of(Value(3, 60, 5, knownHours: -1), Value(3, 60, 7, knownHours: 13));
        Assert.Equal(5, known.Read(Day.DayNumber, Noon.UtcTicks)[3]);
        Assert.Equal(7, known.Read(Day.DayNumber, Noon.AddHours(1).UtcTicks)[3]);
        Assert.Equal(5, known.Read(Day.DayNumber, Noon.UtcTicks)[3]);
    }

    [Fact]
    public void Read_FinerValues_GiveTheirMeanWhenTheyCoverTheHour()
    {
        var known = Of(Value(0, 15, 1), Value(0.25, 15, 2), Value(0.5, 15, 3), Value(0.75, 15, 6), Value(1, 15, 9));
        var slots = known.Read(Day.DayNumber, Noon.UtcTicks);
        Assert.Equal(3, slots[0]);
        Assert.True(double.IsNaN(slots[1]));
    }

    [Fact]
    public void Read_ShiftedHours_GiveTheMeanOverTime()
    {
        var known = Of(Value(-0.5, 60, 10), Value(0.5, 60, 20), Value(4, 240, 7));
        var slots = known.Read(Day.DayNumber, Noon.UtcTicks);
        Assert.Equal(15, slots[0]);
        Assert.Equal([7.0, 7, 7, 7], slots[4..8]);
        Assert.True(double.IsNaN(slots[1]));
    }

    [Fact]
    public void Read_ClockChanges_SkippedIsMissingAndRepeatedIsTheMean()
    {
        foreach (var (day, hours) in new[] { (new DateOnly(2025, 3, 30), 23), (new DateOnly(2025, 10, 26), 25) })
        {
            var grid = SyntheticMarket.Clock.Day(day, TimeSpan.FromHours(1));
            Assert.Equal(hours, grid.Count);
            var known = new KnownDays(
                SyntheticMarket.Series("a_mw", Enumerable.Range(0, grid.Count).Select(t => new Observation(grid.StartOf(t), grid.Step, t, grid.Start))),
                new DayCalendar(SyntheticMarket.Clock));
            var slots = known.Read(day.DayNumber, grid.End.UtcTicks);
            if (hours == 23)
                Assert.True(double.IsNaN(slots[2]));
            else
                Assert.Equal(2.5, slots[2]);
            Assert.Equal(hours - 1, slots[23]);
        }
    }

    [Fact]
    public void Read_RandomSeries_AgreesWithAsOfOnTheGrid()
    {
        var random = new Random(3);
        var observations = Enumerable.Range(0, 200).Select(_ => Value(random.Next(0, 24), 60, random.NextDouble(), random.Next(-5, 30)))
            .DistinctBy(one => (one.Start, one.KnownAt)).ToArray();
        var series = SyntheticMarket.Series("a_mw", observations);
        var known = Of(observations);
        for (var hour = -6; hour < 31; hour++)
        {
            var instant = Midnight.AddHours(hour);
            Assert.Equal(series.AsOf(instant).On(SyntheticMarket.Clock.Day(Day, TimeSpan.FromHours(1))), known.Read(Day.DayNumber, instant.UtcTicks));
        }
    }

    private static Observation Value(double hour, int minutes, double value, double knownHours = -1) =>
        new(Midnight.AddHours(hour), TimeSpan.FromMinutes(minutes), value, Midnight.AddHours(knownHours));

    private static KnownDays Of(params Observation[] observations) =>
        new(SyntheticMarket.Series("a_mw", observations), new DayCalendar(SyntheticMarket.Clock));
}

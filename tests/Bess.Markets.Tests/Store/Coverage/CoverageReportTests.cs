using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Store.Coverage;

namespace Bess.Markets.Tests.Store.Coverage;

public sealed class CoverageReportTests
{
    private static readonly SeriesId DayAhead = new("DE_LU", "day_ahead_eur_per_mwh");
    private static readonly MarketClock Clock = MarketClock.CentralEuropean;

    [Theory]
    [InlineData("2025-03-30", 60, 23)]
    [InlineData("2025-10-26", 60, 25)]
    [InlineData("2025-03-30", 30, 46)]
    [InlineData("2025-10-26", 15, 100)]
    [InlineData("2025-07-01", 15, 96)]
    public void Of_CompleteDay_AllIntervalsOfTheLocalDay(string day, int minutes, int expected)
    {
        var date = DateOnly.Parse(day, null);
        var grid = Clock.Day(date, TimeSpan.FromMinutes(minutes));
        var report = CoverageReport.Of(Series(DayAhead, Values(grid)), Clock, grid.Span);
        var one = Assert.Single(report.Days);
        Assert.Equal((date, TimeSpan.FromMinutes(minutes), expected, expected), (one.Day, one.Step, one.Expected, one.Present));
        Assert.Equal((1.0, 0), (report.Share, report.Missing.Count));
    }

    [Fact]
    public void Of_Gaps_ListedAndJoinedOverMidnight()
    {
        var grid = Clock.Days(new(2025, 1, 1), new(2025, 1, 3), TimeSpan.FromHours(1));
        var values = Values(grid).Where((_, t) => t is not (5 or 22 or 23 or 24 or 25));
        var report = CoverageReport.Of(Series(DayAhead, values), Clock, grid.Span);
        Assert.Equal([21, 22, 24], report.Days.Select(day => day.Present));
        Assert.Equal([new DeliveryInterval(grid.StartOf(5), grid.StartOf(6)), new(grid.StartOf(22), grid.StartOf(26))], report.Missing);
        Assert.Equal(67 / 72.0, report.Share, 12);
    }

    [Fact]
    public void Of_EmptyDays_StepOfTheMarketsRules()
    {
        var span = new DeliveryInterval(Clock.StartOfDay(new(2025, 9, 30)), Clock.StartOfDay(new(2025, 10, 2)));
        var report = CoverageReport.Of(Series(DayAhead, []), Clock, span);
        Assert.Equal([24, 96], report.Days.Select(day => day.Expected));
        Assert.Equal((0.0, null), (report.Share, report.LastKnownAt));
        Assert.Equal(span, Assert.Single(report.Missing));
    }

    [Fact]
    public void Of_EmptyDayWithoutRule_StepOfTheNearestDay()
    {
        var grid = Clock.Days(new(2025, 1, 1), new(2025, 1, 3), TimeSpan.FromMinutes(30));
        var report = CoverageReport.Of(Series(new("DE_LU", "load_actual_mw"), Values(grid).Take(48)), Clock, grid.Span);
        Assert.Equal([48, 48, 48], report.Days.Select(day => day.Expected));
    }

    [Fact]
    public void Of_HoursInsteadOfQuarters_CoverThem()
    {
        var quarters = Clock.Day(new(2025, 11, 1), TimeSpan.FromMinutes(15));
        var hours = Clock.Day(new(2025, 11, 1), TimeSpan.FromHours(1));
        var report = CoverageReport.Of(Series(DayAhead, [.. Values(quarters).Take(90), .. Values(hours).Skip(22)]), Clock, quarters.Span);
        Assert.Equal((96, 96), (report.Expected, report.Present));
    }

    [Fact]
    public void Of_BlocksOfFourHoursOnClockChange_SixAllPresent()
    {
        var start = Clock.StartOfDay(new(2025, 3, 30));
        Observation[] blocks = [new(start, TimeSpan.FromHours(3), 1, start), .. Enumerable.Range(0, 5).Select(b => new Observation(start.AddHours(3 + (4 * b)), TimeSpan.FromHours(4), b, start))];
        var report = CoverageReport.Of(Series(new("DE_LU", "fcr_de_eur_per_mw_h"), blocks), Clock, new(start, start.AddHours(23)));
        Assert.Equal((6, 6), (report.Expected, report.Present));
    }

    [Fact]
    public void Of_BlockThatBeganTheEveningBefore_Covers()
    {
        var start = MarketClock.GreatBritain.StartOfDay(new(2025, 1, 10));
        var blocks = Enumerable.Range(0, 6).Select(b => new Observation(start.AddHours(-1 + (4 * b)), TimeSpan.FromHours(4), b, start));
        var report = CoverageReport.Of(Series(new("GB", "dcl_gbp_per_mw_h"), blocks), MarketClock.GreatBritain, new(start, start.AddDays(1)));
        Assert.Equal(new DeliveryInterval(start.AddHours(23), start.AddDays(1)), Assert.Single(report.Missing));
    }

    [Fact]
    public void Of_AsOf_OnlyWhatWasKnown()
    {
        var grid = Clock.Days(new(2025, 1, 1), new(2025, 1, 2), TimeSpan.FromHours(1));
        var report = CoverageReport.Of(Series(DayAhead, Values(grid)), Clock, grid.Span, grid.StartOf(0).AddHours(12));
        Assert.Equal([24, 13], report.Days.Select(day => day.Present));
        Assert.Equal(grid.StartOf(0).AddHours(12), report.LastKnownAt);
    }

    [Fact]
    public void Of_PartOfADay_OnlyThePartCounts()
    {
        var grid = Clock.Day(new(2025, 1, 1), TimeSpan.FromHours(1));
        var report = CoverageReport.Of(Series(DayAhead, Values(grid).Take(8)), Clock, new(grid.StartOf(6), grid.StartOf(10)));
        Assert.Equal((4, 2, 0.5), (report.Expected, report.Present, report.Share));
    }

    private static IEnumerable<Observation> Values(TimeGrid grid) =>
        Enumerable.Range(0, grid.Count).Select(t => new Observation(grid.StartOf(t), grid.Step, t, grid.StartOf(t).AddDays(-1)));

    private static ObservedSeries Series(SeriesId id, IEnumerable<Observation> values) => new(id, values, new Provenance("test", null, true));
}

using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Forecasting.Scenarios;

namespace Bess.Forecasting.Tests.Scenarios;

public sealed class HistoricalShapesTests
{
    private static readonly MarketClock Clock = MarketClock.CentralEuropean;
    private static readonly DateOnly Target = new(2026, 2, 10);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // Day-ahead prices become known at noon (local) of the day before delivery.
    private static readonly DateTimeOffset BeforeAuction = Clock.InstantOf(Target.AddDays(-1), new TimeOnly(11, 0));
    private static readonly DateTimeOffset AfterAuction = Clock.InstantOf(Target.AddDays(-1), new TimeOnly(13, 0));

    [Theory]
    [InlineData(60)]
    [InlineData(30)]
    [InlineData(15)]
    public void Draw_TargetUnknown_GivesTheCurvesOfTheLastDays(int minutes)
    {
        var step = TimeSpan.FromMinutes(minutes);
        var history = Series(Target.AddDays(-30), Target, step, RandomPrice(1));
        var target = Clock.Day(Target, step);

        var set = HistoricalShapes.Draw(history, null, target, Clock, 5, BeforeAuction).Value;

        Assert.Equal(5, set.Count);
        Assert.Equal(BeforeAuction, set.KnownAt);
        for (var k = 0; k < 5; k++)
        {
            Assert.Equal(0.2, set.Probabilities[k]);
            Assert.Equal(history.Slice(Clock.Day(Target.AddDays(-1 - k), step)).PricesPerMwh, set.PricesPerMwh(k));
        }
    }

    [Fact]
    public void Draw_TargetKnown_AddsCentredDeviationsFromTheTrailingWeek()
    {
        var history = Series(Target.AddDays(-30), Target, Hour, RandomPrice(2));
        var target = Clock.Day(Target, Hour);

        var set = HistoricalShapes.Draw(history, null, target, Clock, 4, AfterAuction).Value;

        var curve = history.Slice(target).PricesPerMwh.ToArray();
        double Price(int daysBefore, int t) => history.Slice(Clock.Day(Target.AddDays(-daysBefore), Hour)).PricesPerMwh[t];
        double Deviation(int day, int t) => Price(day, t) - Enumerable.Range(day + 1, 7).Average(d => Price(d, t));
        for (var t = 0; t < 24; t++)
        {
            var centre = Enumerable.Range(1, 4).Average(day => Deviation(day, t));
            for (var k = 0; k < 4; k++)
                Assert.Equal(curve[t] + Deviation(k + 1, t) - centre, set.PricesPerMwh(k)[t], 1e-9);
            Assert.Equal(curve[t], set.ExpectedPricesPerMwh()[t], 1e-9);
        }
    }

    [Fact]
    public void Draw_TargetInPublished_IsTakenFromThere()
    {
        var history = Series(Target.AddDays(-30), Target.AddDays(-1), Hour, RandomPrice(3));
        var published = Series(Target, Target, Hour, _ => 500);

        var set = HistoricalShapes.Draw(history, published, Clock.Day(Target, Hour), Clock, 20, AfterAuction).Value;

        Assert.All(set.ExpectedPricesPerMwh(), price => Assert.Equal(500, price, 1e-9));
        var one = HistoricalShapes.Draw(history, published, Clock.Day(Target, Hour), Clock, 1, AfterAuction).Value;
        Assert.All(one.PricesPerMwh(0).ToArray(), price => Assert.Equal(500, price));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Draw_LaterPricesPermuted_ChangesNothing(bool afterAuction)
    {
        var knownAt = afterAuction ? AfterAuction : BeforeAuction;
        var series = Series(Target.AddDays(-40), Target.AddDays(20), Hour, RandomPrice(4));
        var permuted = PermutedAfter(series, knownAt);
        var target = Clock.Day(Target, Hour);

        var expected = HistoricalShapes.Draw(series, series, target, Clock, 20, knownAt).Value;
        var actual = HistoricalShapes.Draw(permuted, permuted, target, Clock, 20, knownAt).Value;

        Assert.NotEqual(series.PricesPerMwh.ToArray(), permuted.PricesPerMwh.ToArray());
        for (var k = 0; k < 20; k++)
            Assert.Equal(expected.PricesPerMwh(k), actual.PricesPerMwh(k));
    }

    [Fact]
    public void Draw_KnownPriceChanged_ChangesTheScenarios()
    {
        var series = Series(Target.AddDays(-30), Target, Hour, RandomPrice(4));
        var other = Series(Target.AddDays(-30), Target, Hour, RandomPrice(5));
        var target = Clock.Day(Target, Hour);

        Assert.NotEqual(
            HistoricalShapes.Draw(series, null, target, Clock, 3, BeforeAuction).Value.PricesPerMwh(0).ToArray(),
            HistoricalShapes.Draw(other, null, target, Clock, 3, BeforeAuction).Value.PricesPerMwh(0).ToArray());
    }

    [Fact]
    public void Draw_TwoDaysOfWhichOneKnown_FollowsBothRules()
    {
        var history = Series(Target.AddDays(-30), Target.AddDays(1), Hour, RandomPrice(6));
        var target = Clock.Days(Target, Target.AddDays(1), Hour);

        var set = HistoricalShapes.Draw(history, null, target, Clock, 3, AfterAuction).Value;

        var curve = history.Slice(Clock.Day(Target, Hour)).PricesPerMwh;
        for (var t = 0; t < 24; t++)
            Assert.Equal(curve[t], set.ExpectedPricesPerMwh()[t], 1e-9);
        for (var k = 0; k < 3; k++)
            Assert.Equal(history.Slice(Clock.Day(Target.AddDays(-1 - k), Hour)).PricesPerMwh, set.PricesPerMwh(k)[24..]);
    }

    [Fact]
    public void Draw_HistoryDayOf23Hours_InterpolatesTheSkippedHour()
    {
        var day = new DateOnly(2026, 3, 29);
        // The price is the local hour, times ten from three o'clock on.
        var history = Series(day.AddDays(-3), day, Hour, instant => Clock.LocalTime(instant).Hour is var h && h >= 3 ? 10 * h : h);
        var target = Clock.Day(day.AddDays(1), Hour);

        var set = HistoricalShapes.Draw(history, null, target, Clock, 1, target.Start - Hour).Value;

        Assert.Equal([0, 1, (1 + 30) / 2.0, 30, 40], set.PricesPerMwh(0)[..5].ToArray());
        Assert.Equal(24, set.Grid.Count);
    }

    [Fact]
    public void Draw_QuarterHoursOf23HourDay_LieOnTheStraightLine()
    {
        var day = new DateOnly(2026, 3, 29);
        var step = TimeSpan.FromMinutes(15);
        var history = Series(day.AddDays(-3), day, step, instant => Clock.LocalTime(instant).TimeOfDay.TotalHours);
        var target = Clock.Day(day.AddDays(1), step);

        var prices = HistoricalShapes.Draw(history, null, target, Clock, 1, target.Start - Hour).Value.PricesPerMwh(0);

        for (var t = 0; t < 96; t++)
            Assert.Equal(t / 4.0, prices[t], 1e-12);
    }

    [Fact]
    public void Draw_TargetDayOf25And23Hours_RepeatsAndSkipsTheHour()
    {
        foreach (var (day, expected) in new[] { (new DateOnly(2026, 10, 25), new double[] { 0, 1, 2, 2, 3 }), (new DateOnly(2026, 3, 29), [0, 1, 3, 4, 5]) })
        {
            var history = Series(day.AddDays(-5), day.AddDays(-1), Hour, instant => Clock.LocalTime(instant).Hour);
            var target = Clock.Day(day, Hour);

            var set = HistoricalShapes.Draw(history, null, target, Clock, 2, target.Start - Hour).Value;

            Assert.Equal(expected, set.PricesPerMwh(0)[..5].ToArray());
            Assert.Equal(23, set.PricesPerMwh(1)[^1]);
        }
    }

    [Fact]
    public void Draw_HistoryDayOf25Hours_TakesTheMeanOfTheRepeatedHour()
    {
        var day = new DateOnly(2026, 10, 25);
        var change = new DateTimeOffset(2026, 10, 25, 1, 0, 0, TimeSpan.Zero);
        var history = Series(day.AddDays(-3), day, Hour, instant => instant < change ? 10 : 20);
        var target = Clock.Day(day.AddDays(1), Hour);

        var set = HistoricalShapes.Draw(history, null, target, Clock, 1, target.Start - Hour).Value;

        Assert.Equal([10, 10, 15, 20, 20], set.PricesPerMwh(0)[..5].ToArray());
    }

    [Fact]
    public void Draw_DayWithAGap_IsPassedOver()
    {
        var gap = Clock.InstantOf(Target.AddDays(-2), new TimeOnly(5, 0));
        var price = RandomPrice(8);
        var history = Series(Target.AddDays(-5), Target, Hour, instant => instant == gap ? double.NaN : price(instant));
        var target = Clock.Day(Target, Hour);

        var set = HistoricalShapes.Draw(history, null, target, Clock, 2, BeforeAuction).Value;

        Assert.Equal(history.Slice(Clock.Day(Target.AddDays(-3), Hour)).PricesPerMwh, set.PricesPerMwh(1));
        var faults = HistoricalShapes.Draw(history, null, target, Clock, 5, BeforeAuction).Faults.Select(f => f.ToString());
        Assert.Equal(
            [
                "test: history: expected 5 complete local days before 2026-02-10 known at 2026-02-09T10:00:00Z, was 4 (1 too few)",
                "test: history.2026-02-08: expected 24 prices, was 23: 1 missing or published later",
            ],
            faults);
    }

    [Fact]
    public void Draw_TargetKnown_NeedsAWeekMore()
    {
        var history = Series(Target.AddDays(-26), Target, Hour, RandomPrice(9));
        var target = Clock.Day(Target, Hour);

        Assert.True(HistoricalShapes.Draw(history, null, target, Clock, 19, AfterAuction).IsValid);
        Assert.Equal(
            "test: history: expected 27 complete local days before 2026-02-10 known at 2026-02-09T12:00:00Z, was 26 (1 too few)",
            Assert.Single(HistoricalShapes.Draw(history, null, target, Clock, 20, AfterAuction).Faults).ToString());
        Assert.True(HistoricalShapes.Draw(history, null, target, Clock, 26, BeforeAuction).IsValid);
        Assert.Single(HistoricalShapes.Draw(history, null, target, Clock, int.MaxValue, AfterAuction).Faults);
    }

    [Fact]
    public void Draw_OtherStepsCurrencyAndCount_TellsAllFaults()
    {
        var history = Series(Target.AddDays(-10), Target, Hour, RandomPrice(9));
        var published = new PriceSeries(
            "other", null, Currency.Gbp, Clock.Day(Target, Hour), new double[24], BeforeAuction, new Provenance("test", null, true));

        var faults = HistoricalShapes.Draw(
            history, published, Clock.Day(Target, TimeSpan.FromMinutes(15)), Clock, 0, AfterAuction).Faults;

        Assert.Equal(["count", "history.step", "published.step", "published.currency"], faults.Select(fault => fault.Field));
        Assert.Equal("test: history.step: expected the step of the target, 00:15:00, was 01:00:00", faults[1].ToString());
    }

    [Fact]
    public void Draw_GridBesideTheLocalHours_IsRefused()
    {
        var history = Series(Target.AddDays(-10), Target, Hour, RandomPrice(9));

        var faults = HistoricalShapes.Draw(history, null, Clock.Day(Target, Hour), MarketClock.India, 2, AfterAuction).Faults;

        Assert.Equal(["target.start", "history.start"], faults.Select(fault => fault.Field));
        var target = new TimeGrid(Clock.StartOfDay(Target), TimeSpan.FromHours(2), 12);
        Assert.Equal("target.step", Assert.Single(HistoricalShapes.Draw(history, null, target, Clock, 2, AfterAuction).Faults).Field);
    }

    private static Func<DateTimeOffset, double> RandomPrice(int seed) =>
        instant => 50 + (100 * (new Random((seed * 7919) + (int)(instant.UtcTicks / TimeSpan.TicksPerMinute % 1_000_003)).NextDouble() - 0.5));

    private static PriceSeries Series(DateOnly first, DateOnly last, TimeSpan step, Func<DateTimeOffset, double> price)
    {
        var grid = Clock.Days(first, last, step);
        var instants = Enumerable.Range(0, grid.Count).Select(grid.StartOf).ToArray();
        var knownAt = instants.Select(instant => Clock.InstantOf(Clock.LocalDate(instant).AddDays(-1), new TimeOnly(12, 0))).ToArray();
        return new PriceSeries(
            "test", null, Currency.Eur, grid, instants.Select(price).ToArray(), knownAt, new Provenance("test", null, true));
    }

    private static PriceSeries PermutedAfter(PriceSeries series, DateTimeOffset knownAt)
    {
        var prices = series.PricesPerMwh.ToArray();
        var known = Enumerable.Range(0, prices.Length).Select(series.KnownAt).ToArray();
        var later = Enumerable.Range(0, prices.Length).Where(i => known[i] > knownAt).ToArray();
        var values = later.Select(i => prices[i]).ToArray();
        new Random(1).Shuffle(values);
        for (var i = 0; i < later.Length; i++)
            prices[later[i]] = values[i];
        return new PriceSeries(series.Name, series.Zone, series.Currency, series.Grid, prices, known, series.Provenance);
    }
}

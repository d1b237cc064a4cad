using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Scenarios;
using Bess.Forecasting.Tests.Copula;

namespace Bess.Forecasting.Tests.Scenarios;

public sealed class PersistenceQuantilesTests
{
    private static readonly MarketClock Clock = MadeUpMarket.Clock;
    private static readonly DateOnly Day = new(2025, 6, 10);
    private static readonly DateTimeOffset Decision = Clock.InstantOf(Day.AddDays(-1), new TimeOnly(9, 0));

    [Fact]
    public void Forecast_OneDay_IsYesterdayPlusTheQuantilesOfDifferences()
    {
        var series = Series(200, 1);
        var target = Clock.Day(Day, TimeSpan.FromHours(1));
        var forecast = PersistenceQuantiles.Forecast(series, target, Clock, Decision, 30, [0.5]).Value;
        double At(int daysBack, int hour) => series.On(Clock.Day(Day.AddDays(-daysBack), TimeSpan.FromHours(1)))[hour];
        for (var h = 0; h < 24; h++)
        {
            var differences = Enumerable.Range(1, 30).Select(back => At(back, h) - At(back + 1, h)).Order().ToArray();
            Assert.Equal(At(1, h) + ((differences[14] + differences[15]) / 2), forecast.At(h)[0], 1e-9);
        }
    }

    [Fact]
    public void Forecast_SeveralDays_SpreadWithTheLead()
    {
        // A random walk from day to day: differences over more days are wider.
        var forecast = PersistenceQuantiles.Forecast(
            Walk(300, 2), Clock.Days(Day, Day.AddDays(5), TimeSpan.FromHours(1)), Clock, Decision, 200).Value;
        double Width(int t) => forecast.At(t)[^1] - forecast.At(t)[0];
        Assert.True(Enumerable.Range(0, 24).Average(h => Width(h + 120)) > 1.6 * Enumerable.Range(0, 24).Average(Width));
    }

    [Fact]
    public void Forecast_LaterValuesChanged_Unchanged()
    {
        var series = Series(200, 3);
        var target = Clock.Days(Day, Day.AddDays(1), TimeSpan.FromHours(1));
        var changed = series.Select(one => one.KnownAt > Decision ? one with { Value = 1e4 - one.Value } : one);
        var (before, after) = (
            PersistenceQuantiles.Forecast(series, target, Clock, Decision).Value, PersistenceQuantiles.Forecast(changed, target, Clock, Decision).Value);
        for (var t = 0; t < target.Count; t++)
            Assert.Equal(before.At(t).ToArray(), after.At(t).ToArray());
    }

    [Fact]
    public void Roll_PastDays_AreTheForecastsOfTheirOwnDecisions()
    {
        var series = Series(200, 4);
        var target = Clock.Days(Day, Day.AddDays(1), TimeSpan.FromHours(1));
        var rolled = PersistenceQuantiles.Roll(series, target, Clock, Decision, 40);
        Assert.Equal(40, rolled.Count);
        Assert.Equal(Clock.InstantOf(Day.AddDays(-2), new TimeOnly(9, 0)), rolled[^1].DecidedAt);
        var alone = PersistenceQuantiles.Forecast(series, rolled[5].Grid, Clock, rolled[5].DecidedAt).Value;
        Assert.Equal(alone.At(7).ToArray(), rolled[5].At(7).ToArray());
    }

    [Fact]
    public void Forecast_TooLittleKnown_IsAFault()
    {
        var refused = PersistenceQuantiles.Forecast(Series(10, 1), Clock.Day(Day, TimeSpan.FromHours(1)), Clock, Decision);
        Assert.Equal("history", Assert.Single(refused.Faults).Field);
    }

    [Theory]
    [InlineData("2025-03-30", 23)]
    [InlineData("2025-10-26", 25)]
    public void Forecast_ClockChangeDays_HaveEveryHour(string day, int hours)
    {
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var series = Series(400, 5, new DateOnly(2025, 11, 5));
        var forecast = PersistenceQuantiles.Forecast(
            series, Clock.Day(date, TimeSpan.FromHours(1)), Clock, Clock.InstantOf(date.AddDays(-1), new TimeOnly(9, 0))).Value;
        Assert.Equal(hours, forecast.Grid.Count);
    }

    private static ObservedSeries Series(int days, int seed, DateOnly? last = null)
    {
        var grid = Clock.Days((last ?? Day.AddDays(2)).AddDays(-days), last ?? Day.AddDays(2), TimeSpan.FromHours(1));
        return MadeUpMarket.Observed(new SeriesId("TEST", "a"), grid, [.. MadeUpMarket.Uniforms(seed).Take(grid.Count).Select(u => (u * 100) - 20)]);
    }

    private static ObservedSeries Walk(int days, int seed)
    {
        var grid = Clock.Days(Day.AddDays(-days), Day, TimeSpan.FromHours(1));
        var level = 0.0;
        using var steps = MadeUpMarket.Uniforms(seed).GetEnumerator();
        var values = new double[grid.Count];
        for (var t = 0; t < values.Length; t++)
        {
            if (t % 24 == 0 && steps.MoveNext())
                level += steps.Current - 0.5;
            values[t] = level;
        }

        return MadeUpMarket.Observed(new SeriesId("TEST", "walk"), grid, values);
    }
}

using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Tests.Models;

public sealed class FinerForecastTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly DecisionRule Decision = DecisionRule.GateClosureOf(MarketClock.CentralEuropean);
    private static readonly SeriesId Series = new("DE_LU", "day_ahead_eur_per_mwh");
    private static readonly DateOnly Day = new(2025, 10, 20);

    [Fact]
    public void Of_ALaterDay_ReadsNothingKnownAfterTheDecisionOfTheFirst()
    {
        var decidedAt = Decision.DecisionOn(Day);
        var later = Hourly(Day.AddDays(1), decidedAt);

        var asItWas = FinerForecast.Of(later, Data(value => value.Value), Quarter);
        var changed = FinerForecast.Of(later, Data(value => value.KnownAt > decidedAt ? 1000 - value.Value : value.Value), Quarter);

        Assert.Contains(Enumerable.Range(0, 96), t => asItWas.At(t)[0] != later.At(t / 4)[0]);
        for (var t = 0; t < 96; t++)
            Assert.Equal(asItWas.At(t)[0], changed.At(t)[0]);
    }

    private static QuantileForecast Hourly(DateOnly day, DateTimeOffset decidedAt) => new(
        Series, Decision.Clock.Day(day, TimeSpan.FromHours(1)), [0.5], [.. Enumerable.Range(0, 24).Select(hour => 50.0 + hour)], decidedAt, new Provenance("test", "a ramp", true));

    // Quarter hours of a month, known at noon of the day before their day.
    private static MarketData Data(Func<Observation, double> value)
    {
        var grid = Decision.Clock.Days(Day.AddDays(-30), Day.AddDays(2), Quarter);
        var observations = Enumerable.Range(0, grid.Count).Select(t =>
        {
            var known = Decision.Clock.InstantOf(Decision.Clock.LocalDate(grid.StartOf(t)).AddDays(-1), new TimeOnly(12, 45));
            var one = new Observation(grid.StartOf(t), Quarter, (37 * t) % 41, known);
            return one with { Value = value(one) };
        });
        return new MarketData(new ObservedSeries(Series, observations, new Provenance("test", "made up", true)), [], Decision);
    }
}

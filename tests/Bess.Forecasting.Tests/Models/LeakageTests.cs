using Bess.Domain.Prices;
using Bess.Forecasting.Accuracy;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;
using Bess.Forecasting.Tests.Support;

namespace Bess.Forecasting.Tests.Models;

/// <summary>Values that are published after the decision are permuted: nothing may change, and a model that peeks is caught.</summary>
public sealed class LeakageTests
{
    private static readonly DateOnly First = new(2025, 1, 20);

    [Theory]
    [InlineData(ModelKind.Trees)]
    [InlineData(ModelKind.Qra)]
    [InlineData(ModelKind.Blend)]
    [InlineData(ModelKind.Bess)]
    public void Forecast_LaterValuesPermuted_IsTheSameToTheLastBit(ModelKind kind) =>
        Assert.Empty(Leaks(kind, SyntheticMarket.Data(First, 90), First.AddDays(70), days: 3));

    [Theory]
    [InlineData(ModelKind.Yesterday)]
    [InlineData(ModelKind.LastWeek)]
    [InlineData(ModelKind.Mean7)]
    [InlineData(ModelKind.Lear)]
    public void Forecast_EveryDayOfAMonthWithAClockChange_IsTheSameToTheLastBit(ModelKind kind) =>
        Assert.Empty(Leaks(kind, SyntheticMarket.Data(First, 90), new DateOnly(2025, 3, 10), days: 31));

    [Fact]
    public void Forecast_QuarterHours_IsTheSameToTheLastBit()
    {
        var data = SyntheticMarket.Data(First, 60, stepMinutes: 15);
        Assert.Empty(LeakageCheck.DaysThatLeak(
            (seen, day) => Train(ModelKind.Blend, seen, day).Forecast(seen, day, TimeSpan.FromMinutes(15)).Value, data, [First.AddDays(45), First.AddDays(50)], 3));
    }

    [Fact]
    public void PlantedLeak_ThePriceOfTheDayItself_IsCaughtOnEveryDay()
    {
        var days = Days(First.AddDays(70), 5);
        Assert.Equal(days, LeakageCheck.DaysThatLeak(
            (data, day) => Peek(data, day, (seen, grid) => seen.Target.On(grid)), SyntheticMarket.Data(First, 90), days, 5));
    }

    [Fact]
    public void PlantedLeak_TheWholeWindOfTheDayBefore_IsCaughtOnEveryDay()
    {
        var days = Days(First.AddDays(70), 5);
        Assert.Equal(days, LeakageCheck.DaysThatLeak(
            (data, day) => Peek(data, day, (seen, grid) => seen.Others[1].On(data.Decision.Clock.Day(day.AddDays(-1), grid.Step))),
            SyntheticMarket.Data(First, 90), days, 5));
    }

    [Fact]
    public void HonestModel_ThatReadsAsOfItsDecision_IsNotAccused()
    {
        var days = Days(First.AddDays(70), 5);
        Assert.Empty(LeakageCheck.DaysThatLeak(
            (data, day) => Peek(data, day, (seen, grid) => seen.Target.AsOf(data.Decision.DecisionOn(day)).On(data.Decision.Clock.Day(day.AddDays(-1), grid.Step))),
            SyntheticMarket.Data(First, 90), days, 5));
    }

    private static IReadOnlyList<DateOnly> Leaks(ModelKind kind, MarketData data, DateOnly from, int days) =>
        LeakageCheck.DaysThatLeak((seen, day) => Train(kind, seen, day).Forecast(seen, day).Value, data, Days(from, days), 11);

    private static TrainedModel Train(ModelKind kind, MarketData data, DateOnly day)
    {
        // What a kind does not need is left small.
        var options = SyntheticMarket.Quick with { Model = kind };
        return ForecastTrainer.Train(data, day, kind >= ModelKind.Trees ? options : Without(options)).Value;
    }

    private static ForecastOptions Without(ForecastOptions options) => options with
    {
        WarmUpDays = 15,
        Boosting = options.Boosting with { MostTrees = 1 },
    };

    private static QuantileForecast Peek(MarketData data, DateOnly day, Func<MarketData, Domain.Time.TimeGrid, double[]> values)
    {
        var grid = data.Decision.Clock.Day(day, TimeSpan.FromHours(1));
        return new QuantileForecast(
            data.Target.Id, grid, [0.5], values(data, grid), data.Decision.DecisionOn(day), new Provenance("a model of a test", null, Synthetic: true));
    }

    private static DateOnly[] Days(DateOnly from, int count) => [.. Enumerable.Range(0, count).Select(from.AddDays)];
}

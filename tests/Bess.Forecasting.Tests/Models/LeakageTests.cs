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
    [InlineData(ModelKind.Yesterday)]
    [InlineData(ModelKind.Lear)]
    [InlineData(ModelKind.Bess)]
    public void Forecast_LaterValuesPermuted_IsTheSameToTheLastBit(ModelKind kind) => Assert.Empty(LeakageCheck.DaysThatLeak(
        (seen, day) => Train(kind, seen, day).Forecast(seen, day).Value, SyntheticMarket.Data(First, 90), Days(First.AddDays(75), 2), 11));

    [Fact]
    public void EveryModel_EveryDayOfAMonthWithAClockChange_IsTheSameToTheLastBit()
    {
        var data = SyntheticMarket.Data(First, 90);
        foreach (var day in Days(new DateOnly(2025, 3, 10), 31))
        {
            var permuted = data.Select(series => LeakageCheck.Permuted(series, data.Decision.DecisionOn(day), 11));
            var (plain, changed) = (AllKinds(data, day), AllKinds(permuted, day));
            for (var kind = ModelKind.Yesterday; kind < ModelKind.Bess; kind++)
                Assert.True(plain[(int)kind].AsSpan().SequenceEqual(changed[(int)kind]), $"{kind} of {day:O}");
        }
    }

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
        var days = Days(First.AddDays(75), 5);
        Assert.Equal(days, LeakageCheck.DaysThatLeak(
            (data, day) => Peek(data, day, (seen, grid) => seen.Target.On(grid)), SyntheticMarket.Data(First, 90), days, 5));
    }

    [Fact]
    public void PlantedLeak_TheWholeWindOfTheDayBefore_IsCaughtOnEveryDay()
    {
        var days = Days(First.AddDays(75), 5);
        Assert.Equal(days, LeakageCheck.DaysThatLeak(
            (data, day) => Peek(data, day, (seen, grid) => seen.Others[1].On(data.Decision.Clock.Day(day.AddDays(-1), grid.Step))),
            SyntheticMarket.Data(First, 90), days, 5));
    }

    [Fact]
    public void HonestModel_ThatReadsAsOfItsDecision_IsNotAccused()
    {
        var days = Days(First.AddDays(75), 5);
        Assert.Empty(LeakageCheck.DaysThatLeak(
            (data, day) => Peek(data, day, (seen, grid) => seen.Target.AsOf(data.Decision.DecisionOn(day)).On(data.Decision.Clock.Day(day.AddDays(-1), grid.Step))),
            SyntheticMarket.Data(First, 90), days, 5));
    }

    private static TrainedModel Train(ModelKind kind, MarketData data, DateOnly day) =>
        ForecastTrainer.Train(data, day, SyntheticMarket.Quick with { Model = kind }).Value;

    // Bits of the quantiles of all heads, after a training of its own.
    private static long[][] AllKinds(MarketData data, DateOnly day)
    {
        var model = Train(ModelKind.Bess, data, day);
        var row = new FeatureBuilder(data).Row(day.DayNumber)!;
        return [.. model.Heads.Predict(model.Members.Predict(row), row.Scale).Calibrated.Select(quantiles => quantiles.Select(BitConverter.DoubleToInt64Bits).ToArray())];
    }

    private static QuantileForecast Peek(MarketData data, DateOnly day, Func<MarketData, Domain.Time.TimeGrid, double[]> values)
    {
        var grid = data.Decision.Clock.Day(day, TimeSpan.FromHours(1));
        return new QuantileForecast(
            data.Target.Id, grid, [0.5], values(data, grid), data.Decision.DecisionOn(day), new Provenance("a model of a test", null, Synthetic: true));
    }

    private static DateOnly[] Days(DateOnly from, int count) => [.. Enumerable.Range(0, count).Select(from.AddDays)];
}

using Bess.Domain.Time;
using Bess.Forecasting.Accuracy;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;
using Bess.Forecasting.Tests.Support;

namespace Bess.Forecasting.Tests.Models;

public sealed class ForecastEvaluationTests
{
    private static readonly DateOnly First = new(2025, 1, 6);

    [Fact]
    public void Run_SyntheticMarket_BeatsTheBaselines()
    {
        var report = ForecastEvaluation.Run(SyntheticMarket.Data(First, 160), First.AddDays(120), First.AddDays(155), SyntheticMarket.Quick).Value;
        Assert.Equal(36, report.Days);
        Assert.Equal(1, report.Scores[ModelKind.Yesterday].RMae, 1e-12);
        Assert.True(report.Score.RMae < 0.85, $"rMAE {report.Score.RMae}");
        foreach (var baseline in new[] { ModelKind.Yesterday, ModelKind.LastWeek, ModelKind.Mean7 })
        {
            Assert.True(report.Score.Crps < report.Scores[baseline].Crps);
            Assert.True(report.DieboldMariano[baseline].PValue < 0.1);
        }

        Assert.InRange(report.Score.Coverage80, 0.7, 0.9);
        Assert.Empty(report.LeakingDays);
        Assert.Equal([First.AddDays(155)], report.LeakageCheckedDays);
    }

    [Fact]
    public void Run_SixtyDaysOfHistory_Works()
    {
        var report = ForecastEvaluation.Run(SyntheticMarket.Data(First, 75), First.AddDays(60), First.AddDays(70), new ForecastOptions()).Value;
        Assert.Equal(11, report.Days);
        Assert.True(report.Score.RMae < 1, $"rMAE {report.Score.RMae}");
    }

    [Fact]
    public void Run_LastDay_IsWhatATrainedModelSays()
    {
        var data = SyntheticMarket.Data(First, 100);
        var options = SyntheticMarket.Quick with { Model = ModelKind.Blend };
        var day = First.AddDays(80);
        var rolled = ForecastEvaluation.Run(data, day, day, options).Value.Forecasts[0];
        var trained = ForecastTrainer.Train(data, day, options).Value.Forecast(data, day).Value;
        Assert.Equal(SyntheticMarket.Bits(rolled), SyntheticMarket.Bits(trained));
    }

    [Fact]
    public void Run_DayWithoutActuals_IsNotScoredAndCounted()
    {
        var data = SyntheticMarket.Data(First, 90);
        var (blank, gapFrom) = (First.AddDays(75), First.AddDays(80));
        bool IsKept(DateTimeOffset start)
        {
            var date = SyntheticMarket.Clock.LocalDate(start);
            return date < gapFrom && (date != blank || SyntheticMarket.Clock.LocalTime(start).Hour != 7);
        }

        var holed = new MarketData(
            SyntheticMarket.Series(data.Target.Id.Name, data.Target.Observations.ToArray().Where(one => IsKept(one.Start))), data.Others, data.Decision);
        var report = ForecastEvaluation.Run(holed, First.AddDays(70), First.AddDays(84), SyntheticMarket.Quick).Value;
        Assert.Equal(9, report.Days);
        Assert.Equal(6, report.UnscoredDays);
        Assert.True(report.FilledHours > 0);
    }

    [Fact]
    public void Run_WrongDays_AreFaults()
    {
        var data = SyntheticMarket.Data(First, 60);
        Assert.Equal("to", Fault(First.AddDays(50), First.AddDays(49)));
        Assert.Equal("from", Fault(First.AddDays(27), First.AddDays(49)));
        Assert.Equal("from", Fault(First.AddDays(60), First.AddDays(61)));

        string Fault(DateOnly from, DateOnly to) => Assert.Single(ForecastEvaluation.Run(data, from, to, SyntheticMarket.Quick).Faults).Field;
    }

    [Fact]
    public void Run_ImbalanceKnownAfterDelivery_LearnsFromWhatIsPublished()
    {
        var data = SyntheticMarket.Data(First, 90);
        var late = new MarketData(
            data.Target.Select(one => one with { KnownAt = one.End + TimeSpan.FromHours(1) }), data.Others, new DecisionRule(MarketClock.CentralEuropean, new TimeOnly(12, 0)));
        var report = ForecastEvaluation.Run(late, First.AddDays(75), First.AddDays(85), SyntheticMarket.Quick).Value;
        Assert.Equal(11, report.Days);
        Assert.True(report.FilledHours >= 11 * 10);
        Assert.Empty(report.LeakingDays);
    }
}

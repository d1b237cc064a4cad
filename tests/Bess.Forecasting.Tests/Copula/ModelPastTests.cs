using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;
using Bess.Forecasting.Scenarios;

namespace Bess.Forecasting.Tests.Copula;

public sealed class ModelPastTests
{
    private static readonly MarketClock Clock = MadeUpMarket.Clock;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly DateOnly Trained = new(2025, 5, 20);
    private static readonly DateOnly Day = new(2025, 5, 22);
    private static readonly Lazy<(MarketData Data, TrainedModel Model)> Setting = new(Train);

    [Fact]
    public void Forecasts_BeforeADay_AreOfTheDaysBeforeAndGoOnAsTheModel()
    {
        var (data, model) = Setting.Value;
        var past = ModelPast.Forecasts(model, data, Day.AddDays(1), 40, Hour).Value;
        Assert.Equal(40, past.Count);
        Assert.Equal(Clock.Day(Day, Hour), past[^1].Grid);

        // A day after the training is what the model itself forecasts.
        var own = model.Forecast(data, Day).Value;
        for (var t = 0; t < 24; t++)
            Assert.Equal(own.At(t).ToArray(), past[^1].At(t).ToArray());
    }

    [Fact]
    public void Check_InstantBeforeTheTraining_IsRefused()
    {
        var model = Setting.Value.Model;
        var trained = model.Decision.DecisionOn(model.TrainedFor);
        Assert.Null(ModelPast.Check(model, trained));
        Assert.Equal("as-of", ModelPast.Check(model, trained.AddMinutes(-1))!.Field);
    }

    [Fact]
    public void Generate_FromAModel_LaterValuesPermuted_BitwiseUnchanged()
    {
        var (data, model) = Setting.Value;
        var decision = model.Decision.DecisionOn(Day);
        JointScenarios Of(MarketData given)
        {
            var forecast = model.Forecast(given, Day).Value;
            var past = ModelPast.Forecasts(model, given, Day, 60, Hour).Value;
            return ScenarioGenerator.Generate([forecast], [new MarketPast(past, given.Target)], Clock, 30, 2).Value;
        }

        var permuted = data.Select(series =>
        {
            var later = series.Observations.ToArray().Where(one => one.KnownAt > decision).Select(one => one.Value).Reverse().ToArray();
            var next = 0;
            return series.Select(one => one.KnownAt > decision ? one with { Value = later[next++] } : one);
        });
        var (before, after) = (Of(data), Of(permuted));
        for (var s = 0; s < 30; s++)
            Assert.Equal(before.Values(0, s).ToArray(), after.Values(0, s).ToArray());
    }

    private static (MarketData, TrainedModel) Train()
    {
        var grid = Clock.Days(Trained.AddDays(-110), Day.AddDays(3), Hour);
        var noise = MadeUpMarket.Uniforms(11).Take(grid.Count).ToArray();
        double[] values = [.. noise.Select((u, t) => 60 + (25 * Math.Sin((t % 24) * Math.PI / 6)) + (30 * (u - 0.5)) + (10 * Math.Sin(t / 200.0)))];
        var data = new MarketData(MadeUpMarket.Observed(new SeriesId("TEST", "price_eur_per_mwh"), grid, values), [], DecisionRule.GateClosureOf(Clock));
        return (data, ForecastTrainer.Train(data, Trained, new ForecastOptions { WarmUpDays = 30, Model = ModelKind.Yesterday }).Value);
    }
}

using Bess.Cli.Commands.Forecast;
using Bess.Domain;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Cli.Inputs;

/// <summary>A market that a trained model forecasts.</summary>
internal static class ModelMarket
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Forecasts the day of an order, and the days before it.</summary>
    public static Validated<ForecastMarket> Load(TrainedModel model, ScenarioOrder order, DateOnly day, DateTimeOffset decidedAt)
    {
        if (ModelPast.Check(model, decidedAt) is { } early)
            return Validated<ForecastMarket>.FromFault(early with { Location = Path.GetFileName(order.ModelPath!) });
        if (order.Days > 1)
            return Validated<ForecastMarket>.FromFault(Origin.CommandLine("--days").Fault("1 with a model, which forecasts one day", $"{order.Days}"));
        var rule = model.Decision;
        return ForecastInputs.Read(order.MarketPath, order.ZoneName, model.Target.Name, rule.Clock, rule.LocalTime, _ => { }).Bind(all =>
        {
            // Only what the model reads, and of that nothing later than the decision.
            var needed = all.With(model.Features);
            return needed.Bind(data => Made(model, data.Select(series => series.AsOf(decidedAt)), order, day));
        });
    }

    private static Validated<ForecastMarket> Made(TrainedModel model, MarketData data, ScenarioOrder order, DateOnly day)
    {
        var step = StepOf(data, order);
        var forecast = model.Forecast(data, day, step);
        var past = ModelPast.Forecasts(model, data, day, order.PastDays, step);
        return forecast.IsValid && past.IsValid
            ? Validated<ForecastMarket>.FromValue(new ForecastMarket(forecast.Value, new MarketPast(past.Value, data.Target), [data.Target, .. data.Others]))
            : Validated<ForecastMarket>.FromFaults([.. forecast.Faults, .. past.Faults]);
    }

    // The finest step of the last week that is known, and an hour at most.
    private static TimeSpan StepOf(MarketData data, ScenarioOrder order)
    {
        if (order.StepMinutes is { } minutes)
            return TimeSpan.FromMinutes(minutes);
        var all = data.Target.Observations;
        var finest = Hour;
        for (var i = all.Length - 1; i >= 0 && all[i].Start > all[^1].Start.AddDays(-7); i--)
            finest = all[i].Step < finest ? all[i].Step : finest;
        return finest;
    }
}

using Bess.Domain;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Copula;

/// <summary>What a trained model says of days gone by, so that a copula can be learnt from where the values came to lie.</summary>
/// <remarks>
/// Each day is forecast from what was known at its own decision. The model itself may have been trained on these days, so its errors there are a little
/// too small; the copula takes ranks only, which that leaves nearly as they are. The model knows what was published until it was trained: scenarios
/// for an instant before that would look ahead, see <see cref="Check"/>.
/// </remarks>
public static class ModelPast
{
    /// <summary>The model's forecasts of the days before a day.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data, masked after the decision; the model's target and all series that it needs.</param>
    /// <param name="before">The first day that is not forecast.</param>
    /// <param name="count">Number of days before it; those of which too little was known are left out.</param>
    /// <param name="step">Step of the forecasts; an hour or a divisor of it.</param>
    /// <returns>The forecasts, the earliest first; or the faults that series are missing.</returns>
    public static Validated<IReadOnlyList<QuantileForecast>> Forecasts(TrainedModel model, MarketData data, DateOnly before, int count, TimeSpan step)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        return data.With(model.Features).Map(needed =>
        {
            var seen = new MarketData(needed.Target, needed.Others, model.Decision);
            var builder = new FeatureBuilder(seen);
            var forecasts = new List<QuantileForecast>();
            for (var day = before.DayNumber - count; day < before.DayNumber; day++)
            {
                if (builder.Row(day) is not { } row)
                    continue;
                var (_, calibrated) = model.Heads.Predict(model.Members.Predict(row), row.Scale);
                forecasts.Add(DayForecast.Of(seen, day, [.. model.Levels], calibrated[(int)model.Chosen], model.Chosen, step));
            }

            return (IReadOnlyList<QuantileForecast>)forecasts;
        });
    }

    /// <summary>Whether a model may be used at an instant: not before it was trained, for then it would know what came later.</summary>
    /// <param name="model">The model.</param>
    /// <param name="decidedAt">The instant.</param>
    /// <returns>The fault, or null.</returns>
    public static Fault? Check(TrainedModel model, DateTimeOffset decidedAt)
    {
        ArgumentNullException.ThrowIfNull(model);
        var trained = model.Decision.DecisionOn(model.TrainedFor);
        return decidedAt >= trained
            ? null
            : new Fault("", "as-of", $"an instant not before {Domain.Time.UtcText.Of(trained)}, up to which the model learnt", Domain.Time.UtcText.Of(decidedAt));
    }
}

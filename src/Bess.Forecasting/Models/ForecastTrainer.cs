using Bess.Domain;
using Bess.Forecasting.Features;

namespace Bess.Forecasting.Models;

/// <summary>Trains a model at the decision of one day.</summary>
public static class ForecastTrainer
{
    /// <summary>Trains: rolls through the warm-up, then learns all that is known at the decision of a day.</summary>
    /// <param name="data">The data; nothing published after that decision is read.</param>
    /// <param name="day">The first day that the model is to forecast.</param>
    /// <param name="options">Settings.</param>
    /// <param name="progress">Told of each day of the warm-up, or null.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <returns>The model, or a fault: too short a history.</returns>
    public static Validated<TrainedModel> Train(
        MarketData data, DateOnly day, ForecastOptions options, IProgress<RollProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        var roll = new Roll(data, options);
        var least = roll.Builder.Target.FirstDay + Roll.LeastHistoryDays;
        if (day.DayNumber < least)
        {
            return Validated<TrainedModel>.FromFault(new Fault(
                data.Target.Id.ToString(), "day", $"a day with {Roll.LeastHistoryDays} days of history before it, {DateOnly.FromDayNumber(least):yyyy-MM-dd} or later",
                $"{day:yyyy-MM-dd}"));
        }

        var first = roll.WarmUpFrom(day.DayNumber);
        for (var at = first; at < day.DayNumber; at++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            roll.Step(at);
            progress?.Report(new RollProgress(DateOnly.FromDayNumber(at), at - first + 1, day.DayNumber - first));
        }

        roll.Learn(day.DayNumber);
        var chosen = options.Model == ModelKind.Bess ? roll.Best() : options.Model;
        return Validated<TrainedModel>.FromValue(new TrainedModel(
            options.Model, chosen, data.Target.Id, [.. roll.Builder.Others], data.Decision, day, roll.Members, roll.Heads));
    }
}

using System.Globalization;
using Bess.Domain;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Accuracy;

/// <summary>Judges a model as it would have been used: trained on what lies before, then forecasting day by day.</summary>
/// <remarks>
/// Hours are those of the wall clock: an hour that the autumn repeats counts once with its mean, one that the spring skips does not count.
/// A day with a missing actual is not scored.
/// </remarks>
public static class ForecastEvaluation
{
    /// <summary>Days of history that must lie before the first test day.</summary>
    public const int LeastHistoryDays = Roll.LeastHistoryDays;

    /// <summary>Rolls over the test days.</summary>
    /// <param name="data">The data; may reach beyond the test days, nothing is read before it is known.</param>
    /// <param name="from">First test day.</param>
    /// <param name="to">Last test day.</param>
    /// <param name="options">Settings.</param>
    /// <param name="progress">Told of each day, or null.</param>
    /// <param name="cancellationToken">Ends the roll.</param>
    /// <returns>The report, or all faults: days in the wrong order, too short a history, no test day that can be scored.</returns>
    public static Validated<EvaluationReport> Run(
        MarketData data, DateOnly from, DateOnly to, ForecastOptions options, IProgress<RollProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        var roll = new Roll(data, options);
        var faults = Check(roll, data, from, to);
        if (faults.Count > 0)
            return Validated<EvaluationReport>.FromFaults(faults);
        var first = roll.WarmUpFrom(from.DayNumber);
        var total = to.DayNumber - first + 1;
        var count = new EvaluationCounter(roll, data, options);
        for (var day = first; day <= to.DayNumber; day++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (day == from.DayNumber)
                count.Begin();
            var forecast = roll.Step(day);
            if (day >= from.DayNumber)
                count.Add(day, forecast);
            progress?.Report(new RollProgress(DateOnly.FromDayNumber(day), day - first + 1, total));
        }

        return count.Days == 0
            ? Validated<EvaluationReport>.FromFault(new Fault(data.Target.Id.ToString(), "to", "a test day with all actuals", "none"))
            : Validated<EvaluationReport>.FromValue(count.Report(from, to));
    }

    private static List<Fault> Check(Roll roll, MarketData data, DateOnly from, DateOnly to)
    {
        var faults = new List<Fault>();
        void Refuse(string field, string expected, string actual) => faults.Add(new Fault(data.Target.Id.ToString(), field, expected, actual));
        static string Text(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (to < from)
            Refuse("to", $"a day not before {Text(from.DayNumber)}", Text(to.DayNumber));
        var least = roll.Builder.Target.FirstDay + Roll.LeastHistoryDays;
        if (from.DayNumber < least)
            Refuse("from", $"a day with {Roll.LeastHistoryDays} days of history before it, {Text(least)} or later", Text(from.DayNumber));
        if (from.DayNumber > roll.Builder.Target.LastDay)
            Refuse("from", $"a day not after the last actual, {Text(roll.Builder.Target.LastDay)}", Text(from.DayNumber));
        return faults;
    }
}

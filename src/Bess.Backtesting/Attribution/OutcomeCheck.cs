using System.Globalization;
using Bess.Backtesting.Running;
using Bess.Domain;

namespace Bess.Backtesting.Attribution;

/// <summary>Refuses runs whose figures cannot be trusted.</summary>
internal static class OutcomeCheck
{
    /// <summary>All that is wrong with a run.</summary>
    /// <param name="outcome">The run.</param>
    public static List<Fault> Of(BacktestOutcome outcome)
    {
        var faults = Of([.. outcome.Days.Select(day => new DayMoney(day.Day, day.Net, day.Streams))]);
        var ceilingDays = outcome.Ceiling.NetByDay.Count;
        if (ceilingDays != outcome.Days.Count)
            faults.Add(Fault($"ceiling.netByDay", $"{outcome.Days.Count} days", $"{ceilingDays}"));
        return faults;
    }

    /// <summary>All that is wrong with a list of days: none, not in order, streams that do not sum to the net.</summary>
    /// <param name="days">The days.</param>
    public static List<Fault> Of(IReadOnlyList<DayMoney> days)
    {
        var faults = new List<Fault>();
        if (days.Count == 0)
            faults.Add(Fault($"days", $"at least one day", $"0"));
        for (var i = 0; i < days.Count; i++)
        {
            var streams = days[i].Streams.Values.Sum();
            if (streams != days[i].Net)
                faults.Add(Fault($"days[{i}].streams", $"a sum of {days[i].Net} on {days[i].Day:yyyy-MM-dd}", $"{streams}"));
            if (i > 0 && days[i].Day <= days[i - 1].Day)
                faults.Add(Fault($"days[{i}].day", $"a day after {days[i - 1].Day:yyyy-MM-dd}", $"{days[i].Day:yyyy-MM-dd}"));
        }

        return faults;
    }

    /// <summary>A fault in the invariant culture.</summary>
    /// <param name="field">The field.</param>
    /// <param name="expected">What would have been accepted.</param>
    /// <param name="actual">What was found.</param>
    public static Fault Fault(FormattableString field, FormattableString expected, FormattableString actual) =>
        new("", Text(field), Text(expected), Text(actual));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

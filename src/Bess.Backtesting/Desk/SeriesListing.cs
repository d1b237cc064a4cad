using Bess.Domain.Series;

namespace Bess.Backtesting.Desk;

/// <summary>A series and what it lacks.</summary>
/// <param name="Name">Name of its column.</param>
/// <param name="StepSeconds">The most frequent step.</param>
/// <param name="FirstUtc">Start of the first value.</param>
/// <param name="LastUtc">End of the last.</param>
/// <param name="Values">Values that are there.</param>
/// <param name="Missing">Steps between first and last without a value.</param>
public sealed record SeriesListing(string Name, double StepSeconds, DateTime FirstUtc, DateTime LastUtc, int Values, int Missing)
{
    /// <summary>The same by calendar month in UTC, from the first to the last.</summary>
    public IReadOnlyList<MonthListing> Months { get; init; } = [];

    /// <summary>The listing of a series.</summary>
    /// <param name="series">The series.</param>
    /// <returns>Null when it has no value.</returns>
    public static SeriesListing? Of(ObservedSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        Observation[] all = [.. series.Observations.ToArray().Where(one => double.IsFinite(one.Value)).DistinctBy(one => one.Start).OrderBy(one => one.Start)];
        if (all.Length == 0)
            return null;
        var step = all.GroupBy(one => one.Step).MaxBy(group => group.Count())!.Key;
        var months = new SortedDictionary<(int Year, int Month), (int Values, int Missing)>();
        var missing = 0L;
        for (var i = 0; i < all.Length; i++)
        {
            Count(months, all[i].Start, values: 1, missing: 0);
            for (var at = i == 0 ? all[i].Start : all[i - 1].Start + all[i - 1].Step; at + step <= all[i].Start; at += step, missing++)
                Count(months, at, values: 0, missing: 1);
        }

        return new SeriesListing(
            series.Id.Name, step.TotalSeconds, all[0].Start.UtcDateTime, (all[^1].Start + all[^1].Step).UtcDateTime, all.Length, (int)Math.Min(missing, int.MaxValue))
        {
            Months = [.. months.Select(month => new MonthListing(new DateOnly(month.Key.Year, month.Key.Month, 1), month.Value.Values, month.Value.Missing))],
        };
    }

    private static void Count(SortedDictionary<(int Year, int Month), (int Values, int Missing)> months, DateTimeOffset at, int values, int missing)
    {
        var month = (at.UtcDateTime.Year, at.UtcDateTime.Month);
        var known = months.GetValueOrDefault(month);
        months[month] = (known.Values + values, known.Missing + missing);
    }
}

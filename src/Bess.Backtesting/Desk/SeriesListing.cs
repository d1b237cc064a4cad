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
        var missing = 0L;
        for (var i = 1; i < all.Length; i++)
            missing += Math.Max(0, (all[i].Start - (all[i - 1].Start + all[i - 1].Step)).Ticks / step.Ticks);
        return new SeriesListing(
            series.Id.Name, step.TotalSeconds, all[0].Start.UtcDateTime, (all[^1].Start + all[^1].Step).UtcDateTime, all.Length, (int)Math.Min(missing, int.MaxValue));
    }
}

using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Tests.Store;

/// <summary>A sequence of appends that anybody can work out again: each spans three months and names itself in its values.</summary>
internal static class Batches
{
    public static readonly SeriesId Series = new("SE3", "day_ahead_eur_per_mwh");

    public static readonly DeliveryInterval Span = new(At(2025, 1), At(2025, 4));

    /// <summary>Rows of one append.</summary>
    public const int Rows = 90;

    /// <summary>Append number n: one value on each of the 90 days, in an interval that is its own.</summary>
    public static ObservedSeries Of(int n) => new(
        Series,
        Enumerable.Range(0, Rows).Select(day => new Observation(
            At(2025, 1).AddDays(day).AddSeconds(n), TimeSpan.FromSeconds(1), n + (day / 97.0), At(2025, 1).AddDays(day - 1))),
        new Provenance("batch", n % 3 == 0 ? "every third" : null, Synthetic: true));

    /// <summary>How many rows of each append are there.</summary>
    public static IReadOnlyDictionary<int, int> CountsIn(ObservedSeries kept)
    {
        var counts = new Dictionary<int, int>();
        foreach (var one in kept.Observations)
        {
            var day = (int)(one.Start - At(2025, 1)).TotalDays;
            var n = (int)(one.Start - At(2025, 1).AddDays(day)).TotalSeconds;
            Assert.Equal(n + (day / 97.0), one.Value);
            counts[n] = counts.GetValueOrDefault(n) + 1;
        }

        return counts;
    }

    private static DateTimeOffset At(int year, int month) => new(year, month, 1, 0, 0, 0, TimeSpan.Zero);
}

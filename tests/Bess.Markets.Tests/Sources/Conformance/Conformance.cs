using Bess.Domain;
using Bess.Markets.Sources;
using NodaTime;

namespace Bess.Markets.Tests.Sources.Conformance;

/// <summary>Holds what a reader made of a generated year against the starts of the referee.</summary>
internal static class Conformance
{
    /// <summary>No interval missing, none too many, none twice; each start and step right; the n-th value is n.</summary>
    public static void Check(Validated<SourceAnswer> read, IReadOnlyList<Instant> expected, int minutes)
    {
        var values = read.Value.Series.Observations.ToArray();
        var starts = values.Select(one => Instant.FromDateTimeOffset(one.Start)).ToArray();
        Assert.Empty(expected.Except(starts));
        Assert.Empty(starts.Except(expected));
        Assert.Equal(expected.Count, starts.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (starts[i] != expected[i] || values[i].Step.TotalMinutes != minutes || values[i].Value != i)
                Assert.Fail($"interval {i}: expected {expected[i]}, {minutes} min, value {i}; was {values[i]}");
        }
    }

    /// <summary>How many days of a year have how many intervals, for example 23: 1, 24: 364, 25: 1.</summary>
    public static SortedDictionary<int, int> DayLengths(Validated<SourceAnswer> read, DateTimeZone zone)
    {
        var lengths = read.Value.Series.Observations.ToArray().GroupBy(one => Instant.FromDateTimeOffset(one.Start).InZone(zone).Date).CountBy(day => day.Count());
        return new SortedDictionary<int, int>(lengths.ToDictionary());
    }
}

using System.Globalization;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Documents;

/// <summary>
/// The step of each local market day, found from its starts: the distance that occurs most often in the day (the smaller of two). A day
/// with fewer than three starts takes the most frequent step of the document, because a gap would look like a step. Auctions change
/// their step at a local midnight, so one document may hold several.
/// </summary>
internal static class MarketSteps
{
    private static readonly int[] Minutes = [5, 10, 15, 20, 30, 60];

    /// <summary>One step per start; null with a fault where the starts have none.</summary>
    /// <param name="clock">Clock of the market days.</param>
    /// <param name="starts">In order of time, each with its line.</param>
    /// <param name="field">Field of the starts, for faults.</param>
    /// <param name="faults">Receives what is irregular.</param>
    /// <param name="fallback">Step of a document that is too short to tell; null: a fault.</param>
    public static TimeSpan[]? Find(
        MarketClock clock, IReadOnlyList<(DateTimeOffset Start, int Line)> starts, string field, DocumentFaults faults, TimeSpan? fallback = null)
    {
        var steps = new TimeSpan[starts.Count];
        var common = MostFrequent(starts, 0, starts.Count) ?? fallback;
        var before = faults.Count;
        for (var from = 0; from < starts.Count;)
        {
            var day = clock.LocalDate(starts[from].Start);
            var to = from + 1;
            while (to < starts.Count && clock.LocalDate(starts[to].Start) == day)
                to++;
            var step = to - from < 3 ? common : MostFrequent(starts, from, to) ?? common;
            if (step is null)
            {
                faults.Add(starts[from].Line, field, "starts that are 5, 10, 15, 20, 30 or 60 minutes apart", Distance(starts, from));
                return null;
            }

            for (var i = from; i < to; i++)
            {
                steps[i] = step.Value;
                Align(starts, from, i, step.Value, field, faults);
            }

            from = to;
        }

        return faults.Count == before ? steps : null;
    }

    private static void Align(
        IReadOnlyList<(DateTimeOffset Start, int Line)> starts, int first, int i, TimeSpan step, string field, DocumentFaults faults)
    {
        if ((starts[i].Start - starts[first].Start).Ticks % step.Ticks != 0)
        {
            faults.Add(
                starts[i].Line, field, string.Create(CultureInfo.InvariantCulture, $"a start in steps of {step.TotalMinutes} min"),
                UtcText.Of(starts[i].Start));
        }
    }

    private static TimeSpan? MostFrequent(IReadOnlyList<(DateTimeOffset Start, int Line)> starts, int from, int to)
    {
        var counts = new int[Minutes.Length];
        for (var i = from + 1; i < to; i++)
        {
            var minutes = (starts[i].Start - starts[i - 1].Start).TotalMinutes;
            for (var k = 0; k < Minutes.Length; k++)
                counts[k] += minutes == Minutes[k] ? 1 : 0;
        }

        var best = counts.Max();
        return best == 0 ? null : TimeSpan.FromMinutes(Minutes[Array.IndexOf(counts, best)]);
    }

    private static string Distance(IReadOnlyList<(DateTimeOffset Start, int Line)> starts, int from)
    {
        if (starts.Count == 1)
            return "one start";
        var next = starts[Math.Min(from + 1, starts.Count - 1)].Start;
        return string.Create(CultureInfo.InvariantCulture, $"{(next - starts[from].Start).TotalMinutes} minutes");
    }
}

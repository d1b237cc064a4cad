using Bess.Domain.Series;

namespace Bess.Markets.Store;

/// <summary>Decides which of some values are news to a store; the same for every kind of store.</summary>
/// <remarks>
/// A value is compared with the one that was last known when it was published. Two values of one publication contradict each other: the
/// second was not known then, so it is kept as a revision learnt now.
/// </remarks>
internal static class RevisionMerge
{
    public static (IReadOnlyList<Observation> News, AppendOutcome Outcome) Of(
        IEnumerable<Observation> kept, ReadOnlySpan<Observation> offered, DateTimeOffset now)
    {
        var revisions = kept.GroupBy(one => (one.Start, one.Step)).ToDictionary(group => group.Key, group => group.OrderBy(one => one.KnownAt).ToList());
        var news = new List<Observation>();
        var (added, revised, unchanged) = (0, 0, 0);
        foreach (var one in offered)
        {
            if (!revisions.TryGetValue((one.Start, one.Step), out var known))
            {
                revisions[(one.Start, one.Step)] = [one];
                news.Add(one);
                added++;
            }
            else if (Revise(known, one, now) is { } revision)
            {
                news.Add(revision);
                revised++;
            }
            else
            {
                unchanged++;
            }
        }

        return (news, new AppendOutcome(added, revised, unchanged));
    }

    private static Observation? Revise(List<Observation> known, Observation one, DateTimeOffset now)
    {
        var before = known.FindLastIndex(each => each.KnownAt <= one.KnownAt);
        if (before >= 0 && known[before].Value == one.Value)
            return null;
        if (before >= 0 && known[before].KnownAt == one.KnownAt)
        {
            if (known[^1].Value == one.Value)
                return null;
            var afterLast = known[^1].KnownAt.AddTicks(1);
            one = one with { KnownAt = now > afterLast ? now : afterLast };
            before = known.Count - 1;
        }

        known.Insert(before + 1, one);
        return one;
    }
}

using Bess.Domain.Series;

namespace Bess.Markets.Sources;

/// <summary>Patterns of series: <c>ZONES/name</c> with <c>*</c>.</summary>
internal static class SeriesPattern
{
    public static bool Matches(string pattern, SeriesId series)
    {
        var cut = pattern.IndexOf('/', StringComparison.Ordinal);
        if (cut < 0)
            throw new ArgumentException($"Expected ZONES/name, was '{pattern}'.", nameof(pattern));
        return pattern[..cut].Split(',').Any(zone => zone == "*" || zone == series.Zone) && Like(pattern[(cut + 1)..], series.Name);
    }

    // The parts between the stars stand in this order; the first begins and the last ends the name.
    private static bool Like(string pattern, string name)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
            return pattern == name;
        if (!name.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            at = name.IndexOf(part, at, StringComparison.Ordinal);
            if (at < 0)
                return false;
            at += part.Length;
        }

        return name.Length - at >= parts[^1].Length && name.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}

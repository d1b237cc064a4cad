using System.Globalization;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Documents;

/// <summary>
/// Turns wall-clock labels in order of time into instants. A label of the repeated autumn hour is its first occurrence as long as that
/// lies behind the row before, then its second.
/// </summary>
internal sealed class LocalSequence(MarketClock clock)
{
    private DateTimeOffset? _previous;

    /// <summary>The next instant, or null with what is wrong.</summary>
    public DateTimeOffset? Next(DateTime wall, out string problem)
    {
        problem = "";
        var first = clock.InstantOf(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
        if (clock.LocalTime(first) != wall)
        {
            problem = $"{Text(wall)}, a time that the change of the clock skips";
            return null;
        }

        var second = first + TimeSpan.FromHours(1);
        var next = first <= _previous && clock.LocalTime(second) == wall ? second : first;
        if (next <= _previous)
        {
            problem = $"{Text(wall)}, not after the row before (out of order or twice)";
            return null;
        }

        _previous = next;
        return next;
    }

    private static string Text(DateTime wall) => wall.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

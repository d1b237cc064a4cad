using System.Globalization;

namespace Bess.Domain.Time;

/// <summary>The one text form of an instant: <c>2026-03-10T12:45:00Z</c>, fractions only when there are any.</summary>
public static class UtcText
{
    /// <summary>Writes an instant in UTC.</summary>
    /// <param name="instant">The instant; any offset.</param>
    /// <returns>ISO 8601 with the suffix Z.</returns>
    public static string Of(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads an instant that is written in UTC with the suffix Z; nothing else is accepted.</summary>
    /// <param name="text">The text, for example <c>2026-03-10T12:45:00Z</c>; seconds may be absent, fractions present.</param>
    /// <param name="instant">The instant with offset zero, or default.</param>
    /// <returns>Whether the text was such an instant.</returns>
    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        if (DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
        {
            instant = new DateTimeOffset(DateTime.SpecifyKind(parsed, DateTimeKind.Unspecified), TimeSpan.Zero);
            return true;
        }

        instant = default;
        return false;
    }

    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Bess.Domain.Series;

namespace Bess.Markets.Store.Files;

/// <summary>Which file: a series and a month of delivery, by the start of the interval in UTC.</summary>
internal readonly record struct MonthKey(SeriesId Series, int Year, int Month)
{
    private const string Extension = ".csv";

    public static MonthKey Of(SeriesId series, DateTimeOffset start) => new(series, start.UtcDateTime.Year, start.UtcDateTime.Month);

    public static bool TryParse(string text, [NotNullWhen(true)] out MonthKey? key)
    {
        key = null;
        var cut = text.LastIndexOf('/');
        if (cut < 0 || !SeriesId.TryParse(text[..cut], out var series)
            || !DateOnly.TryParseExact(text[(cut + 1)..], "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return false;
        key = new MonthKey(series, month.Year, month.Month);
        return true;
    }

    /// <summary>Whether deliveries that begin in [start, end) may be in the file.</summary>
    public bool Touches(DateTimeOffset start, DateTimeOffset end)
    {
        var first = new DateTimeOffset(Year, Month, 1, 0, 0, 0, TimeSpan.Zero);
        return first < end && start < first.AddMonths(1);
    }

    public string PathIn(string folder) => Path.Combine(folder, Series.Zone, Series.Name, Stem + Extension);

    public override string ToString() => $"{Series}/{Stem}";

    private string Stem => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");
}

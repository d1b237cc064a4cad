using NodaTime;

namespace Bess.Markets.Tests.Sources.Conformance;

/// <summary>Market days by the zone data base of NodaTime: the referee of every clock in these tests.</summary>
internal static class MarketCalendar
{
    public static readonly int[] Years = [2024, 2025, 2026];

    public static DateTimeZone Zone(string tz) => DateTimeZoneProviders.Tzdb[tz];

    public static IEnumerable<LocalDate> Days(int year)
    {
        for (var day = new LocalDate(year, 1, 1); day.Year == year; day = day.PlusDays(1))
            yield return day;
    }

    /// <summary>Starts of the intervals of a local day.</summary>
    public static List<Instant> Starts(DateTimeZone zone, LocalDate day, int minutes)
    {
        var end = zone.AtStartOfDay(day.PlusDays(1)).ToInstant();
        var starts = new List<Instant>();
        for (var at = zone.AtStartOfDay(day).ToInstant(); at < end; at += Duration.FromMinutes(minutes))
            starts.Add(at);
        return starts;
    }

    /// <summary>Starts of all intervals of a year.</summary>
    public static List<Instant> Starts(DateTimeZone zone, int year, int minutes) => [.. Days(year).SelectMany(day => Starts(zone, day, minutes))];
}

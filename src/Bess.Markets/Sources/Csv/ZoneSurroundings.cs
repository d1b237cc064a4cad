using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Csv;

/// <summary>What lies around a zone in a market folder: the series of its country, and the day-ahead prices of zones near its clock.</summary>
/// <remarks>The country of <c>SE3</c> is the folder <c>se</c>: the name without the digits at its end.</remarks>
public static class ZoneSurroundings
{
    private const string Digits = "0123456789";

    private static readonly TimeSpan NearClock = TimeSpan.FromHours(1);

    /// <summary>Reads the surroundings of a zone.</summary>
    /// <param name="marketFolder">The folder of all zones.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="note">Told what could not be used.</param>
    /// <returns>Series of the country first or in order of folder; each with whether it is of the country.</returns>
    public static IEnumerable<(ObservedSeries Series, bool IsCountry)> Read(string marketFolder, ZoneFolder zone, Action<string> note)
    {
        ArgumentException.ThrowIfNullOrEmpty(marketFolder);
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(note);
        var country = zone.Name.TrimEnd(Digits.ToCharArray());
        foreach (var name in ZoneFolder.NamesIn(marketFolder))
        {
            var isCountry = country.Length < zone.Name.Length && name.Equals(country, StringComparison.OrdinalIgnoreCase);
            var isNear = BiddingZone.TryFind(name, out var found) && found.Name != zone.Name && IsNear(found.Clock, zone.Clock);
            if (!isCountry && !isNear)
                continue;
            var read = ZoneFolder.Read(marketFolder, name, isCountry ? zone.Clock : null, isCountry ? null : column => column.StartsWith("day_ahead", StringComparison.Ordinal));
            if (!read.TryGet(out var other))
            {
                note($"{name}: not used: {read.Faults[0]}");
                continue;
            }

            foreach (var series in isCountry ? other.Series : other.DayAhead.Take(1))
                yield return (series, isCountry);
        }
    }

    private static bool IsNear(MarketClock one, MarketClock other) =>
        one.DaylightRule == other.DaylightRule && (one.StandardOffset - other.StandardOffset).Duration() <= NearClock;
}

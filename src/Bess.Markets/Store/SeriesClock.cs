using System.Diagnostics.CodeAnalysis;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Store;

/// <summary>By which clock the days of a series are counted.</summary>
public static class SeriesClock
{
    // Countries of the single day-ahead coupling: one market day for all, whatever the clocks on their walls show.
    private static readonly string[] Coupled =
    [
        "AT", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IT", "LT", "LU", "LV", "NL", "NO", "PL", "PT", "RO",
        "SE", "SI", "SK",
    ];

    /// <summary>
    /// Finds the clock of a zone: that of the catalogue of bidding zones; for other zones of coupled Europe (<c>SE</c> for all of Sweden,
    /// <c>IT_NORD</c>, <c>FI</c>) the Central European one.
    /// </summary>
    /// <param name="zone">Name of the zone as in <see cref="SeriesId.Zone"/>; null finds nothing.</param>
    /// <param name="clock">The clock, or null.</param>
    /// <returns>Whether the zone is known.</returns>
    public static bool TryFind(string? zone, [NotNullWhen(true)] out MarketClock? clock)
    {
        clock = BiddingZone.TryFind(zone, out var known) ? known.Clock
            : IsCoupled(zone) ? MarketClock.CentralEuropean
            : null;
        return clock is not null;
    }

    /// <summary>The name under which series of a zone are kept: that of the catalogue, else the text in capitals.</summary>
    /// <param name="zone">The name in any case and with any dashes, or an Energy Identification Code.</param>
    /// <param name="name">The name, or null.</param>
    /// <returns>Whether the zone is known.</returns>
    public static bool TryName(string? zone, [NotNullWhen(true)] out string? name)
    {
        name = BiddingZone.TryFind(zone, out var known) ? known.Name : IsCoupled(zone) ? zone!.ToUpperInvariant() : null;
        return name is not null;
    }

    private static bool IsCoupled(string? zone) =>
        zone is { Length: >= 2 } && zone.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && Coupled.Contains(zone[..2].ToUpperInvariant()) && (zone.Length == 2 || char.IsAsciiDigit(zone[2]) || zone[2] == '_');
}

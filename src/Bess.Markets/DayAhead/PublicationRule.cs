using System.Globalization;
using Bess.Domain.Time;

namespace Bess.Markets.DayAhead;

/// <summary>When prices become known: for a whole market day at once, or interval by interval.</summary>
/// <remarks>
/// Day-ahead: every price of market day D is known at one local time of D−1. Otherwise: each price is known at the end of its own
/// interval. Equality is by members; immutable and thread-safe.
/// </remarks>
public sealed record PublicationRule
{
    private readonly MarketClock? _clock;
    private readonly TimeOnly _localTime;

    private PublicationRule(MarketClock? clock, TimeOnly localTime)
    {
        _clock = clock;
        _localTime = localTime;
    }

    /// <summary>Each price is known at the end of its own interval: spot, imbalance and everything of which no more is said.</summary>
    public static PublicationRule EndOfInterval { get; } = new(null, default);

    /// <summary>Whether the whole curve of a day becomes known at once on the day before.</summary>
    public bool IsDayAhead => _clock is not null;

    /// <summary>The whole curve of local market day D is known at a local time of D−1.</summary>
    /// <param name="clock">Clock of the market days.</param>
    /// <param name="localTime">Local time on the day before delivery.</param>
    /// <returns>The rule.</returns>
    public static PublicationRule DayBefore(MarketClock clock, TimeOnly localTime)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return new PublicationRule(clock, localTime);
    }

    /// <summary>The rule of a zone's day-ahead auction.</summary>
    /// <remarks>
    /// Central European zones: 12:45 local time of D−1, the publication of preliminary results in the single day-ahead coupling
    /// since 17 June 2021 (All NEMO Committee and ENTSO-E, operational timings of SDAC; notice of IBEX of 26 May 2021). Elsewhere a
    /// time at which results have long been out, chosen late on purpose and not taken from a rule book: Great Britain 12:45,
    /// India 13:00, Texas 13:30, other zones 13:00, each by its own clock.
    /// </remarks>
    /// <param name="zone">The zone.</param>
    /// <returns>The rule.</returns>
    public static PublicationRule DayAheadOf(BiddingZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var time = zone.Clock == MarketClock.CentralEuropean || zone.Clock == MarketClock.GreatBritain ? new TimeOnly(12, 45)
            : zone.Clock == MarketClock.UsCentral ? new TimeOnly(13, 30)
            : new TimeOnly(13, 0);
        return DayBefore(zone.Clock, time);
    }

    /// <summary>When the price of an interval becomes known.</summary>
    /// <param name="interval">The interval.</param>
    /// <returns>The instant, UTC.</returns>
    public DateTimeOffset KnownAt(DeliveryInterval interval) =>
        _clock is null ? interval.End : _clock.InstantOf(_clock.LocalDate(interval.Start).AddDays(-1), _localTime);

    /// <summary>When the prices of a grid become known.</summary>
    /// <param name="grid">The intervals.</param>
    /// <returns>One instant per interval.</returns>
    public DateTimeOffset[] KnownAt(TimeGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var known = new DateTimeOffset[grid.Count];
        for (var i = 0; i < known.Length; i++)
            known[i] = KnownAt(grid[i]);
        return known;
    }

    /// <summary>The rule in words.</summary>
    public override string ToString() => _clock is null
        ? "known at the end of each interval"
        : string.Create(CultureInfo.InvariantCulture, $"known at {_localTime:HH:mm} {_clock} time of the day before");
}

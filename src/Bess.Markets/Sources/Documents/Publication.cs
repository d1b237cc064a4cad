using System.Globalization;
using Bess.Domain.Time;
using Bess.Markets.DayAhead;

namespace Bess.Markets.Sources.Documents;

/// <summary>When a publisher's value became known; never later than the document was received.</summary>
/// <param name="Words">The rule in words, for the provenance.</param>
/// <param name="At">The instant by the rule.</param>
internal sealed record Publication(string Words, Func<DeliveryInterval, DateTimeOffset> At)
{
    /// <summary>Only known to have been there when we received it: forecasts without an issue time.</summary>
    public static Publication AtReceipt { get; } = new("known when received", _ => DateTimeOffset.MaxValue);

    public static Publication EndOfInterval { get; } = Of(PublicationRule.EndOfInterval);

    public static Publication DayAhead(BiddingZone zone) => Of(PublicationRule.DayAheadOf(zone));

    public static Publication DayBefore(MarketClock clock, TimeOnly localTime) => Of(PublicationRule.DayBefore(clock, localTime));

    public static Publication AfterEnd(TimeSpan delay) =>
        new(string.Create(CultureInfo.InvariantCulture, $"known {delay.TotalHours} h after the end of each interval"), interval => interval.End + delay);

    public static Publication BeforeStart(TimeSpan lead) =>
        new(string.Create(CultureInfo.InvariantCulture, $"known {lead.TotalMinutes} min before each interval"), interval => interval.Start - lead);

    /// <summary>A local time of the day after delivery.</summary>
    public static Publication DayAfter(MarketClock clock, TimeOnly localTime) => new(
        string.Create(CultureInfo.InvariantCulture, $"known at {localTime:HH:mm} {clock} time of the day after"),
        interval => clock.InstantOf(clock.LocalDate(interval.Start).AddDays(1), localTime));

    public DateTimeOffset KnownAt(DeliveryInterval interval, DateTimeOffset receivedAt)
    {
        var at = At(interval);
        return at < receivedAt ? at : receivedAt.ToUniversalTime();
    }

    private static Publication Of(PublicationRule rule) => new(rule.ToString(), rule.KnownAt);
}

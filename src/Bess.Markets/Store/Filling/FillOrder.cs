using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Store.Filling;

/// <summary>Which days of which series a store shall have.</summary>
/// <param name="Series">The series.</param>
/// <param name="Clock">Clock of the days.</param>
/// <param name="First">First local day.</param>
/// <param name="Last">Last local day, included; not before the first.</param>
public sealed record FillOrder(SeriesId Series, MarketClock Clock, DateOnly First, DateOnly Last)
{
    /// <summary>Whether days that are complete are asked for again, to learn of revisions.</summary>
    /// <value>Default: false.</value>
    public bool Refresh { get; init; }

    /// <summary>From the midnight of the first day to the end of the last.</summary>
    public DeliveryInterval Span => new(Clock.StartOfDay(First), Clock.StartOfDay(Last.AddDays(1)));
}

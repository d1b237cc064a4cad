using System.Globalization;
using Bess.Domain.Time;

namespace Bess.Forecasting.Features;

/// <summary>When a forecast of local day D is made: a local time of the day before.</summary>
/// <remarks>Equality is by members; immutable and thread-safe.</remarks>
/// <param name="Clock">Clock of the days.</param>
/// <param name="LocalTime">Local time of D−1.</param>
public sealed record DecisionRule(MarketClock Clock, TimeOnly LocalTime)
{
    /// <summary>The gate closure of the day-ahead auction by clock.</summary>
    /// <remarks>
    /// Central European 12:00 (single day-ahead coupling). Great Britain 09:20, the earlier of its two hourly auctions. India and Texas
    /// 10:00. Other clocks 12:00.
    /// </remarks>
    /// <param name="clock">Clock of the days.</param>
    /// <returns>The rule.</returns>
    public static DecisionRule GateClosureOf(MarketClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var time = clock == MarketClock.GreatBritain ? new TimeOnly(9, 20)
            : clock == MarketClock.India || clock == MarketClock.UsCentral ? new TimeOnly(10, 0)
            : new TimeOnly(12, 0);
        return new DecisionRule(clock, time);
    }

    /// <summary>The instant of the decision on a day.</summary>
    /// <param name="day">Local day of delivery.</param>
    /// <returns>The instant, UTC.</returns>
    public DateTimeOffset DecisionOn(DateOnly day) => Clock.InstantOf(day.AddDays(-1), LocalTime);

    /// <summary>The rule in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LocalTime:HH:mm} {Clock} time of the day before");
}

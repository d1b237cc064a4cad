using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources;

/// <summary>When the values of a series become known, where the publisher does not say it value by value: all rules in one place.</summary>
/// <remarks>
/// <para>
/// Regulation (EU) No 543/2013: the load forecast of the day ahead no later than two hours before the gate closure of the day-ahead
/// market (article 6(2)(b); the gate of the coupled market closes at 12:00, hence 10:00); total load no later than one hour after the
/// operating period (article 6(2)(a)); the day-ahead generation forecast and that of wind and sun no later than 18:00 Brussels time of
/// the day before (article 14(2)(c) and (d)); actual generation, wind and sun no later than one hour after the operational period
/// (article 16(2)(b) and (c)).
/// </para>
/// <para>
/// Nordic aFRR capacity is procured before the day-ahead market, with gate closure at 07:30 of the day before (Statnett, notice of 2021;
/// Nordic Balancing Model); 11:00 for it and for mFRR capacity is late on purpose.
/// </para>
/// <para>
/// Not from a rule book but chosen late on purpose, so that no value is seen too early: FCR capacity 21:00 of the day before (the last
/// auction for a day is held in the evening before); British response and reserve auctions 16:00 of the day before the EFA day, which
/// begins at 23:00; the British system price and market index 30 minutes after the half hour; national demand of NESO's file a day
/// after; Nordic imbalance prices 6 hours after the quarter (users of the service report 5 to 6 hours).
/// </para>
/// </remarks>
internal static class SeriesPublication
{
    private static readonly TimeOnly BeforeGateClosure = new(10, 0);
    private static readonly TimeOnly Evening = new(18, 0);
    private static readonly TimeOnly AfterMorningReserveAuctions = new(11, 0);
    private static readonly TimeOnly AfterLastReserveAuction = new(21, 0);
    private static readonly TimeOnly AfterResponseAuction = new(16, 0);

    /// <summary>EFA days begin at 23:00 of the day before.</summary>
    private static readonly TimeSpan EfaLead = TimeSpan.FromHours(1);

    /// <summary>The rule of a series; the end of the interval when nothing is known of it.</summary>
    public static Publication Of(SeriesId series)
    {
        var zone = ZoneOf(series.Zone);
        return Find(series.Name, zone.Clock, zone) ?? Publication.EndOfInterval;
    }

    /// <summary>The rule of a series by its name; null when nothing is known of it.</summary>
    /// <param name="name">Quantity and unit.</param>
    /// <param name="clock">Clock of the market days.</param>
    /// <param name="zone">The zone; null where the catalogue has none.</param>
    public static Publication? Find(string name, MarketClock clock, BiddingZone? zone)
    {
        bool Has(string text) => name.Contains(text, StringComparison.Ordinal);
        return name switch
        {
            _ when Begins(name, "day_ahead_") => zone is null ? null : Publication.DayAhead(zone),
            _ when Has("_forecast_da_") => Publication.DayBefore(clock, Has("load_") ? BeforeGateClosure : Evening),
            _ when Begins(name, "national_demand_mw", "transmission_system_demand_mw", "embedded_") => Publication.AfterEnd(TimeSpan.FromDays(1)),
            _ when name.EndsWith("_actual_mw", StringComparison.Ordinal) => Publication.AfterEnd(TimeSpan.FromHours(1)),
            _ when Begins(name, "dch_", "dcl_", "dmh_", "dml_", "drh_", "drl_") => EfaDayBefore,
            _ when Begins(name, "afrr_", "mfrr_cm_") => Publication.DayBefore(clock, AfterMorningReserveAuctions),
            _ when Begins(name, "fcr_") => Publication.DayBefore(clock, AfterLastReserveAuction),
            _ when Begins(name, "system_price_", "market_index_", "net_imbalance_") => Publication.AfterEnd(TimeSpan.FromMinutes(30)),
            _ when Begins(name, "imbalance_", "up_regulation_", "down_regulation_", "main_regulation_") => Publication.AfterEnd(TimeSpan.FromHours(6)),
            _ => null,
        };
    }

    /// <summary>British response and reserve auctions: a time of the day before the EFA day that holds the interval.</summary>
    public static Publication EfaDayBefore { get; } = new(
        $"known at {AfterResponseAuction:HH:mm} {MarketClock.GreatBritain} time of the day before the EFA day",
        interval => MarketClock.GreatBritain.InstantOf(
            MarketClock.GreatBritain.LocalDate(interval.Start + EfaLead).AddDays(-1), AfterResponseAuction));

    private static bool Begins(string name, params ReadOnlySpan<string> stems)
    {
        foreach (var stem in stems)
        {
            if (name.StartsWith(stem, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    // Zones that have no entry of their own, such as Sweden as a whole, keep Central European days.
    private static BiddingZone ZoneOf(string name) => BiddingZone.TryFind(name, out var zone) ? zone : BiddingZone.Se3;
}

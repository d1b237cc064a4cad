using System.Globalization;
using Bess.Domain.Time;
using Bess.Markets.DayAhead;

namespace Bess.Markets.Sources.Csv;

/// <summary>When the values of a column of a market folder became known, by the name of the column alone.</summary>
/// <remarks>
/// <para>The table; the first line that fits holds. D is the local day of the interval, times are local.</para>
/// <list type="table">
/// <item><term><c>…_forecast_da_…</c> with <c>load</c></term><description>10:00 of D−1: two hours before the gate of the day-ahead
/// auction (Regulation (EU) 543/2013, article 6(2)(b)).</description></item>
/// <item><term>other <c>…_forecast_da_…</c></term><description>18:00 of D−1 (the same, article 14(2)(c) and (d)).</description></item>
/// <item><term><c>day_ahead…</c>, <c>dam_…</c>; all columns of files so named</term><description><see cref="PublicationRule.DayAheadOf"/>;
/// 13:00 of D−1 where the zone is not in the catalogue.</description></item>
/// <item><term><c>afrr_…</c>, <c>mfrr_…</c> of capacity</term><description>11:00 of D−1: the auctions of the morning are over; chosen late on
/// purpose.</description></item>
/// <item><term><c>fcr_…</c> and other prices per MW and hour</term><description>20:00 of D−1: after the last of the auctions for D, which
/// in Sweden closes at 18:00; chosen late on purpose.</description></item>
/// <item><term>weather (<c>_c</c>, <c>_km_per_h</c>, <c>_pct</c>, <c>_w_per_m2</c>)</term><description>five days after the end of
/// the interval, the delay of reanalysis: an archive is not a forecast.</description></item>
/// <item><term>everything else (actuals, imbalance, intraday)</term><description>one hour after the end of the interval.</description></item>
/// </list>
/// </remarks>
public sealed record ColumnPublication
{
    private static readonly TimeSpan ActualDelay = TimeSpan.FromHours(1);
    private static readonly TimeSpan WeatherDelay = TimeSpan.FromDays(5);
    private static readonly TimeOnly LoadForecast = new(10, 0);
    private static readonly TimeOnly GenerationForecast = new(18, 0);
    private static readonly TimeOnly MorningCapacity = new(11, 0);
    private static readonly TimeOnly EveningCapacity = new(20, 0);
    private static readonly TimeOnly UnknownDayAhead = new(13, 0);
    private static readonly string[] WeatherUnits = ["_c", "_km_per_h", "_pct", "_w_per_m2"];

    private readonly PublicationRule _rule;
    private readonly TimeSpan _delay;

    private ColumnPublication(PublicationRule rule, TimeSpan delay) => (_rule, _delay) = (rule, delay);

    /// <summary>Finds the rule of a column.</summary>
    /// <param name="column">Name of the column.</param>
    /// <param name="file">Name of the file without folder.</param>
    /// <param name="clock">Clock of the zone's days.</param>
    /// <param name="zone">The zone, or null when the catalogue has none.</param>
    /// <returns>The rule.</returns>
    public static ColumnPublication Of(string column, string file, MarketClock clock, BiddingZone? zone)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentNullException.ThrowIfNull(clock);
        var name = column.ToLowerInvariant();
        bool Begins(string text) => name.StartsWith(text, StringComparison.Ordinal);
        bool Has(string text) => name.Contains(text, StringComparison.Ordinal);
        ColumnPublication DayBefore(TimeOnly time) => new(PublicationRule.DayBefore(clock, time), TimeSpan.Zero);

        if (Has("_forecast_da_"))
            return DayBefore(Has("load") ? LoadForecast : GenerationForecast);
        if (Array.Exists(WeatherUnits, unit => name.EndsWith(unit, StringComparison.Ordinal)))
            return new ColumnPublication(PublicationRule.EndOfInterval, WeatherDelay);
        if (Has("_per_mw_") || Begins("fcr_") || Begins("afrr_") || Begins("mfrr_"))
            return DayBefore(Begins("afrr_") || Begins("mfrr_") ? MorningCapacity : EveningCapacity);
        if (DayAheadFiles.IsDayAheadName(name) || DayAheadFiles.IsDayAheadName(file))
            return zone is not null && zone.Clock == clock ? new ColumnPublication(PublicationRule.DayAheadOf(zone), TimeSpan.Zero) : DayBefore(UnknownDayAhead);
        return new ColumnPublication(PublicationRule.EndOfInterval, ActualDelay);
    }

    /// <summary>When a value became known.</summary>
    /// <param name="interval">Its interval.</param>
    /// <returns>The instant, UTC.</returns>
    public DateTimeOffset KnownAt(DeliveryInterval interval) => _rule.KnownAt(interval) + _delay;

    /// <summary>The rule in words.</summary>
    public override string ToString() => _delay == TimeSpan.Zero
        ? _rule.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"known {_delay.TotalHours} h after the end of each interval");
}

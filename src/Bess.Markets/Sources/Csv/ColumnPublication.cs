using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Csv;

/// <summary>When the values of a column of a market folder became known, by the name of the column alone.</summary>
/// <remarks>
/// <para>The table; the first line that fits holds. D is the local day of the interval, times are local.</para>
/// <list type="table">
/// <item><term>weather (<c>_c</c>, <c>_km_per_h</c>, <c>_pct</c>, <c>_w_per_m2</c>)</term><description>five days after the end of
/// the interval, the delay of reanalysis: an archive is not a forecast.</description></item>
/// <item><term>what publishers name so too</term><description>the same rule as for what is fetched from them: day-ahead prices, forecasts,
/// actuals, capacity and imbalance prices (docs/reference/sources.md).</description></item>
/// <item><term><c>dam_…</c>; all columns of files named <c>day_ahead…</c> or <c>dam_…</c></term><description>the zone's
/// day-ahead rule; 13:00 of D−1 where the zone is not in the catalogue.</description></item>
/// <item><term>other prices per MW and hour</term><description>21:00 of D−1, chosen late on purpose.</description></item>
/// <item><term>everything else (intraday, real time)</term><description>one hour after the end of the interval.</description></item>
/// </list>
/// </remarks>
public sealed record ColumnPublication
{
    private static readonly TimeSpan ActualDelay = TimeSpan.FromHours(1);
    private static readonly TimeSpan WeatherDelay = TimeSpan.FromDays(5);
    private static readonly TimeOnly EveningCapacity = new(21, 0);
    private static readonly TimeOnly UnknownDayAhead = new(13, 0);
    private static readonly string[] WeatherUnits = ["_c", "_km_per_h", "_pct", "_w_per_m2"];

    private readonly Publication _rule;

    private ColumnPublication(Publication rule) => _rule = rule;

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
        var own = zone?.Clock == clock ? zone : null;
        if (Array.Exists(WeatherUnits, unit => name.EndsWith(unit, StringComparison.Ordinal)))
            return new ColumnPublication(Publication.AfterEnd(WeatherDelay));
        if (SeriesPublication.Find(name, clock, own) is { } known)
            return new ColumnPublication(known);
        if (name.Contains("_per_mw_", StringComparison.Ordinal))
            return new ColumnPublication(Publication.DayBefore(clock, EveningCapacity));
        if (DayAheadFiles.IsDayAheadName(name) || DayAheadFiles.IsDayAheadName(file))
            return new ColumnPublication(own is null ? Publication.DayBefore(clock, UnknownDayAhead) : Publication.DayAhead(own));
        return new ColumnPublication(Publication.AfterEnd(ActualDelay));
    }

    /// <summary>When a value became known.</summary>
    /// <param name="interval">Its interval.</param>
    /// <returns>The instant, UTC.</returns>
    public DateTimeOffset KnownAt(DeliveryInterval interval) => _rule.At(interval);

    /// <summary>The rule in words.</summary>
    public override string ToString() => _rule.Words;
}

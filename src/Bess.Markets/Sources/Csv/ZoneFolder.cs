using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Csv;

/// <summary>One zone's folder of market data: every column with a unit, of every file, as a series that knows when its values became known.</summary>
/// <remarks>
/// <para>
/// Files are <c>.csv</c> or <c>.csv.gz</c> with a column <c>timestamp_utc</c> of interval starts. Files without it, and columns without
/// a unit or with texts, are passed over with a note. A blank cell is a value that is missing. A file may have several steps; columns
/// of one name in several files are one series, and of two values for one interval the first file's by name holds, with a note. Columns of the Indian exchange that do not name their market (<c>mcp_…</c>,
/// <c>mcv_…</c>, bids, schedules) get the first word of the file before their name: <c>dam_mcv_mw</c>; a clearing price <c>mcp_…</c> is the price of that market: <c>dam_inr_per_mwh</c>.
/// Publication is <see cref="ColumnPublication"/>. Nothing depends on which zone it is.
/// </para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class ZoneFolder
{
    private ZoneFolder(string name, BiddingZone? zone, MarketClock clock, IReadOnlyList<ObservedSeries> series, IReadOnlyList<string> notes) =>
        (Name, Zone, Clock, Series, Notes) = (name, zone, clock, series, notes);

    /// <summary>Name of the zone: the catalogue's, else the folder's in capitals.</summary>
    public string Name { get; }

    /// <summary>The zone, or null when the catalogue has none of this name.</summary>
    public BiddingZone? Zone { get; }

    /// <summary>Clock of the days: as given, else the catalogue's, else UTC with a note.</summary>
    public MarketClock Clock { get; }

    /// <summary>All series in order of name.</summary>
    public IReadOnlyList<ObservedSeries> Series { get; }

    /// <summary>What was passed over or assumed, one line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Names of the subfolders of a market folder, in order.</summary>
    /// <param name="marketFolder">The folder, for example the value of <c>BESS_MARKET_DIR</c>.</param>
    /// <returns>The names.</returns>
    public static IReadOnlyList<string> NamesIn(string marketFolder) =>
        [.. Directory.EnumerateDirectories(marketFolder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    /// <summary>Reads a zone.</summary>
    /// <param name="marketFolder">The folder of all zones.</param>
    /// <param name="zoneName">Name of a subfolder in any case, or a name that the catalogue knows for it.</param>
    /// <param name="clock">Clock of the days; null for the catalogue's, else UTC.</param>
    /// <param name="wanted">Which columns to read; null for all.</param>
    /// <returns>The zone, or all faults.</returns>
    public static Validated<ZoneFolder> Read(string marketFolder, string zoneName, MarketClock? clock = null, Func<string, bool>? wanted = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(marketFolder);
        ArgumentNullException.ThrowIfNull(zoneName);
        if (!Directory.Exists(marketFolder))
            return Refuse("market folder", "a folder of market data", "no such folder");
        if (FolderOf(marketFolder, zoneName) is not { } folder)
            return Refuse("zone", $"one of {string.Join(", ", NamesIn(marketFolder))}", $"'{zoneName}'");

        var reading = ZoneReading.Of(folder, clock, wanted ?? (_ => true));
        if (reading.Faults.Count > 0)
            return Validated<ZoneFolder>.FromFaults(reading.Faults);
        var series = reading.Columns.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new ObservedSeries(
            new SeriesId(reading.Name, pair.Key), pair.Value.Values.Values.Select(found => found.Observation),
            new Provenance(string.Join(", ", pair.Value.Files), $"column {pair.Key}; {pair.Value.Publication}", Synthetic: false)));
        return Validated<ZoneFolder>.FromValue(new ZoneFolder(reading.Name, reading.Zone, reading.Clock, [.. series], reading.Notes));
    }

    /// <summary>The series of energy prices that the zone's day-ahead auction makes: one, or several with the zone's own currency and the longest first.</summary>
    public IReadOnlyList<ObservedSeries> DayAhead => [.. Series
        .Where(one => DayAheadFiles.IsDayAheadName(one.Id.Name) && PriceColumn.TryParse(one.Id.Name, 0) is not null)
        .OrderByDescending(one => one.Observations[^1].Start - one.Observations[0].Start > TimeSpan.FromDays(90))
        .ThenByDescending(one => PriceColumn.TryParse(one.Id.Name, 0)!.Currency == Zone?.Currency)
        .ThenByDescending(one => one.Observations[^1].Start - one.Observations[0].Start)
        .ThenBy(one => one.Id.Name, StringComparer.Ordinal)];

    private static string? FolderOf(string marketFolder, string name)
    {
        var folders = Directory.EnumerateDirectories(marketFolder).Order(StringComparer.Ordinal).ToArray();
        return Array.Find(folders, folder => Path.GetFileName(folder).Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? (BiddingZone.TryFind(name, out var zone)
                ? Array.Find(folders, folder => BiddingZone.TryFind(Path.GetFileName(folder), out var found) && found == zone)
                : null);
    }

    private static Validated<ZoneFolder> Refuse(string field, string expected, string actual) =>
        Validated<ZoneFolder>.FromFault(new Fault("", field, expected, actual));
}

using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Csv;

/// <summary>A folder of market data: one subfolder per zone, day-ahead files named <c>day_ahead…</c> or <c>dam_…</c> in it.</summary>
/// <remarks>
/// <para>
/// Choice of file: with a step, only files of that step count. Without, every file counts. Among those that cover all days wholly
/// the finest step wins, because where two steps exist the finer one is the auction's own and the coarser its mean (in Europe from
/// delivery on 2025-10-01); of two files with the same step, the first by name. No file covers days on both sides of the change
/// of step unless it was made for it: then the days are not covered, and the fault lists what is missing in each file. Files are
/// never joined and prices never resampled.
/// </para>
/// <para>Every price carries when it became known: <see cref="DayAhead.PublicationRule.DayAheadOf"/>. Blank cells stay missing and are counted.</para>
/// </remarks>
public sealed class MarketFolder
{
    private readonly string _path;

    /// <summary>Opens a folder.</summary>
    /// <param name="path">The folder, for example the value of <c>BESS_MARKET_DIR</c>.</param>
    /// <exception cref="DirectoryNotFoundException">When there is no such folder.</exception>
    public MarketFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"Expected a folder of market data, was '{path}'.");
        _path = path;
    }

    /// <summary>Names of the subfolders that hold day-ahead files, in order of name.</summary>
    public IReadOnlyList<string> Zones => Directory.EnumerateDirectories(_path)
        .Where(folder => DayAheadFiles.In(folder).Length > 0)
        .Select(folder => Path.GetFileName(folder))
        .Order(StringComparer.Ordinal)
        .ToArray();

    /// <summary>Day-ahead files of a zone, all of which <see cref="ReadDayAhead"/> reads.</summary>
    /// <param name="zone">The zone.</param>
    /// <returns>Paths in order of name; empty when there is none.</returns>
    public IReadOnlyList<string> DayAheadFilesOf(BiddingZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return FolderOf(zone) is { } folder ? DayAheadFiles.In(folder) : [];
    }

    /// <summary>Reads the day-ahead prices of some local market days.</summary>
    /// <param name="query">Which.</param>
    /// <returns>The slice from the first local midnight to the last, or all faults.</returns>
    public Validated<PriceSeries> ReadDayAhead(DayAheadQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!BiddingZone.TryFind(query.Zone, out var zone))
            return Refuse("zone", $"one of {string.Join(", ", Zones)}", $"'{query.Zone}'");
        if (query.To < query.From)
            return Refuse("to", $"a day not before {query.From:O}", $"{query.To:O}");
        var files = DayAheadFilesOf(zone);
        if (files.Count == 0)
            return Refuse("zone", $"one of {string.Join(", ", Zones)}", $"'{query.Zone}', which has no day-ahead file");

        var faults = new List<Fault>();
        var series = new List<PriceSeries>();
        foreach (var file in files)
            ReadFile(file, zone, query).Match(read => { series.Add(read); return 0; }, refused => { faults.AddRange(refused); return 0; });
        return faults.Count > 0 ? Validated<PriceSeries>.FromFaults(faults) : Choose(series, zone, query);
    }

    private static Validated<PriceSeries> ReadFile(string file, BiddingZone zone, DayAheadQuery query)
    {
        var table = CsvTable.Read(file);
        var columns = PriceColumn.All(table).Where(column => DayAheadFiles.IsDayAheadName(column.Name)).ToArray();
        var currency = query.Currency
            ?? (columns.Select(column => column.Currency).Distinct().Count() > 1 ? zone.Currency : null);
        var inCurrency = columns.Where(column => currency is null || column.Currency == currency).ToArray();
        return PriceCsvReader.Read(table, new PriceCsvOptions
        {
            Column = inCurrency.Length == 1 ? inCurrency[0].Name : null,
            Currency = currency,
            Zone = zone,
            Publication = DayAhead.PublicationRule.DayAheadOf(zone),
        });
    }

    private Validated<PriceSeries> Choose(List<PriceSeries> series, BiddingZone zone, DayAheadQuery query)
    {
        var offered = series.Where(one => query.Step is null || one.Grid.Step == query.Step).OrderBy(one => one.Grid.Step).ToArray();
        if (offered.Length == 0)
        {
            var steps = string.Join(", ", series.Select(one => StampColumn.StepText(one.Grid.Step)).Distinct());
            return Refuse("step", $"one of {steps}", StampColumn.StepText(query.Step!.Value));
        }

        var faults = new List<Fault>();
        var span = new DeliveryInterval(zone.Clock.StartOfDay(query.From), zone.Clock.StartOfDay(query.To.AddDays(1)));
        foreach (var candidate in offered)
        {
            if ((span.End - span.Start).Ticks % candidate.Grid.Step.Ticks != 0)
            {
                faults.Add(new Fault(
                    candidate.Provenance.Source, "step", $"a divisor of the days, {span}", StampColumn.StepText(candidate.Grid.Step)));
                continue;
            }

            var days = zone.Clock.Days(query.From, query.To, candidate.Grid.Step);
            if (candidate.Grid.OffsetOf(days) >= 0)
                return Complete(candidate.Slice(days), query);
            faults.Add(new Fault(
                candidate.Provenance.Source, "days", $"all of {query.From:O} to {query.To:O} ({zone.Clock} days)",
                $"{UtcText.Of(candidate.Grid.Start)} to {UtcText.Of(candidate.Grid.End)} in steps of {StampColumn.StepText(candidate.Grid.Step)}; "
                + $"missing {string.Join(" and ", Missing(candidate.Grid, days))}"));
        }

        return Validated<PriceSeries>.FromFaults(faults);
    }

    private static Validated<PriceSeries> Complete(PriceSeries days, DayAheadQuery query)
    {
        if (!query.RequireComplete || days.MissingCount == 0)
            return Validated<PriceSeries>.FromValue(days);
        return Validated<PriceSeries>.FromFaults(Enumerable.Range(0, days.Grid.Count).Where(days.IsMissing).Select(i => new Fault(
            days.Provenance.Source, $"{days.Name}[{UtcText.Of(days.Grid.StartOf(i))}]", "a price", "a blank")));
    }

    private static List<DeliveryInterval> Missing(TimeGrid have, TimeGrid want)
    {
        if (have.End <= want.Start || have.Start >= want.End)
            return [want.Span];
        var missing = new List<DeliveryInterval>();
        if (have.Start > want.Start)
            missing.Add(new DeliveryInterval(want.Start, have.Start));
        if (have.End < want.End)
            missing.Add(new DeliveryInterval(have.End, want.End));
        if (missing.Count == 0)
            missing.Add(want.Span);
        return missing;
    }

    private string? FolderOf(BiddingZone zone) => Directory.EnumerateDirectories(_path)
        .Order(StringComparer.Ordinal)
        .FirstOrDefault(folder => BiddingZone.TryFind(Path.GetFileName(folder), out var found) && found == zone);

    private Validated<PriceSeries> Refuse(string field, string expected, string actual) =>
        Validated<PriceSeries>.FromFault(new Fault(Path.GetFileName(Path.TrimEndingDirectorySeparator(_path)), field, expected, actual));
}

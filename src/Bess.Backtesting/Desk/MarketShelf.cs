using System.Globalization;
using System.Text.Json.Nodes;
using Bess.Backtesting.Markets;
using Bess.Domain;
using Bess.Markets.Sources.Csv;

namespace Bess.Backtesting.Desk;

/// <summary>The zones that backtests of a server may read: those of its own market folder, and those of the samples, which are synthetic.</summary>
/// <remarks>A zone is read when it is first asked for and again when its files have changed. Thread-safe.</remarks>
public sealed class MarketShelf
{
    /// <summary>Name of the server's own folder.</summary>
    public const string OwnName = "market";

    private const string MarketName = "market";
    private const string OrderName = "backtest.json";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Stamp, ZoneListing Listing)> _read = [];

    /// <summary>Makes a shelf.</summary>
    /// <param name="marketFolder">The server's own folder of zones; null for none.</param>
    /// <param name="samplesFolder">Folder of samples, each with a folder <c>market</c> and a backtest.json; null for none.</param>
    public MarketShelf(string? marketFolder, string? samplesFolder)
    {
        var roots = new List<MarketRoot>();
        if (marketFolder is not null && Directory.Exists(marketFolder))
            roots.Add(new MarketRoot(OwnName, Path.GetFullPath(marketFolder), null));
        var own = roots.Count;
        if (samplesFolder is not null && Directory.Exists(samplesFolder))
        {
            roots.AddRange(Directory.EnumerateDirectories(samplesFolder).Order(StringComparer.Ordinal)
                .Where(sample => Directory.Exists(Path.Combine(sample, MarketName)) && File.Exists(Path.Combine(sample, OrderName)) && Path.GetFileName(sample) != OwnName)
                .Select(sample => new MarketRoot(Path.GetFileName(sample), Path.GetFullPath(Path.Combine(sample, MarketName)), Path.GetFullPath(sample))));
        }

        Roots = roots;
        Note = (marketFolder, own, roots.Count) switch
        {
            (null, _, 0) => "There are no market data: no market folder is named (--market-dir or BESS_MARKET_DIR), and no samples are here (--samples).",
            (_, 0, 0) => "There are no market data: the market folder does not exist, and no samples are here (--samples).",
            (null, _, _) => "No market folder is named (--market-dir or BESS_MARKET_DIR): only the synthetic samples are offered.",
            (_, 0, _) => "The market folder does not exist: only the synthetic samples are offered.",
            _ => null,
        };
    }

    /// <summary>The folders, the server's own first.</summary>
    public IReadOnlyList<MarketRoot> Roots { get; }

    /// <summary>A sentence on what is missing; null when nothing is.</summary>
    public string? Note { get; }

    /// <summary>Names of all zones, market and folder with a slash between; nothing is read.</summary>
    public IReadOnlyList<string> Names() => [.. Roots.SelectMany(root => FoldersOf(root).Select(folder => $"{root.Name}/{folder}"))];

    /// <summary>The folder that an order means.</summary>
    /// <param name="market">Its name; null for the first that has the zone.</param>
    /// <param name="zone">The zone; null when it was not named, which is found elsewhere.</param>
    public Validated<MarketRoot> RootOf(string? market, string? zone)
    {
        if (Roots.Count == 0)
            return Validated<MarketRoot>.FromFault(new Fault("", "market", "market data at this server", Note!));
        if (market is not null)
        {
            return Roots.FirstOrDefault(root => root.Name == market) is { } named
                ? Validated<MarketRoot>.FromValue(named)
                : Validated<MarketRoot>.FromFault(new Fault("", "market", $"one of {string.Join(", ", Roots.Select(root => root.Name))}", $"'{market}'"));
        }

        if (zone is null || Roots.FirstOrDefault(root => FoldersOf(root).Any(folder => MarketFiles.IsFolderOf(zone, folder))) is not { } first)
            return zone is null ? Validated<MarketRoot>.FromValue(Roots[0]) : Validated<MarketRoot>.FromFault(new Fault("", "zone", $"one of {string.Join(", ", Names())}", $"'{zone}'"));
        return Validated<MarketRoot>.FromValue(first);
    }

    /// <summary>Reads a zone.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The listing; null when there is no such zone any more.</returns>
    public ZoneListing? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (market, folder) = name.Split('/') is [var first, var second] ? (first, second) : ("", "");
        if (Roots.FirstOrDefault(root => root.Name == market) is not { } root || !FoldersOf(root).Contains(folder))
            return null;
        var stamp = string.Join('|', new DirectoryInfo(Path.Combine(root.Path, folder)).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}")));
        lock (_gate)
        {
            if (_read.TryGetValue(name, out var known) && known.Stamp == stamp)
                return known.Listing;
            var listing = Read(root, folder);
            _read[name] = (stamp, listing);
            return listing;
        }
    }

    private static string[] FoldersOf(MarketRoot root) => Directory.Exists(root.Path) ? [.. ZoneFolder.NamesIn(root.Path)] : [];

    private static ZoneListing Read(MarketRoot root, string folder)
    {
        var listing = new ZoneListing { Name = $"{root.Name}/{folder}", Market = root.Name, Zone = folder, IsSample = root.SamplePath is not null };
        var read = ZoneMarketLoader.Load(root.Path, folder);
        if (!read.TryGet(out var market))
            return listing with { Problem = string.Join("; ", read.Faults) };
        var days = market.Series[market.DayAhead].Observations;
        return listing with
        {
            Zone = market.Zone,
            IsSynthetic = MarketFiles.AnySynthetic(MarketFiles.Of(root.Path, market)),
            Currency = market.Currency.Code,
            Clock = market.Clock.Name,
            From = days.Length > 0 ? market.Clock.LocalDate(days[0].Start) : null,
            To = days.Length > 0 ? market.Clock.LocalDate(days[^1].Start) : null,
            Suggested = root.SamplePath is { } sample ? Suggestion(root, sample, folder) : null,
            Problem = days.Length > 0 ? null : "the day-ahead price has no value",
            Series = [.. market.Series.Values.Select(SeriesListing.Of).OfType<SeriesListing>().OrderBy(one => one.Name, StringComparer.Ordinal)],
        };
    }

    private static JsonObject? Suggestion(MarketRoot root, string sample, string folder)
    {
        var said = InputFiles.ReadJson(Path.Combine(sample, OrderName)).Bind(node => BacktestForm.Read(node, OrderName, sample));
        if (!said.TryGet(out var specification) || specification.Zone is null || !MarketFiles.IsFolderOf(specification.Zone, folder))
            return null;
        var whole = specification.SitePath is { } path
            ? SiteFile.Read(path).Map(site => specification with { Site = site, SitePath = null })
            : said;
        var order = whole.Bind(one => (one with { MarketPath = root.Path }).ToOrder());
        return order.TryGet(out var good) ? OrderDocument.Of(good, root.Name) : null;
    }
}

using System.IO.Compression;
using Bess.Backtesting.Markets;
using Bess.Markets.Sources.Csv;

namespace Bess.Backtesting.Desk;

/// <summary>The files behind a market.</summary>
public static class MarketFiles
{
    private const string SyntheticMark = "# synthetic";
    private const int LinesOfHead = 10;

    /// <summary>The files that the market's series name as their source, in order of path.</summary>
    /// <param name="marketFolder">Folder of all zones.</param>
    /// <param name="market">The market.</param>
    public static IReadOnlyList<string> Of(string marketFolder, BacktestMarket market)
    {
        var wanted = market.Series.Values.Concat(market.Features)
            .SelectMany(series => series.Provenance.Source.Split(", ").Select(file => (Zone: series.Id.Zone, File: file))).ToHashSet();
        return
        [
            .. ZoneFolder.NamesIn(marketFolder)
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(marketFolder, folder))
                    .Where(path => wanted.Any(one => one.File == Path.GetFileName(path) && IsFolderOf(one.Zone, folder))))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether one of the files says of itself that a program made it up.</summary>
    public static bool AnySynthetic(IEnumerable<string> files) =>
        files.Any(file => Head(file).Any(line => line.StartsWith(SyntheticMark, StringComparison.OrdinalIgnoreCase)));

    internal static bool IsFolderOf(string zone, string folder) =>
        folder.Equals(zone, StringComparison.OrdinalIgnoreCase)
        || (Domain.Time.BiddingZone.TryFind(folder, out var known) && known.Name.Equals(zone, StringComparison.OrdinalIgnoreCase));

    private static List<string> Head(string file)
    {
        using var stream = File.OpenRead(file);
        using var plain = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
        using var reader = new StreamReader(plain);
        var lines = new List<string>();
        while (lines.Count < LinesOfHead && reader.ReadLine() is { } line && line.StartsWith('#'))
            lines.Add(line);
        return lines;
    }
}

using Bess.Domain;
using Bess.Markets.Sources;
using Bess.Markets.Sources.Aemo;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Ercot;
using Bess.Markets.Sources.Iex;
using Bess.Markets.Sources.OpenMeteo;
using Bess.Markets.Sources.Regelleistung;
using Bess.Markets.Sources.Smard;
using Bess.Markets.Sources.TennetNl;
using Bess.TestKit;

namespace Bess.Markets.Tests.Sources.Samples;

/// <summary>Recorded samples of exchanges, portals and weather, each read by its reader.</summary>
internal static class ExchangeSamples
{
    public const string Variable = "BESS_API_SAMPLES_DIR";

    public static readonly DateTimeOffset Received = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>All series of a sample, or null when the samples are absent.</summary>
    public static Validated<IReadOnlyList<SourceAnswer>>? Read(string sample)
    {
        if (SharedData.Find(Variable, "api-samples") is not { } folder)
            return null;
        return Read(sample, new PublishedDocument(Path.GetFileName(sample), File.ReadAllBytes(Path.Combine(folder, sample)), Received));
    }

    /// <summary>Names of the samples in the folders that are read here, or null when the samples are absent.</summary>
    public static IReadOnlyList<string>? Names()
    {
        string[] folders = ["smard", "open_meteo", "iex", "aemo", "ercot", "regelleistung", "tennet_nl"];
        return SharedData.Find(Variable, "api-samples") is { } root
            ? [.. folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder)).Select(file => $"{folder}/{Path.GetFileName(file)}"))]
            : null;
    }

    private static Validated<IReadOnlyList<SourceAnswer>> Read(string sample, PublishedDocument document) => sample.Split('/')[0] switch
    {
        "smard" => SmardCsvReader.Read(document),
        "open_meteo" when sample.EndsWith(".csv", StringComparison.Ordinal) => OpenMeteoReader.ReadCsv(document, "DELHI", OpenMeteoKind.Archive),
        "open_meteo" => OpenMeteoReader.ReadJson(document, "DE_NORTH", sample.Contains("forecast", StringComparison.Ordinal) ? OpenMeteoKind.Forecast : OpenMeteoKind.Archive),
        "iex" when sample.EndsWith(".json", StringComparison.Ordinal) => IexTradeDataReader.Read(document, Market(sample)),
        "iex" when sample.Contains("snapshot", StringComparison.Ordinal) => IexSnapshotReader.Read(document, Market(sample)),
        "iex" => IexDayReader.Read(document, Market(sample)),
        "aemo" when sample.Contains("nsw1", StringComparison.Ordinal) => AemoReader.ReadDashboard(document, "NSW1"),
        "aemo" => AemoReader.ReadPriceAndDemand(document),
        "ercot" when sample.Contains("/as_", StringComparison.Ordinal) => ErcotReader.ReadAncillary(document),
        "ercot" => ErcotReader.ReadSettlementPointPrices(document),
        "regelleistung" => FcrResultReader.Read(document),
        _ => SettlementPriceReader.Read(document),
    };

    private static IexMarket Market(string sample) => sample.Contains("gdam", StringComparison.Ordinal) ? IexMarket.GreenDayAhead
        : sample.Contains("rtm", StringComparison.Ordinal) ? IexMarket.RealTime : IexMarket.DayAhead;
}

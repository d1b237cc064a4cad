using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources;
using Bess.Markets.Sources.Aemo;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Elexon;
using Bess.Markets.Sources.Elprisetjustnu;
using Bess.Markets.Sources.EnergyCharts;
using Bess.Markets.Sources.Entsoe;
using Bess.Markets.Sources.Ercot;
using Bess.Markets.Sources.Esett;
using Bess.Markets.Sources.Iex;
using Bess.Markets.Sources.Mimer;
using Bess.Markets.Sources.Neso;
using Bess.Markets.Sources.NordPool;
using Bess.Markets.Sources.OpenMeteo;
using Bess.Markets.Sources.Regelleistung;
using Bess.Markets.Sources.Smard;
using Bess.Markets.Sources.TennetNl;

namespace Bess.Markets.Store.Transfer;

/// <summary>A kind of file as a publisher gives it out, and its reader.</summary>
public sealed class PublisherForm
{
    private readonly Func<PublishedDocument, string, Validated<IReadOnlyList<SourceAnswer>>> _read;

    private PublisherForm(string name, bool needsZone, Func<PublishedDocument, string, Validated<IReadOnlyList<SourceAnswer>>> read) =>
        (Name, NeedsZone, _read) = (name, needsZone, read);

    /// <summary>Short name for commands, lower case.</summary>
    public string Name { get; }

    /// <summary>Whether the file does not say of which zone it is.</summary>
    public bool NeedsZone { get; }

    /// <summary>All kinds, in order of name.</summary>
    public static IReadOnlyList<PublisherForm> All { get; } = Array.AsReadOnly<PublisherForm>(
    [
        Of("aemo", AemoReader.ReadPriceAndDemand),
        Of("elexon-csv", ElexonCsvReader.Read),
        Of("elexon-demand-forecast", ElexonJsonReader.ReadDemandForecast),
        Of("elexon-market-index", ElexonJsonReader.ReadMarketIndex),
        Of("elexon-system-prices", ElexonJsonReader.ReadSystemPrices),
        OfZone("elprisetjustnu", ElprisetReader.Read),
        OfZone("energy-charts", (document, zone) => EnergyChartsReader.Read(document, zone).Map<IReadOnlyList<SourceAnswer>>(answer => [answer])),
        Of("entsoe", document => EntsoeReader.Read(document).Map(read => read.Series)),
        Of("ercot-ancillary", ErcotReader.ReadAncillary),
        Of("ercot-prices", ErcotReader.ReadSettlementPointPrices),
        Of("esett", EsettReader.Read),
        Of("iex-dam", document => Iex(document, IexMarket.DayAhead)),
        Of("iex-rtm", document => Iex(document, IexMarket.RealTime)),
        Of("mimer", MimerReader.Read),
        Of("neso-demand", NesoDemandReader.Read),
        Of("neso-eac", EacReader.Read),
        Of("nordpool", NordPoolReader.Read),
        new("open-meteo", true, (document, zone) => IsJson(document)
            ? OpenMeteoReader.ReadJson(document, zone, OpenMeteoKind.Archive)
            : OpenMeteoReader.ReadCsv(document, zone, OpenMeteoKind.Archive)),
        Of("regelleistung-fcr", FcrResultReader.Read),
        Of("smard", document => SmardCsvReader.Read(document)),
        Of("tennet-nl", SettlementPriceReader.Read),
    ]);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; <c>.gz</c> is unpacked.</param>
    /// <param name="zone">Its zone, where it does not say so itself; null: the name of its folder.</param>
    /// <param name="receivedAt">Nothing in it can have been known later; the time of the import when nothing better is known.</param>
    /// <returns>What it holds, or all faults.</returns>
    public Validated<ImportedFile> Read(string path, string? zone, DateTimeOffset receivedAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var source = Path.GetFileName(path);
        var asked = zone ?? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)));
        var known = SeriesClock.TryName(asked, out var name);
        if (NeedsZone && !known)
            return Validated<ImportedFile>.FromFault(new Fault(source, "zone", "a zone: files of this form do not name it", $"'{asked}'"));
        return PlainFile.Bytes(path)
            .Bind(bytes => _read(new PublishedDocument(source, bytes, receivedAt), name ?? ""))
            .Map(answers => new ImportedFile(source, [.. answers.Select(answer => answer.Series)], [.. answers.SelectMany(answer => answer.Notes).Distinct()]));
    }

    private static PublisherForm Of(string name, Func<PublishedDocument, Validated<IReadOnlyList<SourceAnswer>>> read) => new(name, false, (document, _) => read(document));

    private static PublisherForm OfZone(string name, Func<PublishedDocument, BiddingZone, Validated<IReadOnlyList<SourceAnswer>>> read) => new(
        name, true, (document, zone) => BiddingZone.TryFind(zone, out var known)
            ? read(document, known)
            : Validated<IReadOnlyList<SourceAnswer>>.FromFault(new Fault(document.Name, "zone", "a bidding zone", $"'{zone}'")));

    // The exchange's service gives JSON, its page a snapshot with titles, and pipelines keep plain tables of a day.
    private static Validated<IReadOnlyList<SourceAnswer>> Iex(PublishedDocument document, IexMarket market)
    {
        if (IsJson(document))
            return IexTradeDataReader.Read(document, market);
        var snapshot = IexSnapshotReader.Read(document, market);
        return !snapshot.IsValid && IexDayReader.Read(document, market) is { IsValid: true } day ? day : snapshot;
    }

    private static bool IsJson(PublishedDocument document)
    {
        var first = document.Content.Span.TrimStart(" \r\n\t\uFEFF"u8);
        return first.Length > 0 && first[0] is (byte)'{' or (byte)'[';
    }
}

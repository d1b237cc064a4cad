using System.Globalization;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Esett;

/// <summary>Reads Nordic imbalance prices (eSett open data, EXP14): one price a quarter hour, before 22 May 2023 one an hour.</summary>
/// <remarks>
/// The time in UTC counts; the local one beside it is not read. Selling and buying at two prices is a fault: the settlement has one
/// price since November 2021. A quarter without a price is <c>null</c> and stays missing; −1 is a price like any other.
/// </remarks>
public static class EsettReader
{
    /// <summary>Publisher in the provenance.</summary>
    public const string Publisher = "eSett Open Data";

    private const string Sales = "imblSalesPrice";

    /// <summary>First quarter hour, Central European midnight of 22 May 2023.</summary>
    private static readonly DateTimeOffset QuarterHours = new(2023, 5, 21, 22, 0, 0, TimeSpan.Zero);

    /// <summary>Field of the service and name of the series.</summary>
    internal static readonly (string Field, string Name)[] Fields =
    [
        (Sales, "imbalance_eur_per_mwh"),
        ("upRegPrice", "up_regulation_eur_per_mwh"),
        ("downRegPrice", "down_regulation_eur_per_mwh"),
        ("mainDirRegPowerPerMBA", "main_regulation_direction"),
        ("imblSpotDifferencePrice", "imbalance_minus_spot_eur_per_mwh"),
    ];

    /// <summary>Reads one document.</summary>
    /// <param name="document">The JSON document.</param>
    /// <returns>The series of each zone in it, or all faults.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> Read(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        var columns = new Dictionary<BiddingZone, SeriesColumn[]>();
        foreach (var record in JsonRecords.Of(document, "data", faults))
        {
            var start = StartOf(record, faults);
            var zone = ZoneOf(record, faults);
            var values = Array.ConvertAll(Fields, one => JsonRecords.Number(record, one.Field, faults));
            if (JsonRecords.Number(record, "imblPurchasePrice", faults) != values[0])
                faults.Add(record.Find("imblPurchasePrice") ?? record, $"the same as {Sales}, {record.Find(Sales)?.Describe() ?? "nothing"}");
            if (start is null || zone is null)
                continue;
            if (!columns.TryGetValue(zone, out var series))
                columns.Add(zone, series = Array.ConvertAll(Fields, one => Begin(builder, new SeriesId(zone.Name, one.Name), one.Field)));
            for (var i = 0; i < values.Length; i++)
                series[i].Add(start.Value, start < QuarterHours ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(15), values[i], record.Line);
        }

        return builder.Build();
    }

    private static SeriesColumn Begin(AnswerBuilder builder, SeriesId id, string field) => builder.Series(id, SeriesPublication.Of(id), field);

    private static DateTimeOffset? StartOf(LocatedNode record, DocumentFaults faults)
    {
        if (JsonRecords.Instant(record, "timestampUTC", faults) is not { } start)
            return null;
        var minutes = start < QuarterHours ? 60 : 15;
        if (start.Offset == TimeSpan.Zero && start.Ticks % TimeSpan.FromMinutes(minutes).Ticks == 0)
            return start;
        faults.Add(record.Find("timestampUTC")!, string.Create(CultureInfo.InvariantCulture, $"a start in UTC in steps of {minutes} min"));
        return null;
    }

    private static BiddingZone? ZoneOf(LocatedNode record, DocumentFaults faults)
    {
        if (JsonFields.Require(record, "mba", JsonValueKind.String, faults) is not { } area)
            return null;
        if (BiddingZone.TryFind(area.Text, out var zone))
            return zone;
        faults.Add(area, "a market balance area that Bess knows, such as SE3");
        return null;
    }
}

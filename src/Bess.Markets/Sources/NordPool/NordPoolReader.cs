using System.Globalization;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.NordPool;

/// <summary>Reads day-ahead prices of the Nord Pool data portal: one document a day, one or several areas.</summary>
/// <remarks>
/// Each entry has its own start and end, so hours and quarter hours are told apart. The publication is the rule of the coupled auction,
/// not the document's <c>updatedAt</c>, which later versions move; that and the version are noted. The states of areas that are not
/// final are noted too.
/// </remarks>
public static class NordPoolReader
{
    /// <summary>Publisher in the provenance.</summary>
    public const string Publisher = "Nord Pool data portal";

    private const string Entries = "multiAreaEntries";
    private const string Prices = "entryPerArea";

    /// <summary>Longest entry that is believed.</summary>
    private static readonly TimeSpan LongestEntry = TimeSpan.FromHours(1);

    /// <summary>The portal's names of zones that have others here.</summary>
    internal static readonly (string Area, BiddingZone Zone)[] Renamed = [("GER", BiddingZone.DeLu), ("UK", BiddingZone.Gb)];

    /// <summary>Reads one document.</summary>
    /// <param name="document">The JSON document.</param>
    /// <returns>The prices of each area in it, or all faults.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> Read(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        if (JsonFields.Root(document, faults) is { } root)
            ReadRoot(root, builder, faults);
        return builder.Build();
    }

    private static void ReadRoot(LocatedNode root, AnswerBuilder builder, DocumentFaults faults)
    {
        var currency = JsonFields.Require(root, "currency", JsonValueKind.String, faults);
        if (currency is not null && !Currency.IsCode(currency.Text))
            faults.Add(currency, "a currency such as EUR");
        var entries = JsonFields.Require(root, Entries, JsonValueKind.Array, faults);
        if (entries is { Items.Count: 0 })
            faults.Add(entries, "at least one entry");
        if (currency is null || entries is null || !Currency.IsCode(currency.Text))
            return;
        Note(root, builder);
        var columns = new Dictionary<string, SeriesColumn?>(StringComparer.Ordinal);
        foreach (var entry in entries.Items)
        {
            var start = JsonRecords.Instant(entry, "deliveryStart", faults);
            var end = JsonRecords.Instant(entry, "deliveryEnd", faults);
            if (start is not null && end is not null && (end <= start || end - start > LongestEntry))
                faults.Add(entry.Find("deliveryEnd")!, $"an end after {UtcText.Of(start.Value)}, at most an hour later");
            foreach (var (area, price) in JsonFields.Require(entry, Prices, JsonValueKind.Object, faults)?.Members ?? [])
            {
                if (!columns.TryGetValue(area, out var column))
                    columns.Add(area, column = Begin(area, price, currency.Text, builder, faults));
                var value = JsonFields.NumberOrNull(price, faults);
                if (start is not null && end > start)
                    column?.Add(start.Value, end.Value - start.Value, value, entry.Line);
            }
        }
    }

    private static SeriesColumn? Begin(string area, LocatedNode at, string currency, AnswerBuilder builder, DocumentFaults faults)
    {
        var zone = Renamed.FirstOrDefault(one => one.Area == area).Zone;
        if (zone is null && !BiddingZone.TryFind(area, out zone))
        {
            faults.Add(at.Line, at.Path, "an area that Bess knows, such as SE3", LocatedNode.Quote(area));
            return null;
        }

        var id = new SeriesId(zone.Name, $"day_ahead_{currency.ToLowerInvariant()}_per_mwh");
        return builder.Series(id, SeriesPublication.Of(id), $"{Prices}.{area}");
    }

    private static void Note(LocatedNode root, AnswerBuilder builder)
    {
        if (root.Find("version") is { } version)
            builder.Note($"version {LocatedNode.OneLine(version.Text)}, updated at {LocatedNode.OneLine(root.Find("updatedAt")?.Text ?? "an unknown time")}");
        foreach (var state in root.Find("areaStates")?.Items ?? [])
        {
            if (state.Find("state") is { Text: not "Final" } told)
                builder.Note(string.Create(CultureInfo.InvariantCulture, $"{state.Find("areas")?.Items.Count ?? 0} area(s) in state {LocatedNode.OneLine(told.Text)}"));
        }
    }
}

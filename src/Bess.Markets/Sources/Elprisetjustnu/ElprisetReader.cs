using System.Globalization;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Elprisetjustnu;

/// <summary>Reads the daily price documents of elprisetjustnu.se: EUR and SEK per kWh, hourly, from 2025-10-01 by quarter hour.</summary>
/// <remarks>
/// The starts count, and the step is found from them: in autumn a row carries a <c>time_end</c> that is an hour wrong, which is noted.
/// Prices are multiplied by 1000 in decimal, so that 0.08883 is 88.83 EUR/MWh.
/// </remarks>
public static class ElprisetReader
{
    /// <summary>Publisher in the provenance.</summary>
    public const string Publisher = "elprisetjustnu.se";

    internal const string EurName = "day_ahead_eur_per_mwh";
    internal const string SekName = "day_ahead_sek_per_mwh";
    internal const string RateName = "sek_per_eur";

    private const string Starts = "time_start";

    private static readonly (string Field, string Name, decimal Factor)[] Fields =
        [("EUR_per_kWh", EurName, 1000m), ("SEK_per_kWh", SekName, 1000m), ("EXR", RateName, 1m)];

    /// <summary>Reads one document.</summary>
    /// <param name="document">The JSON document.</param>
    /// <param name="zone">SE1 to SE4; the document does not name it.</param>
    /// <returns>Prices in EUR and in SEK and the exchange rate, or all faults.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> Read(PublishedDocument document, BiddingZone zone)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(zone);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        var rows = new List<(LocatedNode Record, DateTimeOffset Start)>();
        foreach (var record in JsonRecords.Of(document, "prices", faults))
        {
            if (JsonRecords.Instant(record, Starts, faults) is not { } start)
                continue;
            if (rows.Count > 0 && start <= rows[^1].Start)
                faults.Add(record.Find(Starts)!, $"a start after {UtcText.Of(rows[^1].Start)}");
            else
                rows.Add((record, start.ToUniversalTime()));
        }

        if (rows.Count == 0 && !faults.Any)
            faults.Add(0, Starts, "at least one price", "none");
        var steps = rows.Count == 0 ? null : MarketSteps.Find(zone.Clock, rows.ConvertAll(row => (row.Start, row.Record.Line)), Starts, faults);
        if (steps is not null)
            ReadRows(rows, steps, zone, builder, faults);
        return builder.Build();
    }

    private static void ReadRows(
        List<(LocatedNode Record, DateTimeOffset Start)> rows, TimeSpan[] steps, BiddingZone zone, AnswerBuilder builder, DocumentFaults faults)
    {
        // The exchange rate is set with the prices.
        var publication = Publication.DayAhead(zone);
        var columns = Array.ConvertAll(Fields, one => builder.Series(new SeriesId(zone.Name, one.Name), publication, one.Field));
        var wrongEnds = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var (record, start) = rows[i];
            if (JsonRecords.Instant(record, "time_end", faults) is { } end && end != start + steps[i])
                wrongEnds++;
            for (var k = 0; k < Fields.Length; k++)
                columns[k].Add(start, steps[i], Value(record, Fields[k].Field, Fields[k].Factor, faults), record.Line);
        }

        if (wrongEnds > 0)
            builder.Note(string.Create(CultureInfo.InvariantCulture, $"{wrongEnds} time_end(s) that do not fit the starts ignored"));
    }

    private static double? Value(LocatedNode record, string field, decimal factor, DocumentFaults faults)
    {
        var node = record.Find(field);
        if (node is { Kind: JsonValueKind.Number } && decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && Math.Abs(value) < 1e9m)
        {
            return (double)(value * factor);
        }

        if (node is null)
            faults.Add(record.Line, LocatedNode.Below(record.Path, field), "a number", "nothing");
        else
            faults.Add(node, "a number");
        return null;
    }
}

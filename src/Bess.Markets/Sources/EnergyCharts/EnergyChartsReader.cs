using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.EnergyCharts;

/// <summary>Reads day-ahead prices of Energy-Charts (Fraunhofer ISE): <c>/price?bzn=DE-LU&amp;start=…&amp;end=…</c>.</summary>
/// <remarks>
/// Form: <c>unix_seconds</c> and <c>price</c> of equal length, a null price is missing, <c>unit</c> says <c>EUR / MWh</c>. The step of a
/// market day is the distance that occurs most often in it, so that the change from 60 to 15 minutes may lie inside one answer.
/// </remarks>
public static class EnergyChartsReader
{
    private const string Publisher = "Energy-Charts (Fraunhofer ISE)";
    private const string Seconds = "unix_seconds";

    /// <summary>Reads one answer.</summary>
    /// <param name="document">The JSON document.</param>
    /// <param name="zone">The bidding zone that was asked for; the answer does not name it.</param>
    /// <returns>Series <c>ZONE/day_ahead_eur_per_mwh</c>, or all faults.</returns>
    public static Validated<SourceAnswer> Read(PublishedDocument document, BiddingZone zone)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(zone);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        var root = JsonFields.Root(document, faults);
        var starts = JsonFields.Require(root, Seconds, JsonValueKind.Array, faults);
        var prices = JsonFields.Require(root, "price", JsonValueKind.Array, faults);
        CheckUnit(root, faults);
        if (root?.Find("license_info") is { Kind: JsonValueKind.String } license)
            builder.Note($"licence: {LocatedNode.OneLine(license.Text, 200)}");
        var column = builder.Series(new SeriesId(zone.Name, "day_ahead_eur_per_mwh"), Publication.DayAhead(zone), "price");
        if (starts is not null && prices is not null)
            AddAll(column, starts, prices, zone.Clock, faults);
        return builder.Build().Map(answers => answers[0]);
    }

    private static void AddAll(SeriesColumn column, LocatedNode starts, LocatedNode prices, MarketClock clock, DocumentFaults faults)
    {
        if (starts.Items.Count != prices.Items.Count)
        {
            faults.Add(prices.Line, prices.Path, $"{starts.Items.Count} values as {starts.Path}", $"{prices.Items.Count}");
            return;
        }

        var at = Starts(starts, faults);
        var values = prices.Items.Select(node => JsonFields.NumberOrNull(node, faults)).ToArray();
        var steps = at is null ? null : MarketSteps.Find(clock, at, Seconds, faults);
        for (var i = 0; steps is not null && i < steps.Length; i++)
            column.Add(at![i].Start, steps[i], values[i], at[i].Line);
    }

    private static List<(DateTimeOffset Start, int Line)>? Starts(LocatedNode starts, DocumentFaults faults)
    {
        var all = new List<(DateTimeOffset Start, int Line)>(starts.Items.Count);
        foreach (var node in starts.Items)
        {
            if (JsonFields.Instant(node, TimeSpan.TicksPerSecond, "whole seconds since 1970", faults) is not { } start)
                continue;
            if (all.Count > 0 && start <= all[^1].Start)
                faults.Add(node.Line, node.Path, $"an instant after {UtcText.Of(all[^1].Start)}", UtcText.Of(start));
            all.Add((start, node.Line));
        }

        return faults.Any ? null : all;
    }

    private static void CheckUnit(LocatedNode? root, DocumentFaults faults)
    {
        if (JsonFields.Require(root, "unit", JsonValueKind.String, faults) is { } unit
            && unit.Text.Replace(" ", "", StringComparison.Ordinal) != "EUR/MWh")
        {
            faults.Add(unit, "EUR / MWh");
        }
    }
}

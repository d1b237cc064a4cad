using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Features;
using Bess.Markets.Sources.Csv;

namespace Bess.Cli.Commands.Forecast;

/// <summary>Gathers what a forecast of a zone may look at: the zone's own series, those of its country, and the day-ahead prices of zones near its clock.</summary>
internal static class ForecastInputs
{
    /// <summary>Reads a market folder.</summary>
    /// <param name="marketFolder">The folder of all zones.</param>
    /// <param name="zoneName">Name of the zone's folder, in any case.</param>
    /// <param name="seriesName">Column to forecast; null for the day-ahead price.</param>
    /// <param name="clock">Clock of the days; null for the zone's.</param>
    /// <param name="gate">Local time of the decision; null for the gate closure by clock.</param>
    /// <param name="note">Told what was passed over or assumed.</param>
    public static Validated<MarketData> Read(
        string marketFolder, string zoneName, string? seriesName, MarketClock? clock, TimeOnly? gate, Action<string> note)
    {
        var read = ZoneFolder.Read(marketFolder, zoneName, clock);
        if (!read.TryGet(out var zone))
            return Validated<MarketData>.FromFaults(read.Faults);
        foreach (var line in zone.Notes)
            note(line);
        var target = seriesName is null
            ? DefaultOf(zone, note)
            : zone.Series.FirstOrDefault(one => one.Id.Name.Equals(seriesName, StringComparison.OrdinalIgnoreCase));
        if (target is null)
        {
            return Validated<MarketData>.FromFault(Origin.CommandLine("--series").Fault(
                $"one of {string.Join(", ", zone.Series.Select(one => one.Id.Name))}", seriesName is null ? "no column named like day_ahead_eur_per_mwh" : $"'{seriesName}'"));
        }

        var rule = DecisionRule.GateClosureOf(zone.Clock);
        return Validated<MarketData>.FromValue(new MarketData(
            target, [.. zone.Series, .. ZoneSurroundings.Read(marketFolder, zone, note).Select(one => one.Series)], gate is { } time ? rule with { LocalTime = time } : rule));
    }

    // Markets without a day-ahead auction have one price all the same.
    private static ObservedSeries? DefaultOf(ZoneFolder zone, Action<string> note)
    {
        if (zone.DayAhead.Count > 0)
            return zone.DayAhead[0];
        var price = zone.Series.Where(one => one.Id.Name.EndsWith("_per_mwh", StringComparison.Ordinal)).MaxBy(one => one.Count);
        if (price is not null)
            note($"{zone.Name}: no day-ahead price; {price.Id.Name} is forecast");
        return price;
    }
}

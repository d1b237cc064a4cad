using System.Globalization;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Coordination.Remote.Documents;

/// <summary>A price series with its horizon.</summary>
internal static class PriceSeriesPart
{
    private const string Name = "name";
    private const string Zone = "zone";
    private const string Currency = "currency";
    private const string Grid = "grid";
    private const string KnownAt = "knownAtUtc";
    private const string Provenance = "provenance";
    private const string Prices = "pricesPerMwh";

    public static void Write(Utf8JsonWriter json, PriceSeries series)
    {
        json.WriteString(Name, series.Name);
        json.WriteString(Zone, series.Zone?.Name);
        json.WriteString(Currency, series.Currency.Code);
        json.Object(Grid, series.Grid, GridPart.Write);
        json.Texts(KnownAt, [.. Enumerable.Range(0, series.Grid.Count).Select(i => UtcText.Of(series.KnownAt(i)))]);
        json.Object(Provenance, series.Provenance, ScenariosPart.Write);
        json.WriteStartArray(Prices);
        foreach (var price in series.PricesPerMwh)
        {
            if (double.IsNaN(price))
                json.WriteNullValue();
            else
                json.WriteNumberValue(price);
        }

        json.WriteEndArray();
    }

    public static PriceSeries? Read(DocumentObject form)
    {
        var name = form.Text(Name);
        var zone = ReadZone(form);
        var currency = form.Text(Currency, Domain.Units.Currency.IsCode, "three capital letters such as EUR");
        var grid = form.Object(Grid, GridPart.Read);
        var known = ReadKnownAt(form, grid?.Count);
        var provenance = form.Object(Provenance, ScenariosPart.ReadProvenance);
        // Null is read as −∞ there; a price that is missing is NaN here.
        double[] prices = [.. form.AnyVector(Prices).Select(price => double.IsNegativeInfinity(price) ? double.NaN : price)];
        if (grid is not null && prices.Length != grid.Count)
            form.Refuse(Prices, string.Create(CultureInfo.InvariantCulture, $"an array of {grid.Count} prices, null where one is missing"));
        if (grid is null || provenance is null || form.IsAtFault)
            return null;
        try
        {
            return new PriceSeries(name, zone, new Currency(currency), grid, prices, known, provenance);
        }
        catch (BessDataException refused)
        {
            form.Refuse(refused.Faults);
            return null;
        }
    }

    private static BiddingZone? ReadZone(DocumentObject form)
    {
        if (form.TextOrNull(Zone) is not { } text)
            return null;
        if (!BiddingZone.TryFind(text, out var zone))
            form.Refuse(Zone, $"one of {string.Join(", ", BiddingZone.Catalogue.Select(each => each.Name))}, or null");
        return zone;
    }

    private static DateTimeOffset[] ReadKnownAt(DocumentObject form, int? count)
    {
        var texts = form.Texts(KnownAt);
        var instants = new DateTimeOffset[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            if (!UtcText.TryParse(texts[i], out instants[i]))
                form.Refuse(KnownAt, "instants in UTC such as 2026-03-10T12:45:00Z", $"'{texts[i]}'");
        }

        if (count is { } steps && texts.Length != steps)
            form.Refuse(KnownAt, string.Create(CultureInfo.InvariantCulture, $"an array of {steps} instants"));
        return instants;
    }
}

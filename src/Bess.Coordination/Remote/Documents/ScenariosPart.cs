using System.Text.Json;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Coordination.Remote.Documents;

/// <summary>Price scenarios with their horizon.</summary>
internal static class ScenariosPart
{
    private const string Name = "name";
    private const string Currency = "currency";
    private const string Grid = "grid";
    private const string Prices = "pricesPerMwh";
    private const string Probabilities = "probabilities";
    private const string KnownAt = "knownAtUtc";
    private const string Provenance = "provenance";
    private const string Source = "source";
    private const string Detail = "detail";
    private const string Synthetic = "synthetic";

    public static void Write(Utf8JsonWriter json, ScenarioSet scenarios)
    {
        json.WriteString(Name, scenarios.Name);
        json.WriteString(Currency, scenarios.Currency.Code);
        json.Object(Grid, scenarios.Grid, GridPart.Write);
        json.WriteString(KnownAt, UtcText.Of(scenarios.KnownAt));
        json.Object(Provenance, scenarios.Provenance, Write);
        json.Vector(Probabilities, scenarios.Probabilities);
        json.Matrix(Prices, Enumerable.Range(0, scenarios.Count).Select(s => scenarios.PricesPerMwh(s).ToArray()));
    }

    /// <summary>Reads them.</summary>
    /// <param name="form">The object.</param>
    /// <param name="steps">Length of the horizon, also when something else is at fault; null when the horizon is.</param>
    public static ScenarioSet? Read(DocumentObject form, out int? steps)
    {
        var name = form.Text(Name);
        var currency = form.Text(Currency, Domain.Units.Currency.IsCode, "three capital letters such as EUR");
        var grid = form.Object(Grid, GridPart.Read);
        steps = grid?.Count;
        var knownAt = form.Instant(KnownAt);
        var provenance = form.Object(Provenance, ReadProvenance);
        var probabilities = form.FiniteVector(Probabilities, length: null);
        var prices = form.FiniteMatrix(Prices, steps);
        if (prices.Length != probabilities.Length)
            form.Refuse(Prices, $"{probabilities.Length} arrays, one a probability", $"{prices.Length}");
        if (grid is null || provenance is null || form.IsAtFault)
            return null;
        var set = ScenarioSet.Create(
            name, new Currency(currency), grid, prices.SelectMany(row => row).ToArray(), probabilities, knownAt, provenance);
        form.Refuse(set.Faults);
        return set.TryGet(out var good) ? good : null;
    }

    public static void Write(Utf8JsonWriter json, Provenance provenance)
    {
        json.WriteString(Source, provenance.Source);
        json.WriteString(Detail, provenance.Detail);
        json.WriteBoolean(Synthetic, provenance.Synthetic);
    }

    public static Provenance ReadProvenance(DocumentObject form) => new(form.Text(Source), form.TextOrNull(Detail), form.Flag(Synthetic));
}

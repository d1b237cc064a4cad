using System.Text;
using System.Text.Json;
using Bess.Coordination.Desk;
using Bess.Coordination.Desk.Prices;
using Bess.Coordination.Fleets;
using Bess.Domain;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Remote.Documents;

/// <summary>Orders as JSON, for wires and stores: one compact object. Reading is strict and tells all faults with their paths. Thread-safe.</summary>
/// <remarks>
/// The fleet is a fleet file within the order. Of the options clock and threads are not written. That the parts fit together is
/// for <see cref="Rounds.RoundValidator"/> to say; lengths of vectors are told here.
/// </remarks>
public static class RoundOrderDocument
{
    /// <summary>The field <c>kind</c> of such a document.</summary>
    public const string Kind = "round-order";

    /// <summary>Longest document that is read, bytes: 32 MiB.</summary>
    public const int LongestBytes = 32 << 20;

    private const string Id = "id";
    private const string PowerPlant = "powerPlant";
    private const string Fleet = "fleet";
    private const string Scenarios = "scenarios";
    private const string Coupling = "coupling";
    private const string Options = "options";

    /// <summary>Writes an order.</summary>
    /// <param name="order">The order; numbers that are not finite are written in a form that reading refuses.</param>
    /// <returns>UTF-8, compact; the same order gives the same bytes.</returns>
    public static byte[] Write(RoundOrder order) => DocumentBytes.Write(Kind, order, Fields);

    /// <summary>Reads an order.</summary>
    /// <param name="utf8">The document.</param>
    /// <returns>The order, or all faults.</returns>
    public static Validated<RoundOrder> Read(ReadOnlySpan<byte> utf8) => DocumentBytes.Read(utf8, Kind, LongestBytes, form => Fields(form, prices: null));

    /// <summary>Reads an order that may name kept prices in <c>pricesRef</c> instead of carrying <c>scenarios</c>.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="prices">The kept prices; null where there are none: then the field is unknown.</param>
    /// <returns>The order with the scenarios themselves, or all faults.</returns>
    public static Validated<RoundOrder> Read(ReadOnlySpan<byte> utf8, PriceBook? prices) => DocumentBytes.Read(utf8, Kind, LongestBytes, form => Fields(form, prices));

    /// <summary>Reads an order.</summary>
    /// <param name="text">The document.</param>
    /// <returns>The order, or all faults.</returns>
    public static Validated<RoundOrder> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static void Fields(Utf8JsonWriter json, RoundOrder order)
    {
        json.WriteString(Id, order.Id);
        json.WriteString(PowerPlant, order.PowerPlant);
        json.WritePropertyName(Fleet);
        if (order.Fleet is { } fleet)
            new FleetWriter(json).Write(fleet);
        else
            json.WriteNullValue();
        json.Object(Scenarios, order.Scenarios, ScenariosPart.Write);
        json.Object(Coupling, order.Coupling, CouplingPart.Write);
        json.Object(Options, order.Options, OptionsPart.Write);
    }

    private static RoundOrder? Fields(DocumentObject form, PriceBook? prices)
    {
        var id = form.TextOrNull(Id);
        if (id is not null && !DeskNames.IsRoundId(id))
            form.Refuse(Id, DeskNames.RoundIdRule);
        var powerPlant = form.Text(PowerPlant, DeskNames.IsPowerPlant, DeskNames.PowerPlantRule);
        var fleet = ReadFleet(form);
        int? steps = null;
        var isNamed = prices is not null && form.NodeOrNull(PricesRefPart.Name) is not null;
        var scenarios = isNamed ? PricesRefPart.Read(form, prices!, out steps) : form.Object(Scenarios, part => ScenariosPart.Read(part, out steps));
        var coupling = form.Object(Coupling, part => CouplingPart.Read(part, steps));
        var options = form.ObjectOrNull(Options, OptionsPart.Read);
        return scenarios is null || coupling is null
            ? null
            : new RoundOrder { Id = id, PowerPlant = powerPlant, Fleet = fleet, Scenarios = scenarios, Coupling = coupling, Options = options ?? new() };
    }

    private static Fleet? ReadFleet(DocumentObject form) =>
        form.NodeOrNull(Fleet) is { } node && new FleetReader(form.Log).Read(node).TryGet(out var fleet) ? fleet : null;
}

using System.Text.Json;
using Bess.Coordination.Desk;
using Bess.Coordination.Desk.Prices;
using Bess.Coordination.Remote.Documents;
using Bess.Dashboard.Orders;
using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Dashboard.Api;

/// <summary>Orders ready to launch, and what is wrong with one that is still written.</summary>
internal static class OrderEndpoints
{
    private const string IdOfNone = "not-named-yet";

    public static void Map(ApiGroup api)
    {
        api.Map("GET", "/orders", Doors.Readers, List);
        api.Map("GET", "/orders/{name}", Doors.Readers, Order);
        api.Map("POST", "/rounds/check", Doors.Readers, CheckAsync);
    }

    private static IResult List(HttpContext http, OrderShelf shelf)
    {
        if (PageOfList.Read(http.Request.Query, out var problem) is not { } page)
            return problem!;
        var (orders, next) = page.Of(shelf.All, order => order.Name);
        return new TaggedAnswer(JsonDocumentOf.Kind("orders", json =>
        {
            json.WriteStartArray("orders");
            foreach (var order in orders)
                Write(json, order);
            json.WriteEndArray();
            json.WriteString("next", next);
        }));
    }

    private static IResult Order(OrderShelf shelf, string name) =>
        shelf.Find(name) is { } order ? new TaggedAnswer(order.Document) : Problem.NotFound($"order '{name}'");

    private static async Task<IResult> CheckAsync(HttpContext http, IRoundDesk desk)
    {
        var (body, problem) = await RequestBody.ReadAsync(http);
        if (body is null)
            return problem!;
        var read = RoundOrderDocument.Read(body, http.RequestServices.GetService<PriceBook>());
        var faults = read.TryGet(out var order) ? await FaultsAsync(http, desk, order) : read.Faults;
        return DocumentAnswer.Of(JsonDocumentOf.Kind("order-check", json => Problem.Write(json, faults)));
    }

    private static async Task<IReadOnlyList<Fault>> FaultsAsync(HttpContext http, IRoundDesk desk, RoundOrder order)
    {
        if (desk is IDeskDirectory directory)
            return await directory.CheckAsync(order, http.RequestAborted);
        var groups = order.Fleet?.Groups ?? (await desk.RosterAsync(order.PowerPlant, http.RequestAborted))?.Groups ?? [];
        return OrderTerms.Check(order with { Id = order.Id ?? IdOfNone }, groups);
    }

    private static void Write(Utf8JsonWriter json, ReadyOrder ready)
    {
        var (order, grid) = (ready.Order, ready.Order.Scenarios.Grid);
        json.WriteStartObject();
        json.WriteString("name", ready.Name);
        json.WriteString("powerPlant", order.PowerPlant);
        if (order.Fleet is { } fleet)
            json.WriteNumber("batteries", fleet.Members.Count);
        else
            json.WriteNull("batteries");
        json.WriteString("startUtc", UtcText.Of(grid.Start));
        json.WriteNumber("stepSeconds", grid.Step.TotalSeconds);
        json.WriteNumber("steps", grid.Count);
        json.WriteNumber("scenarios", order.Scenarios.Probabilities.Length);
        json.WriteString("currency", order.Scenarios.Currency.Code);
        json.WriteNumber("commitments", order.Coupling.Commitments.Count);
        json.WriteNumber("limits", order.Coupling.Limits.Count);
        json.WriteNumber("injections", order.Coupling.Injections.Count);
        json.WriteBoolean("synthetic", order.Scenarios.Provenance.Synthetic);
        json.WriteString("source", order.Scenarios.Provenance.ToString());
        json.WriteEndObject();
    }
}

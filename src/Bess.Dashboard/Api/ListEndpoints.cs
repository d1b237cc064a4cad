using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;

namespace Bess.Dashboard.Api;

/// <summary>Power plants and rounds, as far as the desk knows them all.</summary>
internal static class ListEndpoints
{
    public static void Map(ApiGroup api)
    {
        api.Map("GET", "/powerplants", Doors.Everybody, PowerPlantsAsync);
        api.Map("GET", "/rounds", Doors.Everybody, RoundsAsync);
        api.Map("GET", "/rounds/{id}/order", Doors.Readers, OrderAsync);
    }

    private static async Task<IResult> PowerPlantsAsync(HttpContext http, IRoundDesk desk)
    {
        if (desk is not IDeskDirectory directory)
            return Problem.NoDirectory();
        if (PageOfList.Read(http.Request.Query, out var problem) is not { } page)
            return problem!;
        var rounds = await directory.RecentRoundsAsync(http.RequestAborted);
        var (names, next) = page.Of(await directory.PowerPlantsAsync(http.RequestAborted), name => name);
        var batteries = new int[names.Count];
        for (var i = 0; i < names.Count; i++)
            batteries[i] = (await desk.RosterAsync(names[i], http.RequestAborted))?.Entries.Count ?? 0;
        return new TaggedAnswer(JsonDocumentOf.Kind("powerplants", json =>
        {
            json.WriteStartArray("powerPlants");
            for (var i = 0; i < names.Count; i++)
            {
                json.WriteStartObject();
                json.WriteString("name", names[i]);
                json.WriteNumber("enrolledBatteries", batteries[i]);
                json.Raw("latestRound", rounds.FirstOrDefault(round => round.PowerPlant == names[i]) is { } latest ? RoundViewDocument.Write(latest) : null);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("next", next);
        }));
    }

    private static async Task<IResult> RoundsAsync(HttpContext http, IRoundDesk desk)
    {
        if (PageOfList.Read(http.Request.Query, out var problem) is not { } page)
            return problem!;
        var plant = http.Request.Query["powerPlant"];
        if (plant.Count == 0 && desk is not IDeskDirectory)
            return Problem.NoDirectory();
        var all = plant.Count > 0
            ? await desk.RoundsAsync(plant.ToString(), http.RequestAborted)
            : await ((IDeskDirectory)desk).RecentRoundsAsync(http.RequestAborted);
        var (rounds, next) = page.Of(all, round => round.Id);
        return new TaggedAnswer(JsonDocumentOf.Kind("round-list", json =>
        {
            json.WriteStartArray("rounds");
            foreach (var round in rounds)
                json.WriteRawValue(RoundViewDocument.Write(round));
            json.WriteEndArray();
            json.WriteString("next", next);
        }));
    }

    private static async Task<IResult> OrderAsync(HttpContext http, IRoundDesk desk, string id)
    {
        if (desk is not IDeskDirectory directory)
            return Problem.NoDirectory();
        return await directory.OrderAsync(id, http.RequestAborted) is { } order
            ? new TaggedAnswer(RoundOrderDocument.Write(order))
            : Problem.NotFound($"round '{id}'");
    }
}

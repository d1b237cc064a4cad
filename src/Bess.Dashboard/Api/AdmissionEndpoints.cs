using System.Text.Json.Nodes;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Dashboard.Security;
using Bess.Domain;

namespace Bess.Dashboard.Api;

/// <summary>Prosumers enrol batteries that they host.</summary>
internal static class AdmissionEndpoints
{
    public static void Map(ApiGroup api) => api.Map("POST", "/powerplants/{name}/admissions", Doors.Owners, AdmitAsync);

    private static async Task<IResult> AdmitAsync(HttpContext http, IRoundDesk desk, string name)
    {
        var (body, problem) = await RequestBody.ReadAsync(http);
        if (body is null)
            return problem!;
        var read = RosterDocument.ReadEntry(body);
        if (!read.TryGet(out var asked))
            return Problem.Of(read.Faults);
        if (asked.Owner is not null)
            return Problem.Of([new Fault("", "owner", "nothing: the owner is whose key it is", $"'{asked.Owner}'")]);
        if (http.RequestServices.GetService<IProsumerInvitations>() is not { } invitations)
            return Problem.NoProsumers();
        var entry = asked with { Owner = Caller.Of(http).Name };
        var faults = await desk.AdmitAsync(name, entry, http.RequestAborted);
        if (faults.Count > 0)
            return Problem.Of(faults);
        var answer = new JsonObject
        {
            ["kind"] = "admission",
            ["schemaVersion"] = 1,
            ["powerPlant"] = name,
            ["agent"] = entry.Agent.Value,
            ["owner"] = entry.Owner,
            ["invitation"] = await invitations.InviteAsync(name, entry, http.RequestAborted),
        };
        return new DocumentAnswer(StatusCodes.Status201Created, System.Text.Encoding.UTF8.GetBytes(answer.ToJsonString()));
    }
}

using Bess.Coordination.Desk;
using Bess.Coordination.Fleets;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Remote.Keys;
using Bess.Dashboard.Security;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Dashboard.Api;

/// <summary>Who belongs to a power plant.</summary>
internal static class PowerPlantEndpoints
{
    private const int LongestReason = 200;

    public static void Map(ApiGroup api)
    {
        api.Map("PUT", "/powerplants/{name}/groups", Doors.Operators, SetGroupsAsync);
        api.Map("POST", "/powerplants/{name}/members", Doors.Operators, JoinAsync);
        api.Map("GET", "/powerplants/{name}/members", Doors.Readers, RosterAsync);
        api.Map("DELETE", "/powerplants/{name}/members/{agent}", Doors.OperatorsAndOwners, LeaveAsync);
        api.Map("GET", "/powerplants/{name}/members/{agent}/schedule", Doors.Everybody, ScheduleAsync);
    }

    private static async Task<IResult> SetGroupsAsync(HttpContext http, IRoundDesk desk, string name)
    {
        var (body, problem) = await RequestBody.ReadAsync(http);
        if (body is null)
            return problem!;
        var groups = RosterDocument.ReadGroups(body);
        if (!groups.TryGet(out var good))
            return Problem.Of(groups.Faults);
        var faults = await desk.SetGroupsAsync(name, good, http.RequestAborted);
        return faults.Count > 0 ? Problem.Of(faults) : DocumentAnswer.Done();
    }

    private static async Task<IResult> JoinAsync(HttpContext http, IRoundDesk desk, string name)
    {
        var (body, problem) = await RequestBody.ReadAsync(http);
        if (body is null)
            return problem!;
        var read = FleetFile.Parse(body, "fleet");
        if (!read.TryGet(out var fleet))
            return Problem.Of(read.Faults);
        var roster = await desk.RosterAsync(name, http.RequestAborted);
        IReadOnlyList<Fault> faults = Obstacles(roster, fleet);
        var groups = Union(roster?.Groups ?? [], fleet.Groups);
        if (faults.Count == 0 && groups.Count > (roster?.Groups.Count ?? 0))
            faults = await desk.SetGroupsAsync(name, groups, http.RequestAborted);
        if (faults.Count == 0)
            faults = await desk.JoinAsync(name, fleet.Members, http.RequestAborted);
        return faults.Count > 0 ? Problem.Of(faults) : DocumentAnswer.Done();
    }

    private static async Task<IResult> RosterAsync(HttpContext http, IRoundDesk desk, string name) =>
        await desk.RosterAsync(name, http.RequestAborted) is { } roster
            ? DocumentAnswer.Of(RosterDocument.Write(roster))
            : Problem.NotFound($"power plant '{name}'");

    private static async Task<IResult> LeaveAsync(HttpContext http, IRoundDesk desk, string name, string agent)
    {
        var reason = http.Request.Query["reason"].ToString();
        if (reason.Length > LongestReason || reason.Any(char.IsControl))
            return Problem.BadParameter("reason", $"at most {LongestReason} characters without control characters", $"{reason.Length} characters");
        if (!AgentId.IsValid(agent))
            return Unknown(name, agent);
        var caller = Caller.Of(http);
        if (caller.Role == ApiRole.Prosumer && !await OwnsAsync(http, desk, name, agent))
            return Problem.NotYours(agent);
        var isGone = await desk.LeaveAsync(name, new AgentId(agent), reason.Length > 0 ? reason : $"asked by {caller.Name}", http.RequestAborted);
        return isGone ? DocumentAnswer.Done() : Unknown(name, agent);
    }

    private static async Task<IResult> ScheduleAsync(HttpContext http, IRoundDesk desk, string name, string agent)
    {
        if (!AgentId.IsValid(agent))
            return Unknown(name, agent);
        if (Caller.Of(http).Role == ApiRole.Prosumer && !await OwnsAsync(http, desk, name, agent))
            return Problem.NotYours(agent);
        return await desk.ScheduleAsync(name, new AgentId(agent), http.RequestAborted) is { } schedule
            ? DocumentAnswer.Of(ScheduleDocument.WriteCommitted(schedule))
            : Problem.NotFound($"schedule of '{agent}' at '{name}' that can be read here");
    }

    private static async Task<bool> OwnsAsync(HttpContext http, IRoundDesk desk, string name, string agent)
    {
        var roster = await desk.RosterAsync(name, http.RequestAborted);
        return roster?.Entries.FirstOrDefault(entry => entry.Agent.Value == agent)?.Owner == Caller.Of(http).Name;
    }

    // What the desk would refuse of the members after the groups are set is found before, so that nothing is kept of a refused call.
    private static List<Fault> Obstacles(Roster? roster, Fleet fleet)
    {
        var faults = new List<Fault>();
        var owned = roster?.Entries.Where(entry => entry.Owner is not null).Select(entry => entry.Agent).ToHashSet() ?? [];
        var parents = roster?.Groups.ToDictionary(group => group.Name, group => group.Parent) ?? [];
        for (var i = 0; i < fleet.Members.Count; i++)
        {
            if (owned.Contains(fleet.Members[i].Battery.Id))
                faults.Add(new Fault("fleet", $"batteries[{i}].id", "a name that no prosumer's battery has", $"'{fleet.Members[i].Battery.Id}'"));
        }

        for (var i = 0; i < fleet.Groups.Count; i++)
        {
            if (parents.TryGetValue(fleet.Groups[i].Name, out var parent) && parent != fleet.Groups[i].Parent)
                faults.Add(new Fault("fleet", $"groups[{i}].parent", $"{(parent is null ? "none" : $"'{parent}'")}, as it is known here", $"'{fleet.Groups[i].Parent}'"));
        }

        return faults;
    }

    private static IReadOnlyList<FleetGroup> Union(IReadOnlyList<FleetGroup> known, IReadOnlyList<FleetGroup> added) =>
        [.. known, .. added.Where(group => known.All(other => other.Name != group.Name))];

    private static Problem Unknown(string name, string agent) => Problem.NotFound($"battery '{agent}' at '{name}'");
}

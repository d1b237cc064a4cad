using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Keys;
using Bess.Coordination.Rounds;
using Bess.Dashboard.Security;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Schedules;

namespace Bess.Dashboard.Api;

/// <summary>One battery in a round that has a result.</summary>
/// <param name="View">The round.</param>
/// <param name="Order">Its order, with the fleet.</param>
/// <param name="Result">Its result.</param>
/// <param name="Member">The battery.</param>
/// <param name="Schedule">Its schedule.</param>
internal sealed record BatteryPlan(RoundView View, RoundOrder Order, RoundResult Result, FleetMember Member, Schedule Schedule)
{
    /// <summary>Finds it for a caller who may see it; or the problem.</summary>
    public static async Task<(BatteryPlan? Plan, Problem? Problem)> FindAsync(HttpContext http, IRoundDesk desk, string id, string battery)
    {
        var view = await desk.RoundAsync(id, http.RequestAborted);
        var caller = Caller.Of(http);
        // Who may not see a battery learns nothing of the round either.
        if (caller.Role == ApiRole.Prosumer && !await OwnsAsync(http, desk, view, battery, caller))
            return (null, Problem.NotYours(battery));
        if (view is null)
            return (null, Problem.NotFound($"round '{id}'"));
        var order = desk is IDeskDirectory directory ? await directory.OrderAsync(id, http.RequestAborted) : null;
        if (order?.Fleet is not { } fleet)
            return (null, Problem.PrivateData());
        if (fleet.Members.FirstOrDefault(one => one.Battery.Id.Value == battery) is not { } member)
            return (null, Problem.NotFound($"battery '{battery}' among those that took part in the round from its start"));
        if (await desk.ResultAsync(id, http.RequestAborted) is not { } result)
            return (null, Problem.NoResult(view));
        return result.Schedules.FirstOrDefault(one => one.Agent == member.Battery.Id) is { } schedule
            ? (new BatteryPlan(view, order, result, member, schedule), null)
            : (null, Problem.NotFound($"schedule of '{battery}': it left before the end of the round"));
    }

    private static async Task<bool> OwnsAsync(HttpContext http, IRoundDesk desk, RoundView? view, string battery, Caller caller)
    {
        if (view is null || !AgentId.IsValid(battery))
            return false;
        var roster = await desk.RosterAsync(view.PowerPlant, http.RequestAborted);
        return roster?.Entries.FirstOrDefault(entry => entry.Agent.Value == battery)?.Owner == caller.Name;
    }
}

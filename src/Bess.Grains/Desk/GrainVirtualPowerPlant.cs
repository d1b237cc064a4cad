using System.Globalization;
using System.Runtime.CompilerServices;
using Bess.Coordination.Desk;
using Bess.Coordination.Fleets;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Grains.Wire;

namespace Bess.Grains.Desk;

/// <summary>The round desk of a cluster; may stand in any silo or client of it.</summary>
/// <param name="grains">Grains.</param>
/// <param name="clock">Clock.</param>
public sealed partial class GrainVirtualPowerPlant(IGrainFactory grains, TimeProvider clock) : IRoundDesk
{
    private static readonly TimeSpan EventWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OwnerWait = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public async Task<Launch> LaunchAsync(RoundOrder order, string launchedBy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        var named = order with { Id = order.Id ?? NewId() };
        if (await FaultsAsync(named, cancellationToken).ConfigureAwait(false) is { Count: > 0 } told)
        {
            return Launch.Faulty(told);
        }

        var document = RoundOrderDocument.Write(named with { Fleet = null });
        var roster = named.Fleet is { } fleet ? RosterDocument.Write(RosterOf(fleet)) : null;
        var launched = await CallAsync(() => Fleet(named.PowerPlant).LaunchAsync(document, roster, launchedBy), cancellationToken).ConfigureAwait(false);
        if (launched.RoundId is not { } roundId)
        {
            return launched.Running is { } running ? Launch.Refused(RoundViewDocument.Read(running).Value) : Launch.Faulty(FaultsOf(launched.Faults));
        }

        if (named.Fleet is not null)
        {
            await SpecifyAndWakeAsync(named, roundId, cancellationToken).ConfigureAwait(false);
        }

        return Launch.Accepted(roundId);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<RoundEvent> FollowAsync(string roundId, int from = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        var next = from;
        while (true)
        {
            var events = await CallAsync(() => Round(roundId).EventsAsync(next, (int)EventWait.TotalMilliseconds), cancellationToken).ConfigureAwait(false);
            foreach (var document in events.Documents)
            {
                next++;
                yield return RoundEventDocument.Read(document).Value;
            }

            if (events.IsLast)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc />
    public async Task<RoundView?> RoundAsync(string roundId, CancellationToken cancellationToken = default) =>
        await CallAsync(() => Round(roundId).ViewAsync(), cancellationToken).ConfigureAwait(false) is { } view ? RoundViewDocument.Read(view).Value : null;

    /// <inheritdoc />
    public async Task<IReadOnlyList<RoundView>> RoundsAsync(string powerPlant, CancellationToken cancellationToken = default)
    {
        var ids = await CallAsync(() => Fleet(powerPlant).RoundsAsync(), cancellationToken).ConfigureAwait(false);
        var views = await Task.WhenAll(ids.Select(id => RoundAsync(id, cancellationToken))).ConfigureAwait(false);
        return [.. views.OfType<RoundView>()];
    }

    /// <inheritdoc />
    /// <remarks>Sums come from the round; schedules from the batteries themselves, as far as their owners show them.</remarks>
    public async Task<RoundResult?> ResultAsync(string roundId, CancellationToken cancellationToken = default)
    {
        if (await CallAsync(() => Round(roundId).ResultAsync(), cancellationToken).ConfigureAwait(false) is not { } document
            || await CallAsync(() => Round(roundId).RosterAsync(), cancellationToken).ConfigureAwait(false) is not { } rosterDocument)
        {
            return null;
        }

        var roster = RosterDocument.Read(rosterDocument).Value;
        var result = RoundResultDocument.Read(document).Value;
        var schedules = await Task.WhenAll(roster.Entries.Select(entry => ScheduleOfAsync(roster.PowerPlant, entry, roundId, cancellationToken))).ConfigureAwait(false);
        var kept = roster.Entries.Zip(schedules).Count(pair => pair.First.Owner is not null && pair.Second is null);
        return result with
        {
            Schedules = [.. schedules.OfType<CommittedSchedule>().Select(schedule => schedule.Schedule)],
            Notes = kept == 0 ? result.Notes : [.. result.Notes, $"{kept} batteries keep their schedules to themselves"],
        };
    }

    /// <inheritdoc />
    public Task<bool> CancelAsync(string roundId, CancellationToken cancellationToken = default) => CallAsync(() => Round(roundId).CancelAsync(), cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Fault>> SetGroupsAsync(string powerPlant, IReadOnlyList<FleetGroup> groups, CancellationToken cancellationToken = default)
    {
        if (PlantFaults(powerPlant) is { Count: > 0 } faults)
        {
            return faults;
        }

        var roster = RosterDocument.Write(new Roster(powerPlant, groups, []));
        return FaultsOf(await CallAsync(() => Fleet(powerPlant).SetGroupsAsync(roster), cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Fault>> JoinAsync(string powerPlant, IReadOnlyList<FleetMember> members, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (PlantFaults(powerPlant) is { Count: > 0 } faults)
        {
            return faults;
        }

        if (members.Count == 0)
        {
            return [new Fault("", "batteries", "at least one battery", "none")];
        }

        var roster = RosterDocument.Write(new Roster(powerPlant, [], [.. members.Select(EntryOf)]));
        var refused = await CallAsync(() => Fleet(powerPlant).CheckAsync(roster), cancellationToken).ConfigureAwait(false);
        if (refused.Length > 0)
        {
            return FaultsOf(refused);
        }

        await SpecifyAsync(powerPlant, members, cancellationToken).ConfigureAwait(false);
        return FaultsOf(await CallAsync(() => Fleet(powerPlant).EnrolAsync(roster, true), cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Fault>> AdmitAsync(string powerPlant, RosterEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Owner is not { } owner || !AgentId.IsValid(owner))
        {
            return [new Fault("", "owner", "a name of 1-64 characters of A-Z a-z 0-9 . _ -", $"'{entry.Owner}'")];
        }

        var roster = RosterDocument.Write(new Roster(powerPlant, [], [entry]));
        return PlantFaults(powerPlant) is { Count: > 0 } faults
            ? faults
            : FaultsOf(await CallAsync(() => Fleet(powerPlant).EnrolAsync(roster, false), cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc />
    public Task<bool> LeaveAsync(string powerPlant, AgentId agent, string reason, CancellationToken cancellationToken = default) =>
        CallAsync(() => Fleet(powerPlant).LeaveAsync(agent.Value, reason), cancellationToken);

    /// <inheritdoc />
    public async Task<Roster?> RosterAsync(string powerPlant, CancellationToken cancellationToken = default) =>
        DeskNames.IsPowerPlant(powerPlant) && await CallAsync(() => Fleet(powerPlant).RosterAsync(), cancellationToken).ConfigureAwait(false) is { } roster
            ? RosterDocument.Read(roster).Value
            : null;

    /// <inheritdoc />
    public async Task<CommittedSchedule?> ScheduleAsync(string powerPlant, AgentId agent, CancellationToken cancellationToken = default)
    {
        var roster = await RosterAsync(powerPlant, cancellationToken).ConfigureAwait(false);
        var entry = roster?.Entries.FirstOrDefault(known => known.Agent == agent) ?? new RosterEntry(agent, null, 1);
        return await ScheduleOfAsync(powerPlant, entry, null, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Fault>> FaultsAsync(RoundOrder named, CancellationToken cancellationToken)
    {
        var enrolled = named.Fleet is null ? await RosterAsync(named.PowerPlant, cancellationToken).ConfigureAwait(false) : null;
        List<Fault> faults = [.. OrderTerms.Check(named, named.Fleet?.Groups ?? enrolled?.Groups ?? []), .. FleetCheck.Faults(named)];
        // Where nobody is enrolled every group is unknown: that nobody is there says it better.
        return faults.Count > 0 && named.Fleet is null && enrolled is not { Entries.Count: > 0 } ? [FleetCheck.Nobody(named.PowerPlant)] : faults;
    }

    private static Roster RosterOf(Fleet fleet) => new(fleet.Name, fleet.Groups, [.. fleet.Members.Select(EntryOf)]);

    private static RosterEntry EntryOf(FleetMember member) =>
        new(member.Battery.Id, member.Group, Math.Max(member.Battery.ChargeLimit.Mw, member.Battery.DischargeLimit.Mw));

    private static IReadOnlyList<Fault> PlantFaults(string powerPlant) =>
        DeskNames.IsPowerPlant(powerPlant) ? [] : [new Fault("", "powerPlant", DeskNames.PowerPlantRule, $"'{powerPlant}'")];

    private static IReadOnlyList<Fault> FaultsOf(string[][] faults) => [.. faults.Select(fault => new Fault(fault[0], fault[1], fault[2], fault[3]))];

    private IFleetGrain Fleet(string powerPlant) => grains.GetGrain<IFleetGrain>(powerPlant);

    private IRoundGrain Round(string roundId) => grains.GetGrain<IRoundGrain>(roundId);

    private Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) => Retry.UntilDoneAsync(call, clock, cancellationToken);

    private async Task SpecifyAndWakeAsync(RoundOrder order, string roundId, CancellationToken cancellationToken)
    {
        try
        {
            await SpecifyAsync(order.PowerPlant, order.Fleet!.Members, cancellationToken).ConfigureAwait(false);
        }
        catch (BessDataException exception)
        {
            await CallAsync(() => FailAsync(roundId, exception.Message), cancellationToken).ConfigureAwait(false);
            return;
        }

        await CallAsync(() => Round(roundId).WakeAsync(specified: true), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> FailAsync(string roundId, string detail)
    {
        await Round(roundId).FailAsync(detail).ConfigureAwait(false);
        return true;
    }

    private async Task SpecifyAsync(string powerPlant, IReadOnlyList<FleetMember> members, CancellationToken cancellationToken)
    {
        foreach (var chunk in members.Chunk(500))
        {
            var answers = await Task.WhenAll(chunk.Select(member => SpecifyAsync(powerPlant, member, cancellationToken))).ConfigureAwait(false);
            Fault[] faults = [.. answers.SelectMany(answer => answer).Select(text => new Fault(powerPlant, "battery", "a battery that its grain accepts", text))];
            if (faults.Length > 0)
            {
                throw new BessDataException(faults);
            }
        }
    }

    private Task<string[]> SpecifyAsync(string powerPlant, FleetMember member, CancellationToken cancellationToken)
    {
        // The group tree is the plant's business; a battery's document names none.
        var alone = new FleetMember(member.Battery, member.InitialEnergy, member.Terminal, member.Risk, null);
        var document = System.Text.Encoding.UTF8.GetBytes(FleetFile.ToJson(new Fleet(member.Battery.Id.Value, [alone])));
        var grain = grains.GetGrain<IOperatorBatteryGrain>(GrainKeys.Battery(powerPlant, member.Battery.Id.Value, null));
        return CallAsync(() => grain.SpecifyAsync(document), cancellationToken);
    }

    private async Task<CommittedSchedule?> ScheduleOfAsync(string powerPlant, RosterEntry entry, string? roundId, CancellationToken cancellationToken)
    {
        var key = GrainKeys.Battery(powerPlant, entry.Agent.Value, entry.Owner);
        IBatteryGrain grain = entry.Owner is null ? grains.GetGrain<IOperatorBatteryGrain>(key) : grains.GetGrain<IProsumerBatteryGrain>(key);
        var schedule = entry.Owner is null
            ? await CallAsync(() => grain.ScheduleAsync(roundId), cancellationToken).ConfigureAwait(false)
            : await ScheduleOfOwnerAsync(grain, roundId, cancellationToken).ConfigureAwait(false);
        return schedule is null ? null : ScheduleDocument.ReadCommitted(schedule.Document).Value;
    }

    /// <summary>An owner who is away may stay away for long: asked once.</summary>
    private async Task<ScheduleMessage?> ScheduleOfOwnerAsync(IBatteryGrain grain, string? roundId, CancellationToken cancellationToken)
    {
        try
        {
            return await grain.ScheduleAsync(roundId).WaitAsync(OwnerWait, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Retry.IsTransient(exception, cancellationToken))
        {
            return null;
        }
    }

    private string NewId() => string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{Guid.NewGuid():N}")[..25];
}

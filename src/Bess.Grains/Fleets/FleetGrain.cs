using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Grains.Desk;
using Bess.Grains.Wire;
using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace Bess.Grains.Fleets;

/// <summary>Membership of a power plant, and the rule of one round at a time.</summary>
[GrainType("bess.fleet")]
[HashBasedPlacement]
public sealed partial class FleetGrain(
    [PersistentState("fleet", "bess")] IPersistentState<FleetState> state, ClusterTelemetry telemetry, TimeProvider clock, IRoundInputs inputs, ILogger<FleetGrain> logger)
    : Grain, IFleetGrain, IRemindable
{
    private const int RoundsKept = 100;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private string? _ended;

    private string Name => this.GetPrimaryKeyString();

    private Roster? Roster => state.State.Roster is { } document ? RosterDocument.Read(document).Value : null;

    /// <inheritdoc />
    public async Task<string[][]> SetGroupsAsync(byte[] roster)
    {
        var groups = RosterDocument.Read(roster).Value.Groups;
        var known = Roster ?? new Roster(Name, [], []);
        var faults = Membership.CheckGroups(known, groups);
        if (faults.Count == 0)
        {
            await KeepAsync(known with { Groups = groups });
        }

        return Membership.ToWire(faults);
    }

    /// <inheritdoc />
    public async Task<string[][]> EnrolAsync(byte[] roster, bool makesPlant)
    {
        var entries = RosterDocument.Read(roster).Value.Entries;
        if (Roster is null && !makesPlant)
        {
            return Membership.ToWire([new Fault("", "powerPlant", "a power plant of this cluster", $"'{Name}'")]);
        }

        var known = Roster ?? new Roster(Name, [], []);
        var faults = Membership.CheckNew(known, entries);
        if (faults.Count > 0)
        {
            return Membership.ToWire(faults);
        }

        await KeepAsync(Membership.With(known, entries));
        foreach (var entry in entries)
        {
            // Also those that were known: this may be the second try of a call that was lost half-way.
            await TellRoundAsync(entry, joins: true, "enrolled");
        }

        return [];
    }

    /// <inheritdoc />
    public Task<string[][]> CheckAsync(byte[] roster) =>
        Task.FromResult(Membership.ToWire(Membership.CheckNew(Roster ?? new Roster(Name, [], []), RosterDocument.Read(roster).Value.Entries)));

    /// <inheritdoc />
    public async Task<bool> LeaveAsync(string agent, string reason)
    {
        var left = Roster?.Entries.FirstOrDefault(entry => entry.Agent.Value == agent);
        if (left is not null)
        {
            await KeepAsync(Roster! with { Entries = [.. Roster!.Entries.Where(entry => entry != left)] });
        }

        // Also where it was not there: this may be the second try of a call that was lost half-way.
        await TellRoundAsync(left ?? new RosterEntry(new AgentId(agent), null, 1), joins: false, reason);
        return left is not null;
    }

    /// <inheritdoc />
    public Task<byte[]?> RosterAsync() => Task.FromResult(state.State.Roster);

    /// <inheritdoc />
    public async Task<LaunchedMessage> LaunchAsync(byte[] order, byte[]? roster, string launchedBy)
    {
        var wanted = RoundOrderDocument.Read(order).Value;
        var id = wanted.Id!;
        using var span = telemetry.Start("launch round", id);
        var round = GrainFactory.GetGrain<IRoundGrain>(id);
        if (await ViewAsync(id) is { } same)
        {
            return same.PowerPlant == Name
                ? new LaunchedMessage { RoundId = id }
                : new LaunchedMessage { Faults = Membership.ToWire([new Fault("", "id", "an identity that no round of another power plant has", $"'{id}'")]) };
        }

        if (await RunningAsync() is { } running)
        {
            telemetry.Refused();
            return new LaunchedMessage { Running = RoundViewDocument.Write(running) };
        }

        var batteries = (roster is null ? Roster : RosterDocument.Read(roster).Value)?.Entries.Count ?? 0;
        if (FleetCheck.Members(wanted with { PowerPlant = Name }, batteries) is { } fault)
        {
            return new LaunchedMessage { Faults = Membership.ToWire([fault]) };
        }

        await ListAsync();
        state.State.Rounds.Remove(id);
        state.State.Rounds.Insert(0, id);
        state.State.Rounds = [.. state.State.Rounds.Take(RoundsKept)];
        await WriteAsync();
        var start = new RoundStartMessage
        {
            Order = order,
            Roster = roster ?? state.State.Roster!,
            LaunchedBy = launchedBy,
            LaunchedAt = clock.GetUtcNow(),
            TakesEnrolled = roster is null,
        };
        await round.StartAsync(start, waits: roster is not null);
        return new LaunchedMessage { RoundId = id };
    }

    /// <inheritdoc />
    public Task<string[]> RoundsAsync() => Task.FromResult<string[]>([.. state.State.Rounds]);

    /// <inheritdoc />
    public async Task WakeAsync()
    {
        if (state.State.Rounds.Count > 0
            && state.State.Rounds[0] != _ended
            && await GrainFactory.GetGrain<IRoundGrain>(state.State.Rounds[0]).WakeAsync(specified: false))
        {
            _ended = state.State.Rounds[0];
        }
    }

    /// <inheritdoc />
    public async Task<string[][]> ScheduleAsync(StandingOrderMessage[] orders)
    {
        Fault[] faults = [.. orders.SelectMany(StandingOrders.Check)];
        if (faults.Length > 0)
        {
            return Membership.ToWire(faults);
        }

        foreach (var reminder in await this.GetReminders())
        {
            await this.UnregisterReminder(reminder);
        }

        state.State.StandingOrders = orders;
        await WriteAsync();
        foreach (var order in orders)
        {
            await RemindAsync(order);
        }

        return [];
    }

    /// <summary>A standing order is due: launches the round of the day, if somebody has prepared it.</summary>
    /// <param name="reminderName">Name of the order.</param>
    /// <param name="status">Times.</param>
    /// <returns>Ends when the round is launched and the next day is noted.</returns>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (state.State.StandingOrders.FirstOrDefault(order => order.Name == reminderName) is not { } order)
        {
            return;
        }

        // A tick may come late: the order is still that of the launch that was due last.
        var (_, day) = StandingOrders.Next(order, clock.GetUtcNow().AddDays(-1));
        if (await inputs.OrderAsync(Name, reminderName, day) is { } document)
        {
            var launched = await LaunchAsync(document, null, $"standing order {reminderName}");
            LogStanding(logger, Name, reminderName, day, launched.RoundId ?? "refused");
        }
        else
        {
            LogUnprepared(logger, Name, reminderName, day);
        }

        await RemindAsync(order);
    }

    private async Task RemindAsync(StandingOrderMessage order)
    {
        var now = clock.GetUtcNow();
        var (launch, _) = StandingOrders.Next(order, now);
        await this.RegisterOrUpdateReminder(order.Name, launch - now, TimeSpan.FromDays(1));
    }

    /// <summary>The round that runs; one that has waited too long for its batteries does not count.</summary>
    private async Task<RoundView?> RunningAsync()
    {
        if (state.State.Rounds.Count == 0 || await ViewAsync(state.State.Rounds[0]) is not { HasEnded: false } view)
        {
            return null;
        }

        if (view.Phase == RoundPhase.Created && clock.GetUtcNow() - view.LaunchedAt > LongestWait)
        {
            await GrainFactory.GetGrain<IRoundGrain>(view.Id).FailAsync("its batteries were never specified");
            return null;
        }

        return view;
    }

    private async Task<RoundView?> ViewAsync(string id) =>
        await GrainFactory.GetGrain<IRoundGrain>(id).ViewAsync() is { } document ? RoundViewDocument.Read(document).Value : null;

    private async Task TellRoundAsync(RosterEntry entry, bool joins, string reason)
    {
        if (state.State.Rounds.Count > 0)
        {
            var seat = new SeatMessage { Place = -1, Agent = entry.Agent.Value, Owner = entry.Owner, ClassIndex = -1, GroupPlace = -1, PowerMw = entry.PowerMw };
            var change = new ChangeMessage { Seat = seat, Joins = joins, Reason = reason, Group = entry.Group };
            await GrainFactory.GetGrain<IRoundGrain>(state.State.Rounds[0]).ChangeAsync(change);
        }
    }

    private Task ListAsync() => GrainFactory.GetGrain<IPlantsGrain>(IPlantsGrain.Key).AddAsync(Name);

    private async Task KeepAsync(Roster roster)
    {
        await ListAsync();
        state.State.Roster = RosterDocument.Write(roster);
        await WriteAsync();
    }

    private Task WriteAsync() => Stored.WriteAsync(this, state);

    [LoggerMessage(EventId = 5008, Level = LogLevel.Information, Message = "Standing order {Name} of {PowerPlant} for {Day}: {Outcome}")]
    private static partial void LogStanding(ILogger logger, string powerPlant, string name, DateOnly day, string outcome);

    [LoggerMessage(EventId = 5009, Level = LogLevel.Error, Message = "Standing order {Name} of {PowerPlant} for {Day} was not launched: nobody has prepared its prices and commitments")]
    private static partial void LogUnprepared(ILogger logger, string powerPlant, string name, DateOnly day);
}

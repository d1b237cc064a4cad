using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Desk;

/// <summary>Where people reach power plants that outlive a call: enrol batteries, launch rounds, follow, cancel, read results. In this process, or on a cluster.</summary>
/// <remarks>Thread-safe. Who may do what is decided by the host in front of it. Nothing is kept of a call that is refused.</remarks>
public interface IRoundDesk
{
    /// <summary>Starts a round and returns at once.</summary>
    /// <param name="order">The round.</param>
    /// <param name="launchedBy">Who asked, for the record; a name, never a key.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>The round that runs, a refusal because another one runs, or the order's faults.</returns>
    Task<Launch> LaunchAsync(RoundOrder order, string launchedBy, CancellationToken cancellationToken = default);

    /// <summary>Events of a round from a number on: those that happened, then each as it happens, to the last one.</summary>
    /// <param name="roundId">The round.</param>
    /// <param name="from">Number of the first event wanted, from 0: a follower that lost its line goes on with the one after its last.</param>
    /// <param name="cancellationToken">Stops following; the round goes on.</param>
    /// <returns>Events in order, none left out; empty for an unknown round.</returns>
    IAsyncEnumerable<RoundEvent> FollowAsync(string roundId, int from = 0, CancellationToken cancellationToken = default);

    /// <summary>Where a round stands.</summary>
    /// <param name="roundId">The round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null for an unknown round.</returns>
    Task<RoundView?> RoundAsync(string roundId, CancellationToken cancellationToken = default);

    /// <summary>Rounds of a power plant, newest first.</summary>
    /// <param name="powerPlant">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The latest rounds; empty where there are none.</returns>
    Task<IReadOnlyList<RoundView>> RoundsAsync(string powerPlant, CancellationToken cancellationToken = default);

    /// <summary>The result of a round that has ended.</summary>
    /// <param name="roundId">The round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null while it runs, when it failed, and for an unknown round.</returns>
    Task<RoundResult?> ResultAsync(string roundId, CancellationToken cancellationToken = default);

    /// <summary>Ends a round early. What it found so far becomes its result, but no schedule is committed: the last committed ones stay in force.</summary>
    /// <param name="roundId">The round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it is unknown or has ended.</returns>
    Task<bool> CancelAsync(string roundId, CancellationToken cancellationToken = default);

    /// <summary>Sets the group tree of a power plant, and makes the plant if there is none of that name.</summary>
    /// <param name="powerPlant">Its name.</param>
    /// <param name="groups">All groups.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Faults: a group that members still name is missing; none otherwise.</returns>
    Task<IReadOnlyList<Fault>> SetGroupsAsync(string powerPlant, IReadOnlyList<FleetGroup> groups, CancellationToken cancellationToken = default);

    /// <summary>Enrols batteries whose specification the operator gives, or changes them; from the next round on, or the next iteration of a running one that takes the enrolled batteries.</summary>
    /// <param name="powerPlant">The plant; made if there is none of that name.</param>
    /// <param name="members">The batteries.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>All faults; with any, nobody is enrolled.</returns>
    Task<IReadOnlyList<Fault>> JoinAsync(string powerPlant, IReadOnlyList<FleetMember> members, CancellationToken cancellationToken = default);

    /// <summary>Enrols a battery that its owner hosts: only what is said here is known of it.</summary>
    /// <param name="powerPlant">The plant; it must exist.</param>
    /// <param name="entry">Name, group, connection power, owner.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>All faults: taken name, unknown group or plant, a desk without prosumers.</returns>
    Task<IReadOnlyList<Fault>> AdmitAsync(string powerPlant, RosterEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Takes a battery out: of a running round from its next iteration on, and of later ones.</summary>
    /// <param name="powerPlant">The plant.</param>
    /// <param name="agent">Who.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it is not there.</returns>
    Task<bool> LeaveAsync(string powerPlant, AgentId agent, string reason, CancellationToken cancellationToken = default);

    /// <summary>Who is enrolled.</summary>
    /// <param name="powerPlant">The plant.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null for an unknown plant.</returns>
    Task<Roster?> RosterAsync(string powerPlant, CancellationToken cancellationToken = default);

    /// <summary>The committed schedule of a battery, as far as its owner lets it be read.</summary>
    /// <param name="powerPlant">The plant.</param>
    /// <param name="agent">Who.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when there is none, or its owner keeps it.</returns>
    Task<CommittedSchedule?> ScheduleAsync(string powerPlant, AgentId agent, CancellationToken cancellationToken = default);
}
